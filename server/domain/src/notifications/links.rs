//! Links in letters: signed, so that they need no session and nothing of them is kept. Each is about one address of one person; one
//! about an address that is theirs no longer does nothing, and one that confirms ends after a day.

use super::{entity::ways, outbox, outbox_store, ways_store};
use crate::{Domain, Error, Result, columns::corrupt, identity, installation_store};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use hmac::{Hmac, Mac};
use rand::{TryRngCore, rngs::OsRng};
use sha2::Sha256;
use shared::{
    Code, Timestamp,
    ids::UserId,
    reaching::{LinkAct, LinkView, MailPace},
};
use std::time::Duration;
use uuid::Uuid;

/// The name under which an installation keeps the key that signs them.
const KEY: &str = "link_key";
/// Of a signature.
const MAC: usize = 16;
/// What it is, whose, until when, and the signature.
const LENGTH: usize = 1 + 16 + 8 + MAC;
/// How long a link confirms an address.
const GOOD: Duration = Duration::from_secs(24 * 60 * 60);

/// What a link says.
struct Said {
    act: LinkAct,
    user: UserId,
    /// Milliseconds; one that stops letters is good for as long as the address is.
    until: i64,
    mac: [u8; MAC],
}

fn letter(act: LinkAct) -> u8 {
    match act {
        LinkAct::Confirm => b'c',
        LinkAct::Stop => b's',
    }
}

async fn signing(domain: &Domain) -> Result<Hmac<Sha256>> {
    let mut new = [0_u8; 32];
    OsRng.try_fill_bytes(&mut new).map_err(Error::internal)?;
    let kept = installation_store::kept(&domain.db, KEY, &STANDARD.encode(new)).await?;
    let key = STANDARD.decode(kept).map_err(|_| corrupt("installation", KEY))?;
    Hmac::new_from_slice(&key).map_err(Error::internal)
}

fn signed(mut mac: Hmac<Sha256>, (act, user, until): (LinkAct, UserId, i64), address: &str) -> Hmac<Sha256> {
    mac.update(&[letter(act)]);
    mac.update(user.0.as_bytes());
    mac.update(&until.to_be_bytes());
    mac.update(address.as_bytes());
    mac
}

async fn link(domain: &Domain, (act, user, until): (LinkAct, UserId, i64), address: &str) -> Result<String> {
    let mac = signed(signing(domain).await?, (act, user, until), address);
    let mac = mac.finalize().into_bytes();
    let mut bytes = vec![letter(act)];
    bytes.extend_from_slice(user.0.as_bytes());
    bytes.extend_from_slice(&until.to_be_bytes());
    bytes.extend_from_slice(&mac[..MAC]);
    Ok(format!(
        "{}/mail/{}",
        domain.rules.origin,
        URL_SAFE_NO_PAD.encode(bytes)
    ))
}

/// The address of the page that confirms this one; good for a day.
pub(crate) async fn confirm_link(domain: &Domain, user: UserId, address: &str) -> Result<String> {
    let until = domain.now().after(GOOD).0;
    link(domain, (LinkAct::Confirm, user, until), address).await
}

/// The address that ends letters to this one.
pub async fn stop_link(domain: &Domain, user: UserId, address: &str) -> Result<String> {
    link(domain, (LinkAct::Stop, user, i64::MAX), address).await
}

fn read(token: &str) -> Option<Said> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let bytes: [u8; LENGTH] = bytes.try_into().ok()?;
    let act = [LinkAct::Confirm, LinkAct::Stop]
        .into_iter()
        .find(|act| letter(*act) == bytes[0])?;
    Some(Said {
        act,
        user: UserId(Uuid::from_slice(&bytes[1..17]).ok()?),
        until: i64::from_be_bytes(bytes[17..25].try_into().ok()?),
        mac: bytes[25..].try_into().ok()?,
    })
}

/// What is so of a link.
enum State {
    /// It can be done.
    Open,
    Done,
}

/// How it stands with a link of this person's.
///
/// # Errors
/// `mail_link` for one that is none, has ended, or is about another address.
fn state(domain: &Domain, key: &Hmac<Sha256>, said: &Said, row: &ways::Model) -> Result<State> {
    let about = |address: &Option<String>| {
        address.as_deref().is_some_and(|address| {
            let mac = signed(key.clone(), (said.act, said.user, said.until), address);
            mac.verify_truncated_left(&said.mac).is_ok()
        })
    };
    match said.act {
        // Whoever presses twice is told that it is done, also later.
        LinkAct::Confirm if about(&row.email) => Ok(State::Done),
        LinkAct::Confirm if about(&row.new_email) && domain.now() < Timestamp(said.until) => Ok(State::Open),
        LinkAct::Stop if about(&row.email) => Ok(match outbox::pace(row)? {
            MailPace::Off => State::Done,
            _ => State::Open,
        }),
        _ => Err(Code::MailLink.into()),
    }
}

/// What a link does and whose account it is about, for the page behind it. Looking changes nothing.
///
/// # Errors
/// `mail_link`.
pub async fn look(domain: &Domain, token: &str) -> Result<LinkView> {
    let said = read(token).ok_or(Code::MailLink)?;
    let row = ways_store::set(&domain.db, said.user)
        .await?
        .ok_or(Code::MailLink)?;
    let key = signing(domain).await?;
    let done = matches!(state(domain, &key, &said, &row)?, State::Done);
    let person = identity::person_by_id(&domain.db, said.user)
        .await?
        .ok_or(Code::MailLink)?;
    Ok(LinkView {
        act: said.act,
        handle: person.handle,
        done,
    })
}

/// Does what a link says; a second time changes nothing.
///
/// # Errors
/// `mail_link`.
pub async fn act(domain: &Domain, token: &str) -> Result<LinkView> {
    let said = read(token).ok_or(Code::MailLink)?;
    let key = signing(domain).await?;
    let tx = domain.begin().await?;
    identity::store::lock_user(&tx, said.user).await?;
    let mut row = ways_store::set(&*tx, said.user).await?.ok_or(Code::MailLink)?;
    if let State::Open = state(domain, &key, &said, &row)? {
        match said.act {
            LinkAct::Stop => MailPace::Off.as_str().clone_into(&mut row.mail),
            LinkAct::Confirm => {
                let now = domain.now();
                let before = row.email.take();
                row.email = row.new_email.take();
                (row.email_at, row.new_email_at) = (Some(now.0), None);
                if let Some(before) = before.filter(|before| Some(before) != row.email.as_ref()) {
                    super::ways::tell_old(domain, &tx, said.user, before).await?;
                }
                outbox_store::drop_confirming(&tx, said.user).await?;
            }
        }
        ways_store::put(&tx, row).await?;
    }
    tx.commit().await?;
    look(domain, token).await
}
