use crate::context::Context;
use crate::decision::{Decision, Severity, Status};
use crate::handshake::MAX_REDIRECTS;
use crate::path_pattern::PathPattern;
use crate::reason::Reason;
use crate::session::Session;

/// Which organization a URL is about: the patterns of an application whose URLs name it.
#[derive(Clone, Debug, Default)]
pub(crate) struct OrganizationSync {
    pub(crate) organization: Vec<PathPattern>,
    pub(crate) personal_account: Vec<PathPattern>,
}

/// What a URL is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// `:id` of an organization pattern.
    OrganizationId(String),
    /// `:slug` of an organization pattern.
    OrganizationSlug(String),
    /// A personal account pattern.
    PersonalAccount,
}

impl Target {
    /// The query parameter `organization_id` of a handshake: an id or a slug, empty for the personal account.
    pub(crate) fn parameter(&self) -> &str {
        match self {
            Self::OrganizationId(text) | Self::OrganizationSlug(text) => text,
            Self::PersonalAccount => "",
        }
    }

    fn is_active(&self, session: &Session<'_>) -> bool {
        match self {
            Self::OrganizationId(id) => session.organization_id().as_ref() == Some(id),
            Self::OrganizationSlug(slug) => session.organization_slug().as_ref() == Some(slug),
            Self::PersonalAccount => session.organization_id().is_none(),
        }
    }
}

impl OrganizationSync {
    fn target(&self, path: &str) -> Option<Target> {
        // The first pattern that matches decides, whatever parameters it has.
        let parameters = self.organization.iter().find_map(|pattern| pattern.parameters(path));
        let find = |wanted: &str| {
            let value = parameters.as_ref()?.iter().find(|(name, _)| name == wanted)?.1.clone();
            (!value.is_empty()).then_some(value)
        };
        find("id").map(Target::OrganizationId).or_else(|| find("slug").map(Target::OrganizationSlug)).or_else(|| {
            let personal = self.personal_account.iter().any(|pattern| pattern.parameters(path).is_some());
            personal.then_some(Target::PersonalAccount)
        })
    }
}

impl Context<'_> {
    /// What the URL of this request is about, by the still percent-encoded path.
    pub(crate) fn organization_target(&self) -> Option<Target> {
        let sync = &self.config.organization_sync;
        if sync.organization.is_empty() && sync.personal_account.is_empty() {
            return None;
        }
        sync.target(self.url()?.path())
    }

    /// A page visit whose URL is about another organization than the active one: a handshake activates it. `None` when
    /// it is active, or cannot be activated; then the user stays signed in and the application decides.
    pub(crate) fn sync_organization(&self, session: &Session<'_>) -> Option<Decision> {
        // A pending session has no say in organizations yet.
        if !self.facts.request.is_document() || session.status() == Some("pending") {
            return None;
        }
        let target = self.organization_target()?;
        if target.is_active(session) {
            return None;
        }
        if self.cookies.redirect_count() >= MAX_REDIRECTS {
            self.notice(
                Severity::Warning,
                "The organization that the URL names cannot be activated: its id or slug is probably wrong, or the \
                 user is not a member.",
            );
            return None;
        }
        let decision = self.handshake(Reason::ActiveOrganizationMismatch, None);
        (decision.status == Status::Handshake).then_some(decision)
    }
}
