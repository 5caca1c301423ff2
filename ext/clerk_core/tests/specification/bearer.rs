//! §2 and §3: the `Authorization` header.

use crate::support::{OTHER, get, production, token};

#[test]
fn a_bearer_token_signs_in_whoever_asks() {
    production().rows([
        (get("/").bearer(token()), "signed-in user_1"),
        (get("/").bearer(token()).by_script(), "signed-in user_1"),
        (get("/").bearer(token()).method("DELETE").by_script(), "signed-in user_1"),
    ]);
}

#[test]
fn the_scheme_is_exactly_bearer_and_words_are_split_at_single_spaces() {
    let good = token();
    production().rows([
        (get("/").authorization(format!("Bearer {good}")), "signed-in user_1"),
        (get("/").authorization(format!("Bearer {good} and more")), "signed-in user_1"),
        (get("/").authorization(good.to_string()), "signed-in user_1"),
        (get("/").authorization("Bearer"), "signed-out token-invalid"),
        (get("/").authorization("Bearer "), "signed-out token-invalid"),
        (get("/").authorization(format!("Bearer  {good}")), "signed-out token-invalid"),
        (get("/").authorization(format!("Basic  {good}")), "signed-out token-invalid"),
    ]);
}

#[test]
fn every_other_scheme_is_somebody_elses_and_cookies_still_count() {
    let cookies = get("/").session(token());
    production().rows([
        (cookies.clone().authorization(""), "signed-in user_1"),
        (cookies.clone().authorization("Basic dXNlcjpwYXNzd29yZA=="), "signed-in user_1"),
        (cookies.clone().authorization("DPoP abc"), "signed-in user_1"),
        (cookies.clone().authorization(format!("bearer {}", token())), "signed-in user_1"),
        (cookies.authorization(format!("BEARER {}", token())), "signed-in user_1"),
        (get("/").authorization(format!("bearer {}", token())), "signed-out session-token-and-uat-missing"),
    ]);
}

#[test]
fn a_bearer_token_wins_over_cookies_even_when_it_is_bad() {
    let somebody = token().claim("sub", "user_2");
    production().rows([
        (get("/").session(token()).bearer(somebody), "signed-in user_2"),
        (get("/").session(token()).bearer("nonsense"), "signed-out token-invalid"),
        (get("/").session(token()).bearer(token().signed_by(&OTHER)), "signed-out token-invalid-signature"),
    ]);
}

#[test]
fn only_a_page_visit_is_worth_a_handshake_when_the_token_is_a_matter_of_time() {
    let expired = get("/").bearer(token().expired());
    production().rows([
        (expired.clone(), "handshake session-token-expired-refresh-non-eligible-no-refresh-cookie"),
        (expired.clone().by_script(), "signed-out session-token-expired-refresh-non-eligible-no-refresh-cookie"),
        (expired.method("POST").by_script(), "signed-out session-token-expired-refresh-non-eligible-non-get"),
        (get("/").bearer(token().not_active_yet()), "handshake session-token-nbf"),
        (get("/").bearer(token().not_active_yet()).by_script(), "signed-out session-token-nbf"),
        (get("/").bearer(token().issued_in_the_future()), "handshake session-token-iat-in-the-future"),
    ]);
}
