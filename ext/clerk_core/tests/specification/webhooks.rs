//! §13: a webhook's delivery is Clerk's own, or it is refused and the reason is said.

use clerk_core::{Config, Purpose, Timestamp, WEBHOOK_HEADERS, WebhookVerifier};
use serde_json::{Value, json};

use crate::support::{Delivery, EVENT as BODY, NOW, SIGNING_SECRET as OLD, endpoint, knowing, options, signed};

const NEW: &str = "whsec_AAcOFRwjKjE4P0ZNVFtiaXB3foWMk5qhqK+2vcTL0tk=";

/// The delivery of a body, just signed with the old secret.
fn delivery(body: &str) -> Delivery {
    signed(body, OLD, NOW)
}

fn good() -> Delivery {
    delivery(BODY)
}

/// Compares deliveries with what an endpoint that knows the old secret makes of them.
#[track_caller]
fn rows<'a>(rows: impl IntoIterator<Item = (Delivery, &'a str)>) {
    let endpoint = knowing(OLD);
    for (number, (delivery, expected)) in rows.into_iter().enumerate() {
        assert_eq!(delivery.at(&endpoint), expected, "row {}: {delivery}", number + 1);
    }
}

/// Each of them is refused for this reason.
#[track_caller]
fn refused(reason: &str, deliveries: impl IntoIterator<Item = Delivery>) {
    rows(deliveries.into_iter().map(|delivery| (delivery, reason)));
}

/// The first is the test vector that Svix and Standard Webhooks publish; the others were made with npm `svix` 1.99.1.
#[test]
fn signatures_are_those_of_other_implementations() {
    for (secret, id, at, body, signature) in [
        (
            OLD,
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            r#"{"test": 2432232314}"#,
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ),
        (
            OLD,
            "msg_2g8Yq",
            1_800_000_000,
            r#"{"data":{"id":"user_1","first_name":"Zoë 😀"},"object":"event","type":"user.created"}"#,
            "v1,W1d6yYdDvoOf06h18jKwU+i7Lyxydo6+eXmpSXF5NYk=",
        ),
        (
            NEW,
            "msg_x",
            1_800_000_000,
            "{ \"type\": \"user.deleted\",\r\n  \"data\": { \"deleted\": true } }\n",
            "v1,liWvaov8WX3eZYzdtJK/2HXAvQlk95HalsXRF0gqcEA=",
        ),
        (
            "whsec_//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eDf3t3c29rZ2NfW1dTT0tHQz87NzMvKycjHxsXEw8LBwA==",
            "e",
            1_799_999_999,
            r#"{"type":"a","data":{}}"#,
            "v1,t8jxc0Duiu8bEEPZE+9It59IuFQpHpwm+xVBaY4oGqo=",
        ),
    ] {
        let endpoint = knowing(secret);
        let at = Timestamp::from_secs(at);
        let headers = endpoint.sign(id, at, body.as_bytes()).unwrap();
        assert_eq!(headers[2], ("svix-signature", signature.to_owned()));
        let header = |name: &str| headers.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_bytes());
        let outcome = endpoint.verify(header, body.as_bytes(), at);
        // The published body is no event of Clerk's, which shows only once the signature is known to be good.
        match body.contains("type") {
            true => assert_eq!(outcome.unwrap().id, id),
            false => assert_eq!(outcome.unwrap_err().reason(), "payload-invalid"),
        }
    }
}

#[test]
fn a_delivery_of_clerk_s_is_an_event() {
    let event = good().event();
    assert_eq!(event.id, "msg_1");
    assert_eq!(event.timestamp, Some(Timestamp::from_millis(1_800_000_000_123)));
    assert_eq!(event.payload["data"], json!({ "id": "user_1" }));
    // Clerk adds events, so any type will do.
    rows([
        (delivery(r#"{"type":"comet.seen","data":{},"more":[1]}"#), "comet.seen"),
        (delivery("\r\n {\"type\" : \"user.created\", \"data\": {} }\n"), "user.created"),
    ]);
}

#[test]
fn whoever_changes_anything_does_not_know_the_secret() {
    refused(
        "signature-mismatch",
        [
            good().body(BODY.replace("user_1", "user_2")),
            good().body(format!("{BODY} ")),
            good().body(&BODY.as_bytes()[..BODY.len() - 1]),
            good().body(""),
            good().with("svix-id", "msg_2"),
            good().with("svix-id", "MSG_1"),
            good().with("svix-timestamp", (NOW + 1).to_string()),
            good().with("svix-timestamp", format!("0{NOW}")),
            signed(BODY, NEW, NOW),
        ],
    );
}

#[test]
fn what_was_signed_is_read_in_one_way_only() {
    // All of these are parts of the same signed bytes.
    let inner = format!("msg_1.{NOW}.{BODY}");
    let whole = signed(&inner, OLD, NOW);
    rows([
        (whole.clone(), "payload-invalid"),
        (whole.clone().with("svix-id", format!("msg_1.{NOW}.msg_1")).body(BODY), "id-invalid"),
        (whole.with("svix-timestamp", format!("{NOW}.msg_1.{NOW}")).body(BODY), "timestamp-invalid"),
    ]);
}

#[test]
fn one_good_signature_in_the_list_is_enough() {
    let own = good().signature();
    let wrong = signed(BODY, NEW, NOW).signature();
    let with = |list: String| good().with("svix-signature", list);
    rows([
        (with(format!("{wrong} {own}")), "user.created"),
        (with(format!("{own} {wrong}")), "user.created"),
        (with(format!("v1a,x v2,{own} {own}")), "user.created"),
        (with(format!("  {own}  ")), "user.created"),
        (with(format!("{wrong} {wrong}")), "signature-mismatch"),
        // Other versions mean something else, and a list is separated by single spaces.
        (with(own.replace("v1,", "v2,")), "signature-mismatch"),
        (with(own.replace("v1,", "v1a,")), "signature-mismatch"),
        (with(own.replace("v1,", "V1,")), "signature-mismatch"),
        (with(own.replace("v1,", "v1=")), "signature-mismatch"),
        (with(own.replace("v1,", "")), "signature-mismatch"),
        (with(format!("{wrong},{own}")), "signature-mismatch"),
        (with(own[..own.len() - 1].to_owned()), "signature-mismatch"),
        (with(format!("{own}=")), "signature-mismatch"),
        (with("v1,".to_owned()), "signature-mismatch"),
        (with("v1".to_owned()), "signature-mismatch"),
        (with(",".to_owned()), "signature-mismatch"),
    ]);
}

#[test]
fn while_a_secret_is_rotated_both_are_known() {
    let both = knowing(vec![NEW, OLD]);
    assert_eq!(signed(BODY, OLD, NOW).at(&both), "user.created");
    assert_eq!(signed(BODY, NEW, NOW).at(&both), "user.created");
    assert_eq!(signed(BODY, NEW, NOW).at(&knowing(OLD)), "signature-mismatch");
    assert_eq!(signed(BODY, OLD, NOW).at(&knowing(vec![NEW])), "signature-mismatch");
    // As Svix signs meanwhile: with both.
    let headers = both.sign("msg_1", Timestamp::from_secs(NOW), BODY.as_bytes()).unwrap();
    for secret in [OLD, NEW] {
        assert_eq!(good().with("svix-signature", headers[2].1.clone()).at(&knowing(secret)), "user.created");
    }
}

#[test]
fn a_delivery_is_good_for_five_minutes_both_ways() {
    for (seconds, expected) in [
        (0, "user.created"),
        (-300, "user.created"),
        (300, "user.created"),
        (-301, "timestamp-too-old"),
        (301, "timestamp-in-the-future"),
        (-86_400 * 365, "timestamp-too-old"),
    ] {
        rows([(signed(BODY, OLD, NOW + seconds), expected)]);
    }
    let patient = endpoint(json!({ "webhook_signing_secret": OLD, "tolerance": 3600 }));
    assert_eq!(signed(BODY, OLD, NOW - 3600).at(&patient), "user.created");
    assert_eq!(signed(BODY, OLD, NOW - 3601).at(&patient), "timestamp-too-old");
    let strict = endpoint(json!({ "webhook_signing_secret": OLD, "tolerance": 0 }));
    assert_eq!(signed(BODY, OLD, NOW).at(&strict), "user.created");
    assert_eq!(signed(BODY, OLD, NOW - 1).at(&strict), "timestamp-too-old");
    assert_eq!(signed(BODY, OLD, NOW + 1).at(&strict), "timestamp-in-the-future");
}

#[test]
fn a_timestamp_is_digits_whatever_they_add_up_to() {
    for (text, expected) in [
        (format!(" {NOW} "), "user.created"),
        ("0".to_owned(), "timestamp-too-old"),
        (i64::MAX.to_string(), "timestamp-in-the-future"),
        (format!("{NOW}000"), "timestamp-in-the-future"),
        ("9223372036854775808".to_owned(), "timestamp-invalid"),
        ("9".repeat(100_000), "timestamp-invalid"),
        (format!("+{NOW}"), "timestamp-invalid"),
        (format!("-{NOW}"), "timestamp-invalid"),
        (format!("{NOW}.0"), "timestamp-invalid"),
        (format!("{NOW}, {NOW}"), "timestamp-invalid"),
        ("1e9".to_owned(), "timestamp-invalid"),
        ("0x6B49D200".to_owned(), "timestamp-invalid"),
        ("now".to_owned(), "timestamp-invalid"),
        ("\u{661}\u{662}".to_owned(), "timestamp-invalid"),
    ] {
        rows([(good().with("svix-timestamp", text), expected)]);
    }
    for now in [i64::MIN, i64::MAX] {
        let delivery = good().with("svix-timestamp", i64::MAX.to_string());
        let outcome = knowing(OLD).verify(|name| delivery.header(name), &delivery.body, Timestamp::from_millis(now));
        assert!(outcome.is_err());
    }
}

#[test]
fn a_missing_header_is_named() {
    let missing = |delivery: &Delivery| {
        let endpoint = knowing(OLD);
        let outcome = endpoint.verify(|name| delivery.header(name), &delivery.body, Timestamp::from_secs(NOW));
        let error = outcome.unwrap_err();
        assert_eq!(error.reason(), "header-missing");
        error.to_string().split(' ').nth(2).unwrap().to_owned()
    };
    for name in WEBHOOK_HEADERS[0] {
        assert_eq!(missing(&good().without(name)), name);
        assert_eq!(missing(&good().with(name, "")), name);
        assert_eq!(missing(&good().with(name, "  ")), name);
    }
    for name in WEBHOOK_HEADERS[1] {
        assert_eq!(missing(&good().standard().without(name)), name);
    }
    let nothing = WEBHOOK_HEADERS[0].iter().fold(good(), |delivery, name| delivery.without(name));
    assert_eq!(missing(&nothing), "svix-id");
}

#[test]
fn the_headers_of_standard_webhooks_do_as_well_but_families_are_not_mixed() {
    rows([
        (good().standard(), "user.created"),
        (good().standard().body("{}"), "signature-mismatch"),
        (good().standard().with("svix-id", "msg_1"), "user.created"),
        (good().standard().without("webhook-id").with("svix-id", "msg_1"), "header-missing"),
        // Svix's own count when both are whole.
        (good().with("webhook-id", "x").with("webhook-timestamp", "x").with("webhook-signature", "x"), "user.created"),
    ]);
}

#[test]
fn what_is_signed_and_no_event_is_refused_too() {
    let bodies = [
        "",
        "null",
        "1",
        "\"x\"",
        "[]",
        "{}",
        "{",
        "not JSON",
        r#"{"type":"user.created"}"#,
        r#"{"data":{}}"#,
        r#"{"type":"","data":{}}"#,
        r#"{"type":1,"data":{}}"#,
        r#"{"type":"a","data":[]}"#,
        r#"{"type":"a","data":null}"#,
        r#"[{"type":"a","data":{}}]"#,
        r#"{"type":"a","data":{}} {}"#,
        r#"{"type":"a","data":{"x":1e999}}"#,
    ];
    refused("payload-invalid", bodies.map(delivery));
    let deep = format!(r#"{{"type":"a","data":{{"x":{}{}}}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    refused("payload-invalid", [delivery(&deep)]);
    let mut bytes = good();
    bytes.body = b"{\"type\":\"\xff\",\"data\":{}}".to_vec();
    let headers = knowing(OLD).sign("msg_1", Timestamp::from_secs(NOW), &bytes.body).unwrap();
    refused("payload-invalid", [bytes.with("svix-signature", headers[2].1.clone())]);
}

#[test]
fn an_event_happened_at_a_number_of_milliseconds_or_seconds() {
    for (number, expected) in [
        ("1654012591514", Some(1_654_012_591_514)),
        // As in the published examples.
        ("1716883200", Some(1_716_883_200_000)),
        ("0", Some(0)),
        ("-9223372036854775808", Some(i64::MIN)),
        ("18446744073709551615", None),
        ("1.5", None),
        ("\"1716883200\"", None),
        ("null", None),
    ] {
        let event = delivery(&format!(r#"{{"type":"a","data":{{}},"timestamp":{number}}}"#)).event();
        assert_eq!(event.timestamp.map(Timestamp::as_millis), expected, "{number}");
    }
    assert_eq!(delivery(r#"{"type":"a","data":{}}"#).event().timestamp, None);
}

#[test]
fn bytes_that_are_no_text_are_no_signature() {
    for bytes in [&b"\xff\xfe"[..], b"\0", b"a\0b", b"\xe0\x80\x80", b"v1,\xff", b"msg 1", b"\r\n.", b"\xc3\xa4"] {
        refused("signature-mismatch", [good().with("svix-signature", bytes)]);
        refused("id-invalid", [good().with("svix-id", [b"m", bytes, b"m"].concat())]);
        refused("timestamp-invalid", [good().with("svix-timestamp", bytes)]);
        refused("signature-mismatch", [good().body(bytes)]);
    }
}

#[test]
fn a_hundred_thousand_signatures_of_a_large_body_take_their_time_once() {
    let body = format!(r#"{{"type":"a","data":{{"x":"{}"}}}}"#, "x".repeat(1 << 20));
    let delivery = delivery(&body);
    let wrong = signed(BODY, NEW, NOW).signature();
    let list = vec![wrong; 100_000].join(" ");
    // One HMAC a signature would be a hundred gigabytes, and this would not end.
    refused("signature-mismatch", [delivery.clone().with("svix-signature", list.clone())]);
    rows([(delivery.clone().with("svix-signature", format!("{list} {}", delivery.signature())), "a")]);
    refused("signature-mismatch", [good().with("svix-signature", " ".repeat(1 << 22) + "x")]);
}

#[test]
fn a_secret_is_whole_or_refused_at_boot_and_never_shown() {
    let new = |secret: Value| {
        let given = options(json!({ "webhook_signing_secret": secret }));
        let one = WebhookVerifier::new(&given).map(drop).map_err(|error| error.to_string());
        let all = Config::new(&given, Purpose::Settings).map(drop).map_err(|error| error.to_string());
        (one, all)
    };
    for good in [
        json!(OLD),
        json!(NEW),
        json!(NEW.trim_end_matches('=')),
        json!(OLD.trim_start_matches("whsec_")),
        json!([OLD, NEW]),
    ] {
        assert_eq!(new(good.clone()), (Ok(()), Ok(())), "{good}");
    }
    for bad in [
        json!(""),
        json!("whsec_"),
        json!(OLD[..OLD.len() - 1]),
        json!(format!(" {OLD}")),
        json!(format!("{OLD}\n")),
        json!(OLD.replace("Mf", "M_")),
        json!(OLD.to_uppercase()),
        json!("sk_test_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
        json!([OLD, ""]),
        json!([OLD, "whsec_c2hvcnQ="]),
        json!([OLD, 1]),
        json!([[OLD]]),
        json!({ "a": OLD }),
        json!(1),
        json!(true),
    ] {
        let (one, all) = new(bad.clone());
        let message = one.unwrap_err();
        assert_eq!(all.unwrap_err(), message);
        assert!(message.starts_with("webhook_signing_secret ("), "{message}");
        assert!(message.contains("whole signing secret") || message.contains("list of texts"), "{message}");
        assert!(!message.contains("MfKQ") && !message.contains("MFKQ"), "{message}");
    }
    for missing in [json!(null), json!([])] {
        let (one, all) = new(missing);
        assert!(one.unwrap_err().contains("CLERK_WEBHOOK_SIGNING_SECRET"));
        assert_eq!(all, Ok(()), "only an endpoint needs one");
    }
    assert!(!format!("{:?}", knowing(OLD)).contains("MfKQ"));
}

#[test]
fn a_tolerance_is_a_number_of_seconds() {
    let new = |tolerance: Value| {
        let given = options(json!({ "webhook_signing_secret": OLD, "tolerance": tolerance }));
        WebhookVerifier::new(&given).map(drop).map_err(|error| error.to_string())
    };
    for good in [json!(0), json!(0.5), json!(86_400), json!(null)] {
        assert_eq!(new(good), Ok(()));
    }
    for bad in [json!(-1), json!(86_401), json!("300"), json!([]), json!(true), json!("NaN")] {
        assert!(new(bad).unwrap_err().starts_with("tolerance ("));
    }
    assert!(!new(json!(OLD)).unwrap_err().contains("MfKQ"));
}

#[test]
fn only_what_can_be_verified_can_be_signed() {
    let sign = |id: &str, at: i64| knowing(OLD).sign(id, Timestamp::from_secs(at), b"").map_err(|error| error.reason());
    assert!(sign("msg_1", NOW).is_ok());
    for id in ["", "a b", "a.b", "a\n", "\u{e4}"] {
        assert_eq!(sign(id, NOW), Err("id-invalid"), "{id}");
    }
    assert_eq!(sign("msg_1", -1), Err("timestamp-invalid"));
}
