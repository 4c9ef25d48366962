//! Whether a receipt says so truly: first that the site signed it, then that the chain shows the payment that it tells of. It
//! believes neither the text nor whoever shows it.

use crate::{
    chain::ChainTransaction,
    facts::{Asset, Leg, OrderFacts, merge},
    verify::{Mismatch, verify},
    wire::Wire,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{Signature, VerifyingKey};
use serde::Deserialize;
use shared::{
    Timestamp,
    money::{Currency, Lamports},
    receipts::{Jwk, Jwks, ReceiptClaims},
    text::Lang,
};
use std::borrow::Cow;

/// The longest text that is looked at; receipts have about two thousand characters.
const LONGEST: usize = 16_384;

/// Why a text is no receipt of this site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Forged {
    #[error("this is not a signed receipt")]
    Garbled,
    #[error("the receipt is signed in another way, or with a key that the site does not have")]
    UnknownKey,
    #[error("the receipt was changed after it was signed")]
    Altered,
}

/// Why the chain does not bear out a receipt that the site signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Untrue {
    AnotherTransaction,
    AnotherTime,
    Incoherent,
    NotPaid(Mismatch),
}

impl From<Mismatch> for Untrue {
    fn from(mismatch: Mismatch) -> Self {
        Self::NotPaid(mismatch)
    }
}

impl Untrue {
    /// In words, for whoever checks the receipt.
    pub fn said(&self, lang: Lang) -> Cow<'static, str> {
        match self {
            Self::AnotherTransaction => lang.untrue_another_transaction().into(),
            Self::AnotherTime => lang.untrue_another_time().into(),
            Self::Incoherent => lang.untrue_incoherent().into(),
            Self::NotPaid(mismatch) => mismatch.said(lang),
        }
    }
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: String,
}

/// Reads a JWS in compact form (RFC 7515), signed with EdDSA (RFC 8037) by one of these keys.
pub fn signed(jws: &str, keys: &Jwks) -> Result<ReceiptClaims, Forged> {
    let jws = jws.trim();
    let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| Forged::Garbled);
    let (message, signature) = jws.rsplit_once('.').ok_or(Forged::Garbled)?;
    let (header, claims) = message.split_once('.').ok_or(Forged::Garbled)?;
    if jws.len() > LONGEST {
        return Err(Forged::Garbled);
    }
    let header: Header = serde_json::from_slice(&decode(header)?).map_err(|_| Forged::Garbled)?;
    let claims = decode(claims)?;
    let signature = Signature::from_slice(&decode(signature)?).map_err(|_| Forged::Garbled)?;
    if header.alg != "EdDSA" {
        return Err(Forged::UnknownKey);
    }
    let key = keys.keys.iter().find(|key| key.kid == header.kid).and_then(key);
    let key = key.ok_or(Forged::UnknownKey)?;
    key.verify_strict(message.as_bytes(), &signature)
        .map_err(|_| Forged::Altered)?;
    serde_json::from_slice(&claims).map_err(|_| Forged::Garbled)
}

fn key(jwk: &Jwk) -> Option<VerifyingKey> {
    if (jwk.kty.as_str(), jwk.crv.as_str()) != ("OKP", "Ed25519") {
        return None;
    }
    let bytes = URL_SAFE_NO_PAD.decode(&jwk.x).ok()?;
    VerifyingKey::from_bytes(&bytes.try_into().ok()?).ok()
}

/// Judges the transaction that a receipt names as the payment that it tells of, by the rules that the site itself settles by.
pub fn borne_out(claims: &ReceiptClaims, landed: &ChainTransaction) -> Result<(), Untrue> {
    let wire = Wire::read(&landed.bytes).map_err(Mismatch::from)?;
    if wire.signature() != claims.signature {
        return Err(Untrue::AnotherTransaction);
    }
    if landed.slot != claims.slot || landed.block_time != Some(claims.landed_at) {
        return Err(Untrue::AnotherTime);
    }
    let facts = facts(claims).ok_or(Untrue::Incoherent)?;
    verify(&facts, &[], landed, facts.expires_at)?;
    Ok(())
}

/// What a receipt says as an order would; `None` where its own numbers do not add up.
fn facts(claims: &ReceiptClaims) -> Option<OrderFacts> {
    let asset = match (claims.currency, claims.mint) {
        (Currency::Sol, None) => Asset::Sol,
        (Currency::Usdc, Some(mint)) => Asset::Usdc { mint },
        _ => return None,
    };
    let legs: Vec<Leg> = claims
        .legs
        .iter()
        .map(|leg| Leg {
            role: leg.role,
            address: leg.address,
            amount: leg.amount,
        })
        .collect();
    let landed = Timestamp::from_seconds(claims.landed_at);
    let facts = OrderFacts {
        id: claims.jti,
        payer: claims.payer,
        reference: claims.reference,
        asset,
        legs: merge(&legs),
        account_rent: Lamports::ZERO,
        created_at: landed,
        expires_at: landed,
    };
    (facts.total() == Some(claims.amount) && !facts.legs.is_empty()).then_some(facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::{Signer, SigningKey};
    use shared::{
        ids::OrderId,
        money::Units,
        payments::{ItemKind, LegRole, LegView},
        solana::{self, Address},
    };

    fn claims() -> ReceiptClaims {
        ReceiptClaims {
            iss: "https://fonana.example".to_owned(),
            iat: 1_800_000_060,
            jti: "018f0000-0000-7000-8000-000000000000"
                .parse::<OrderId>()
                .expect("an id"),
            kind: ItemKind::Post,
            currency: Currency::Sol,
            mint: None,
            amount: Units(100),
            legs: vec![LegView {
                role: LegRole::Creator,
                address: Address([2; 32]),
                amount: Units(100),
            }],
            payer: Address([1; 32]),
            reference: Address([3; 32]),
            signature: solana::Signature([4; 64]),
            network: "localnet".to_owned(),
            genesis_hash: "here".to_owned(),
            slot: 7,
            landed_at: 1_800_000_000,
        }
    }

    fn jwks(key: &SigningKey) -> Jwks {
        Jwks {
            keys: vec![Jwk {
                kty: "OKP".to_owned(),
                crv: "Ed25519".to_owned(),
                alg: "EdDSA".to_owned(),
                used_for: "sig".to_owned(),
                kid: "one".to_owned(),
                x: URL_SAFE_NO_PAD.encode(key.verifying_key().as_bytes()),
            }],
        }
    }

    fn sign(key: &SigningKey, header: &str, claims: &ReceiptClaims) -> String {
        let claims = serde_json::to_string(claims).expect("it writes");
        let message = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(header),
            URL_SAFE_NO_PAD.encode(claims)
        );
        let signature = URL_SAFE_NO_PAD.encode(key.sign(message.as_bytes()).to_bytes());
        format!("{message}.{signature}")
    }

    const HEADER: &str = r#"{"alg":"EdDSA","kid":"one"}"#;

    #[test]
    fn what_the_site_signed_is_read_and_nothing_else() {
        let key = SigningKey::from_bytes(&[9; 32]);
        let good = sign(&key, HEADER, &claims());
        assert_eq!(signed(&good, &jwks(&key)), Ok(claims()));
        assert_eq!(signed(&format!(" {good}\n"), &jwks(&key)), Ok(claims()));

        let dearer = ReceiptClaims {
            amount: Units(1),
            ..claims()
        };
        let other = sign(&key, HEADER, &dearer);
        let (message, _) = other.rsplit_once('.').expect("a signature");
        let (_, signature) = good.rsplit_once('.').expect("a signature");
        let altered = signed(&format!("{message}.{signature}"), &jwks(&key));
        assert_eq!(altered, Err(Forged::Altered));

        let stranger = SigningKey::from_bytes(&[8; 32]);
        assert_eq!(
            signed(&sign(&stranger, HEADER, &claims()), &jwks(&key)),
            Err(Forged::Altered)
        );
        for header in [r#"{"alg":"EdDSA","kid":"two"}"#, r#"{"alg":"none","kid":"one"}"#] {
            let text = sign(&key, header, &claims());
            assert_eq!(signed(&text, &jwks(&key)), Err(Forged::UnknownKey));
        }
        for text in ["", ".", "..", "a.b.c", "no receipt", &"a.b.c".repeat(9_000)] {
            assert_eq!(signed(text, &jwks(&key)), Err(Forged::Garbled));
        }
    }

    #[test]
    fn what_the_chain_does_not_bear_out_is_said_in_both_languages() {
        let all = [
            Untrue::AnotherTransaction,
            Untrue::AnotherTime,
            Untrue::Incoherent,
            Untrue::NotPaid(Mismatch::NotThePayer),
        ];
        for untrue in all {
            let (english, russian) = (untrue.said(Lang::En), untrue.said(Lang::Ru));
            assert!(english.is_ascii() && english.ends_with('.'), "{english}");
            assert!(!russian.is_ascii() && russian.ends_with('.'), "{russian}");
        }
    }

    #[test]
    fn a_receipt_whose_numbers_do_not_add_up_is_none() {
        assert!(facts(&claims()).is_some());
        let off = |change: fn(&mut ReceiptClaims)| {
            let mut claims = claims();
            change(&mut claims);
            facts(&claims)
        };
        assert_eq!(off(|claims| claims.amount = Units(99)), None);
        assert_eq!(off(|claims| claims.legs.clear()), None);
        assert_eq!(off(|claims| claims.mint = Some(Address([5; 32]))), None);
        assert_eq!(off(|claims| claims.currency = Currency::Usdc), None);
    }
}
