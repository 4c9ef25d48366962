//! The keys that sign receipts: Ed25519, kept in the database for all processes. None is ever deleted, for a receipt is good
//! for ever.

use super::{books_store, entity::receipt_key};
use crate::{Domain, Error, Result, columns::corrupt};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use ed25519_dalek::{SigningKey, pkcs8::EncodePrivateKey};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use rand::TryRngCore;
use sha2::{Digest, Sha256};
use shared::receipts::{Jwk, Jwks, ReceiptClaims};

/// The public half, named by its thumbprint: SHA-256 of the required members in their order (RFC 7638, RFC 8037).
fn jwk(key: &SigningKey) -> Jwk {
    let x = URL_SAFE_NO_PAD.encode(key.verifying_key().as_bytes());
    let members = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#);
    Jwk {
        kty: "OKP".to_owned(),
        crv: "Ed25519".to_owned(),
        alg: "EdDSA".to_owned(),
        used_for: "sig".to_owned(),
        kid: URL_SAFE_NO_PAD.encode(Sha256::digest(members)),
        x,
    }
}

fn key(row: &receipt_key::Model) -> Result<SigningKey> {
    let bad = || corrupt("receipt_keys", row.number);
    let seed = STANDARD.decode(&row.secret).map_err(|_| bad())?;
    let seed: [u8; 32] = seed.try_into().map_err(|_| bad())?;
    Ok(SigningKey::from_bytes(&seed))
}

/// All keys, the newest first; the first one is made when there is none. Two processes that make it at the same time get
/// the one that came first.
async fn keys(domain: &Domain) -> Result<Vec<SigningKey>> {
    let mut rows = books_store::receipt_keys(&domain.db).await?;
    if rows.is_empty() {
        let mut seed = [0; 32];
        rand::rngs::OsRng
            .try_fill_bytes(&mut seed)
            .map_err(Error::internal)?;
        let row = receipt_key::Model {
            number: 1,
            secret: STANDARD.encode(seed),
            created_at: domain.now().0,
        };
        books_store::insert_receipt_key(&domain.db, row).await?;
        rows = books_store::receipt_keys(&domain.db).await?;
    }
    rows.iter().map(key).collect()
}

/// The public keys, the newest first.
pub async fn jwks(domain: &Domain) -> Result<Jwks> {
    let keys = keys(domain).await?;
    Ok(Jwks {
        keys: keys.iter().map(jwk).collect(),
    })
}

/// Signs with the newest key. The same claims give the same bytes: Ed25519 signs without chance.
pub(super) async fn sign(domain: &Domain, claims: &ReceiptClaims) -> Result<String> {
    let keys = keys(domain).await?;
    let key = keys
        .first()
        .ok_or_else(|| Error::internal("no key of receipts could be made"))?;
    let header = Header {
        kid: Some(jwk(key).kid),
        ..Header::new(Algorithm::EdDSA)
    };
    let der = key.to_pkcs8_der().map_err(Error::internal)?;
    jsonwebtoken::encode(&header, claims, &EncodingKey::from_ed_der(der.as_bytes())).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_named_by_its_thumbprint() {
        // The key and the thumbprint of RFC 8037, appendix A.
        let seed = URL_SAFE_NO_PAD
            .decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A")
            .expect("base64url");
        let key = SigningKey::from_bytes(&seed.try_into().expect("32 bytes"));
        let jwk = jwk(&key);
        assert_eq!(jwk.x, "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assert_eq!(jwk.kid, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }
}
