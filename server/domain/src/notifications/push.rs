//! Devices that show what a person is told, by Web Push: whom a browser's subscription belongs to, the site's own key (VAPID, RFC
//! 8292), and the words of a message, sealed so that only that browser reads them (RFC 8291). A subscription that could lead into a
//! private network is refused.

use super::{
    entity::device,
    ways_store::{self, Which},
};
use crate::{Domain, Error, Result, Viewer, columns::corrupt, identity, installation_store};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use rand::{TryRngCore, rngs::OsRng};
use serde::Serialize;
use shared::{
    Code, Refusal, Timestamp,
    ids::{DeviceId, UserId},
    reaching::{DeviceDraft, DeviceView},
    text::Lang,
    webhooks::public_url,
};
use std::time::Duration;
use web_push_native::{
    Auth, encrypt,
    p256::{PublicKey, SecretKey, elliptic_curve::sec1::ToEncodedPoint, pkcs8::EncodePrivateKey},
};

/// Of one person.
const MOST: u64 = 10;
/// Characters of an endpoint.
const LONGEST: usize = 2_000;
/// The name under which an installation keeps its key.
const KEY: &str = "push_key";
/// How long a token of the site's is good; 24 hours at the most.
const GOOD: Duration = Duration::from_secs(12 * 60 * 60);

/// The site's key, made when it is asked for the first time. Two processes that make it at the same time get the one that came first.
async fn key(domain: &Domain) -> Result<SecretKey> {
    let mut new = [0_u8; 32];
    // Nearly every number is a key.
    while SecretKey::from_slice(&new).is_err() {
        OsRng.try_fill_bytes(&mut new).map_err(Error::internal)?;
    }
    let kept = installation_store::kept(&domain.db, KEY, &STANDARD.encode(new)).await?;
    let bad = || corrupt("installation", KEY);
    let bytes = STANDARD.decode(kept).map_err(|_| bad())?;
    SecretKey::from_slice(&bytes).map_err(|_| bad())
}

fn point(key: &SecretKey) -> String {
    URL_SAFE_NO_PAD.encode(key.public_key().to_encoded_point(false).as_bytes())
}

/// The public half of the site's key, as browsers ask for it.
pub async fn public_key(domain: &Domain) -> Result<String> {
    Ok(point(&key(domain).await?))
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()
}

/// The keys of a browser.
fn keys(p256dh: &str, auth: &str) -> Option<(PublicKey, Auth)> {
    let auth: [u8; 16] = bytes(auth)?.try_into().ok()?;
    Some((PublicKey::from_sec1_bytes(&bytes(p256dh)?).ok()?, auth.into()))
}

/// Where the viewer is told, the oldest first.
///
/// # Errors
/// `sign_in_required`.
pub async fn devices(domain: &Domain, viewer: &Viewer) -> Result<Vec<DeviceView>> {
    let rows = ways_store::devices(&domain.db, viewer.person()?.id).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut names = ways_store::user_agents(&domain.db, &rows).await?;
    let view = |row: device::Model| DeviceView {
        id: DeviceId(row.id),
        user_agent: names.remove(&row.session_id).unwrap_or_default(),
        since: Timestamp(row.created_at),
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Tells the viewer on the browser that asks, as long as they are signed in there; asked again it changes nothing.
///
/// # Errors
/// `sign_in_required`, `invalid` at `endpoint` or `keys`, `too_many_devices`.
pub async fn add_device(domain: &Domain, viewer: &Viewer, draft: &DeviceDraft) -> Result<Vec<DeviceView>> {
    let person = viewer.person()?;
    let endpoint = draft.endpoint.trim();
    if endpoint.len() > LONGEST {
        return Err(Refusal::field("endpoint", Lang::device_long).into());
    }
    public_url("endpoint", endpoint, domain.rules.is_tried_at_home())?;
    if keys(&draft.keys.p256dh, &draft.keys.auth).is_none() {
        return Err(Refusal::field("keys", Lang::device_keys).into());
    }
    let tx = domain.begin().await?;
    identity::store::lock_user(&tx, person.id).await?;
    let others = ways_store::devices(&*tx, person.id).await?;
    let others = others.iter().filter(|row| row.endpoint != endpoint).count();
    if others as u64 >= MOST {
        return Err(Code::TooManyDevices.into());
    }
    let row = device::Model {
        id: domain.new_id(),
        user_id: person.id.0,
        session_id: person.session.0,
        endpoint: endpoint.to_owned(),
        p256dh: draft.keys.p256dh.clone(),
        auth: draft.keys.auth.clone(),
        created_at: domain.now().0,
    };
    ways_store::put_device(&tx, row).await?;
    // Whoever set nothing has no row, and is looked up no further.
    let row = ways_store::ways(&*tx, person.id).await?;
    ways_store::put(&tx, row).await?;
    tx.commit().await?;
    devices(domain, viewer).await
}

/// Tells the viewer no longer on the browser of this subscription; what is none of theirs stays.
///
/// # Errors
/// `sign_in_required`.
pub async fn end_device(domain: &Domain, viewer: &Viewer, endpoint: &str) -> Result<()> {
    let user = viewer.person()?.id;
    ways_store::delete_devices(&domain.db, user, Which::Endpoint(endpoint.trim())).await
}

/// The same for one by its id, or for all of them.
///
/// # Errors
/// `sign_in_required`.
pub async fn end_devices(domain: &Domain, viewer: &Viewer, id: Option<DeviceId>) -> Result<()> {
    let which = id.map_or(Which::All, Which::Device);
    ways_store::delete_devices(&domain.db, viewer.person()?.id, which).await
}

/// What the site says of itself to a push service.
#[derive(Serialize)]
struct Claims<'a> {
    aud: String,
    exp: i64,
    sub: &'a str,
}

/// A message as it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub authorization: String,
    pub body: Vec<u8>,
}

/// Seals words for one device and signs for the site.
pub async fn seal(domain: &Domain, to: &device::Model, words: &[u8]) -> Result<Sealed> {
    let bad = || corrupt("devices", to.id);
    let (public, auth) = keys(&to.p256dh, &to.auth).ok_or_else(bad)?;
    let body = encrypt(words.to_vec(), &public, &auth).map_err(|error| Error::internal(error.to_string()))?;
    let key = key(domain).await?;
    let url = public_url("endpoint", &to.endpoint, domain.rules.is_tried_at_home())?;
    let contact = match &domain.rules.mail {
        Some(address) => format!("mailto:{address}"),
        None => domain.rules.origin.clone(),
    };
    let claims = Claims {
        aud: url.origin().ascii_serialization(),
        exp: domain.now().after(GOOD).seconds(),
        sub: &contact,
    };
    let der = key.to_pkcs8_der().map_err(Error::internal)?;
    let header = Header::new(Algorithm::ES256);
    let token = jsonwebtoken::encode(&header, &claims, &EncodingKey::from_ec_der(der.as_bytes()))
        .map_err(Error::internal)?;
    Ok(Sealed {
        authorization: format!("vapid t={token}, k={}", point(&key)),
        body,
    })
}

/// A device whose subscription has ended.
pub(crate) async fn gone(domain: &Domain, user: UserId, id: uuid::Uuid) -> Result<()> {
    ways_store::delete_devices(&domain.db, user, Which::Device(DeviceId(id))).await
}
