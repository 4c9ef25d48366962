//! The two tokens of a session: a short JWT that says who asks, and a long-lived secret that gets the next
//! one. A JWT of another algorithm, issuer, audience or key is refused.

use super::{random, sessions::NotSignedIn, store};
use crate::{Domain, Error, Result};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, Header, Validation, errors::ErrorKind};
use serde::{Deserialize, Serialize};
use shared::{
    Timestamp,
    ids::{MediaId, SessionId, UserId},
};
use std::{fmt, time::Duration};

/// How long an access token is good.
pub(super) const LIFETIME: Duration = Duration::from_secs(15 * 60);
/// Seconds past its end that a token is still taken, for two servers whose clocks differ.
const LEEWAY: i64 = 5;
/// How long an address of a file is good: as long as a film.
pub(super) const MEDIA_LIFETIME: Duration = Duration::from_secs(4 * 60 * 60);
/// Of access tokens, and of addresses of files: neither is taken for the other.
pub(super) const SITE: &str = "fonana";
pub(super) const MEDIA: &str = "fonana-media";
/// Ours have about 350 bytes; longer ones are not looked at.
const MAX_BYTES: usize = 1024;

/// What an access token says (RFC 7519).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Claims {
    pub sub: UserId,
    pub sid: SessionId,
    /// Seconds since the Unix epoch.
    pub iat: i64,
    /// Seconds since the Unix epoch.
    pub exp: i64,
    pub iss: String,
    pub aud: String,
    /// The one file that an address is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<MediaId>,
}

/// What a token must be to be read. Its end is compared with our own clock in [`read`].
pub(super) fn validation(issuer: &str, audience: &str) -> Validation {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    validation.set_issuer(&[issuer]);
    validation.set_audience(&[audience]);
    validation.validate_exp = false;
    validation
}

/// Makes an access token for a session, good for [`LIFETIME`] from now.
pub(super) async fn issue(domain: &Domain, user: UserId, session: SessionId) -> Result<String> {
    sign(domain, (user, session), None).await
}

/// Makes the mark of an address of a file, good for [`MEDIA_LIFETIME`] from now.
pub(super) async fn issue_for_media(
    domain: &Domain,
    user: UserId,
    session: SessionId,
    media: MediaId,
) -> Result<String> {
    sign(domain, (user, session), Some(media)).await
}

async fn sign(
    domain: &Domain,
    (user, session): (UserId, SessionId),
    media: Option<MediaId>,
) -> Result<String> {
    let key = domain.keys.newest(domain).await?;
    let now = domain.now();
    let header = Header {
        kid: Some(key.id.clone()),
        ..Header::new(Algorithm::HS256)
    };
    let claims = Claims {
        sub: user,
        sid: session,
        iat: now.seconds(),
        exp: now.after(media.map_or(LIFETIME, |_| MEDIA_LIFETIME)).seconds(),
        iss: domain.rules.origin.clone(),
        aud: media.map_or(SITE, |_| MEDIA).to_owned(),
        media,
    };
    jsonwebtoken::encode(&header, &claims, &key.signs).map_err(Error::internal)
}

/// Reads a token of ours for this audience that has not ended, or says why it is none.
pub(super) async fn read(
    domain: &Domain,
    token: &str,
    audience: &'static str,
) -> Result<Result<Claims, NotSignedIn>> {
    if token.len() > MAX_BYTES {
        return Ok(Err(NotSignedIn::Invalid));
    }
    let Some(kid) = jsonwebtoken::decode_header(token)
        .ok()
        .and_then(|header| header.kid)
    else {
        return Ok(Err(NotSignedIn::Invalid));
    };
    let Some(key) = domain.keys.with_id(domain, &kid).await? else {
        return Ok(Err(NotSignedIn::Invalid));
    };
    let claims = match jsonwebtoken::decode::<Claims>(
        token,
        &key.verifies,
        domain.keys.validation(domain, audience),
    ) {
        Ok(data) => data.claims,
        Err(error) => {
            return match error.kind() {
                ErrorKind::Provider(_) | ErrorKind::Signing(_) => Err(Error::internal(error)),
                _ => Ok(Err(NotSignedIn::Invalid)),
            };
        }
    };
    Ok(
        if domain.now() < Timestamp::from_seconds(claims.exp.saturating_add(LEEWAY)) {
            Ok(claims)
        } else {
            Err(NotSignedIn::Expired)
        },
    )
}

/// A refresh token: `<session id>.<32 random bytes in base64url>`. The database holds only its hash.
pub(super) struct RefreshToken {
    pub session: SessionId,
    secret: [u8; 32],
}

impl RefreshToken {
    /// The next secret of a session.
    pub fn new(session: SessionId) -> Result<Self> {
        Ok(Self {
            session,
            secret: random()?,
        })
    }

    /// `None` for a text that was never a token, so that it cannot end anybody's session.
    pub fn parse(text: &str) -> Option<Self> {
        let (session, secret) = text.split_once('.')?;
        // A UUID with hyphens and 43 characters; other spellings of the same are not ours.
        if session.len() != 36 || secret.len() != 43 {
            return None;
        }
        let mut bytes = [0; 32];
        URL_SAFE_NO_PAD
            .decode_slice(secret, &mut bytes)
            .ok()
            .filter(|length| *length == bytes.len())?;
        Some(Self {
            session: session.parse().ok()?,
            secret: bytes,
        })
    }

    /// What the database holds of it.
    pub fn hash(&self) -> String {
        store::hash(&self.secret)
    }
}

impl fmt::Display for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.session, URL_SAFE_NO_PAD.encode(self.secret))
    }
}
