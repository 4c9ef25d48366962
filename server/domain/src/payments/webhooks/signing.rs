//! How a message is signed, by Standard Webhooks: HMAC-SHA256 over its id, the second it is sent and its body. While a secret is
//! being replaced, both sign. <https://www.standardwebhooks.com>

use super::entity::webhook;
use crate::{Error, Result, columns::corrupt};
use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, Mac};
use rand::{TryRngCore, rngs::OsRng};
use sha2::Sha256;
use shared::Timestamp;
use uuid::Uuid;

/// Stands before a secret where people see it.
const PREFIX: &str = "whsec_";

/// A new key of 32 bytes, in base64.
pub(super) fn new_secret() -> Result<String> {
    let mut key = [0_u8; 32];
    OsRng.try_fill_bytes(&mut key).map_err(Error::internal)?;
    Ok(STANDARD.encode(key))
}

/// The secret as its creator keeps it.
pub(super) fn shown(secret: &str) -> String {
    format!("{PREFIX}{secret}")
}

/// The header `webhook-signature` of a message that is sent now: one signature for each secret that is good, parted by spaces.
pub(super) fn signatures(row: &webhook::Model, id: Uuid, body: &str, now: Timestamp) -> Result<String> {
    let old = row.old_secret.as_deref();
    let old = old.filter(|_| row.old_secret_until.is_some_and(|until| now.0 < until));
    let mut all = Vec::new();
    for secret in [Some(row.secret.as_str()), old].into_iter().flatten() {
        let key = STANDARD.decode(secret).map_err(|_| corrupt("webhooks", row.id))?;
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(Error::internal)?;
        mac.update(format!("{id}.{}.", now.seconds()).as_bytes());
        mac.update(body.as_bytes());
        all.push(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())));
    }
    Ok(all.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(secret: &str, old: Option<(&str, i64)>) -> webhook::Model {
        webhook::Model {
            id: Uuid::nil(),
            creator_id: Uuid::nil(),
            url: String::new(),
            events: String::new(),
            secret: secret.to_owned(),
            old_secret: old.map(|(old, _)| old.to_owned()),
            old_secret_until: old.map(|(_, until)| until),
            created_at: 0,
            stopped_at: None,
        }
    }

    #[test]
    fn a_signature_is_what_openssl_makes_of_it() {
        // printf '%s' "$id.1674087231.{\"a\":1}" | openssl dgst -sha256 -mac HMAC -macopt hexkey:… -binary | base64
        let id: Uuid = "019b75c0-0000-7000-8000-000000000001".parse().expect("an id");
        let (secret, old) = (
            "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=",
        );
        let (new_one, old_one) = (
            "v1,WnZ50NV18rCv7aDFy/pQqEL2pUqGb+Yfj7sIHcef+yw=",
            "v1,urihIO41nq/4HnldphRvfTEz7CGrPTds4XPR1N5fCn4=",
        );
        let at = |row: &webhook::Model, millis| {
            signatures(row, id, "{\"a\":1}", Timestamp(millis)).expect("signed")
        };
        let moment = 1_674_087_231_500;
        assert_eq!(at(&row(secret, None), moment), new_one);
        let both = row(secret, Some((old, moment + 1)));
        assert_eq!(at(&both, moment), format!("{new_one} {old_one}"));
        let over = row(secret, Some((old, moment)));
        assert_eq!(at(&over, moment), new_one);
    }

    #[test]
    fn secrets_are_new_each_time_and_32_bytes_long() {
        let (one, other) = (new_secret().expect("a key"), new_secret().expect("a key"));
        assert_ne!(one, other);
        assert_eq!(STANDARD.decode(&one).expect("base64").len(), 32);
        assert!(shown(&one).starts_with("whsec_"));
    }
}
