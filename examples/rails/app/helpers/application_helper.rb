# frozen_string_literal: true

# The title of a page, which is its heading too.
module ApplicationHelper
  def title(text)
    content_for(:title, text)
    text
  end
end
