//! Sessions: begun by signing in, kept by refreshing, ended by signing out. A refresh token that was used
//! before ends its session, for it may have been stolen.

use super::{
    entity::session,
    store,
    tokens::{self, RefreshToken},
};
use crate::{Domain, Error, Person, Result, Tx, Viewer};
use shared::{
    Code, Timestamp,
    identity::{Me, SignedIn},
    ids::{MediaId, SessionId, UserId},
    live::{Channel, Event},
};
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// A session ends when it was not refreshed for so long.
const IDLE: Duration = DAY.saturating_mul(30);
/// A session ends so long after it began, however often it was refreshed.
const LONGEST: Duration = DAY.saturating_mul(180);
/// An ended session is remembered so long, so that a stolen token is still told from an invented one.
const REMEMBERED: Duration = DAY.saturating_mul(30);
/// For so long after its rotation the previous refresh token still gives access: two tabs may refresh at once.
const GRACE: Duration = Duration::from_secs(30);
/// Characters of the browser's name that are kept.
const USER_AGENT: usize = 200;

/// A session that has begun. It holds secrets and so cannot be printed.
#[derive(Clone)]
pub struct Started {
    pub person: Person,
    /// A JWT for the `Authorization` header or a cookie.
    pub access_token: String,
    /// Seconds until the access token ends.
    pub expires_in: u64,
    pub refresh_token: String,
    /// When the session ends unless it is refreshed.
    pub refresh_expires_at: Timestamp,
}

/// A session that goes on. It holds secrets and so cannot be printed.
#[derive(Clone)]
pub struct Refreshed {
    pub person: Person,
    pub access_token: String,
    /// Seconds until the access token ends.
    pub expires_in: u64,
    /// The next refresh token; `None` when another tab has just received it: keep what the browser has.
    pub refresh_token: Option<String>,
    /// When the session ends unless it is refreshed.
    pub refresh_expires_at: Timestamp,
}

impl Started {
    /// What the person or program that signed in is told.
    pub fn signed_in(&self, now: Timestamp) -> SignedIn {
        signed_in(self.person.me(now), &self.access_token, self.expires_in)
    }
}

impl Refreshed {
    /// What the person or program that refreshed is told.
    pub fn signed_in(&self, now: Timestamp) -> SignedIn {
        signed_in(self.person.me(now), &self.access_token, self.expires_in)
    }
}

fn signed_in(user: Me, access_token: &str, expires_in: u64) -> SignedIn {
    SignedIn {
        user,
        access_token: access_token.to_owned(),
        expires_in,
    }
}

/// Why an access token makes nobody a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSignedIn {
    /// The token was good and has ended: refresh.
    Expired,
    /// The token was not given out here, or its key is gone.
    Invalid,
    /// The session behind the token has ended.
    Revoked,
}

/// Begins a session for a person whose wallet was proven.
pub(super) async fn start(domain: &Domain, mut person: Person, user_agent: &str) -> Result<Started> {
    let now = domain.now();
    let id = SessionId(domain.new_id());
    let refresh = RefreshToken::new(id)?;
    let access_token = tokens::issue(domain, person.id, id).await?;
    let expires_at = now.after(IDLE);
    store::insert_session(
        &domain.db,
        session::Model {
            id: id.0,
            user_id: person.id.0,
            secret_hash: refresh.hash(),
            previous_hash: None,
            rotated_at: now.0,
            created_at: now.0,
            expires_at: expires_at.0,
            revoked_at: None,
            revoked_why: None,
            user_agent: user_agent
                .chars()
                .filter(|c| !c.is_control())
                .take(USER_AGENT)
                .collect(),
        },
    )
    .await?;
    person.session = id;
    Ok(Started {
        person,
        access_token,
        expires_in: tokens::LIFETIME.as_secs(),
        refresh_token: refresh.to_string(),
        refresh_expires_at: expires_at,
    })
}

/// Gives a new access token and, unless another tab was faster, the next refresh token.
///
/// # Errors
/// [`Code::SessionEnded`]: the token is none of ours, its session has ended, or it was used before; the last
/// ends the session.
pub async fn refresh(domain: &Domain, refresh_token: &str) -> Result<Refreshed> {
    let token = RefreshToken::parse(refresh_token).ok_or(Code::SessionEnded)?;
    let (id, hash) = (token.session, token.hash());
    let now = domain.now();
    // The second look is for a token that another request rotated between our reading and our writing.
    for _ in 0..2 {
        let row = store::session(&domain.db, id).await?.ok_or(Code::SessionEnded)?;
        if row.revoked_at.is_some() || row.expires_at <= now.0 {
            return Err(Code::SessionEnded.into());
        }
        let rotated_at = Timestamp(row.rotated_at);
        if row.secret_hash == hash {
            let next = RefreshToken::new(id)?;
            let expires_at = now.after(IDLE).min(Timestamp(row.created_at).after(LONGEST));
            if store::rotate_session(&domain.db, id, &hash, &next.hash(), now, expires_at).await? {
                return refreshed(domain, id, Some(next), expires_at).await;
            }
        } else if row.previous_hash.as_ref() == Some(&hash) && now < rotated_at.after(GRACE) {
            return refreshed(domain, id, None, Timestamp(row.expires_at)).await;
        } else {
            tracing::warn!(session = %id, "a refresh token was used again; its session is revoked");
            let tx = domain.begin().await?;
            store::revoke_session(&tx, id, "reuse", now).await?;
            tell_of_end(&tx, UserId(row.user_id));
            tx.commit().await?;
            return Err(Code::SessionEnded.into());
        }
    }
    Err(Code::SessionEnded.into())
}

async fn refreshed(
    domain: &Domain,
    id: SessionId,
    next: Option<RefreshToken>,
    refresh_expires_at: Timestamp,
) -> Result<Refreshed> {
    let (person, _) = store::person_by_session(&domain.db, id)
        .await?
        .ok_or(Code::SessionEnded)?;
    Ok(Refreshed {
        access_token: tokens::issue(domain, person.id, id).await?,
        expires_in: tokens::LIFETIME.as_secs(),
        person,
        refresh_token: next.map(|token| token.to_string()),
        refresh_expires_at,
    })
}

/// The person an access token stands for, with one query; or why it stands for nobody. Only faults are errors.
pub async fn viewer(domain: &Domain, access_token: &str) -> Result<Result<Person, NotSignedIn>> {
    let claims = match tokens::read(domain, access_token, tokens::SITE).await? {
        Ok(claims) => claims,
        Err(why) => return Ok(Err(why)),
    };
    of_session(domain, &claims).await
}

/// The mark of an address of one file that stands for the viewer, and until when.
///
/// # Errors
/// `sign_in_required`.
pub async fn media_token(domain: &Domain, viewer: &Viewer, media: MediaId) -> Result<(String, Timestamp)> {
    let person = viewer.person()?;
    let token = tokens::issue_for_media(domain, person.id, person.session, media).await?;
    Ok((token, domain.now().after(tokens::MEDIA_LIFETIME)))
}

/// Whom the mark of an address of this file stands for.
///
/// # Errors
/// `not_found` for a mark that is none, of another file, or of a session that ended.
pub async fn media_viewer(domain: &Domain, media: MediaId, token: &str) -> Result<Person> {
    match tokens::read(domain, token, tokens::MEDIA).await? {
        Ok(claims) if claims.media == Some(media) => {
            let person = of_session(domain, &claims).await?;
            person.map_err(|_| Code::NotFound.into())
        }
        _ => Err(Code::NotFound.into()),
    }
}

/// The person whose session made a token, while that runs.
async fn of_session(domain: &Domain, claims: &tokens::Claims) -> Result<Result<Person, NotSignedIn>> {
    Ok(match store::person_by_session(&domain.db, claims.sid).await? {
        Some((person, standing)) if person.id == claims.sub && standing.runs(domain.now()) => Ok(person),
        _ => Err(NotSignedIn::Revoked),
    })
}

/// Ends the session that the person came with; its tokens are worth nothing from now on.
pub async fn sign_out(domain: &Domain, person: &Person) -> Result<()> {
    let tx = domain.begin().await?;
    store::revoke_session(&tx, person.session, "sign_out", domain.now()).await?;
    tell_of_end(&tx, person.id);
    tx.commit().await
}

/// Ends all sessions of the person.
pub async fn sign_out_everywhere(domain: &Domain, person: &Person) -> Result<()> {
    let tx = domain.begin().await?;
    store::revoke_sessions_of(&tx, person.id, "sign_out_everywhere", domain.now()).await?;
    tell_of_end(&tx, person.id);
    tx.commit().await
}

/// Whoever holds a connection of theirs looks whose session it is.
pub(super) fn tell_of_end(tx: &Tx, user: UserId) {
    tx.tell(Channel::Person(user), Event::Sessions);
}

/// The person as they are now, while the session that they came with runs.
pub async fn still(domain: &Domain, person: &Person) -> Result<Option<Person>> {
    of_running(domain, person.session).await
}

/// The person of a session, while that runs.
pub(super) async fn of_running(domain: &Domain, session: SessionId) -> Result<Option<Person>> {
    let found = store::person_by_session(&domain.db, session).await?;
    let running = found.filter(|(_, standing)| standing.runs(domain.now()));
    Ok(running.map(|(person, _)| person))
}

/// Deletes what ended long ago: sessions, whose tokens stay worth nothing, and challenges.
pub async fn forget_ended(domain: &Domain) -> Result<()> {
    let now = domain.now();
    store::delete_sessions_ended(&domain.db, now.before(REMEMBERED)).await?;
    store::delete_old_tickets(&domain.db, now).await?;
    store::delete_old_challenges(&domain.db, now).await
}

/// How a session stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    pub expires_at: Timestamp,
    pub revoked: bool,
}

impl Standing {
    fn runs(self, now: Timestamp) -> bool {
        !self.revoked && now < self.expires_at
    }
}

impl From<NotSignedIn> for Error {
    fn from(why: NotSignedIn) -> Self {
        match why {
            NotSignedIn::Revoked => Code::SessionEnded.into(),
            NotSignedIn::Expired | NotSignedIn::Invalid => Code::SignInRequired.into(),
        }
    }
}
