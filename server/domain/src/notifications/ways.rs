//! How somebody is reached off the page, as they set it: an address that counts once they confirmed it, how often it is written to, and
//! hours of quiet. Nobody sees another's.

use super::{
    entity::{dispatch, ways},
    hours, outbox,
    outbox::Way,
    outbox_store, push, ways_store,
};
use crate::{Domain, Result, Tx, Viewer, identity};
use shared::{
    Code, Refusal,
    ids::UserId,
    reaching::{Clock, EmailDraft, MailPace, Reach, ReachPatch, email_address},
    text::Lang,
};
use std::time::Duration;

/// Letters that confirm an address within a day, for one person and to one address.
const MOST_CONFIRMING: u64 = 5;
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn clock(minutes: Option<i16>) -> Option<String> {
    let minutes = u16::try_from(minutes?).ok()?;
    Some(Clock { minutes }.to_string())
}

/// How the viewer is reached.
///
/// # Errors
/// `sign_in_required`.
pub async fn reach(domain: &Domain, viewer: &Viewer) -> Result<Reach> {
    let person = viewer.person()?;
    let row = ways_store::ways(&domain.db, person.id).await?;
    Ok(Reach {
        sends_mail: domain.rules.mail.is_some(),
        mail: outbox::pace(&row)?,
        email: row.email,
        unconfirmed: row.new_email,
        quiet_from: clock(row.quiet_from),
        quiet_to: clock(row.quiet_to),
        zone: row.zone,
        devices: push::devices(domain, viewer).await?,
        feed: identity::has_feed_key(domain, viewer).await?,
    })
}

/// A person, held, with what they set.
async fn held(domain: &Domain, viewer: &Viewer) -> Result<(Tx, ways::Model)> {
    let person = viewer.person()?;
    let tx = domain.begin().await?;
    identity::store::lock_user(&tx, person.id).await?;
    let row = ways_store::ways(&*tx, person.id).await?;
    Ok((tx, row))
}

/// A time of the day that was typed; nothing for an empty one.
fn typed(field: &'static str, text: &str) -> Result<Option<i16>, Refusal> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let clock: Clock = text.parse().map_err(|refusal: Refusal| refusal.at(field))?;
    Ok(i16::try_from(clock.minutes).ok())
}

/// Changes how often the viewer is written to and when nothing is sent; what is absent stays. What waits follows.
///
/// # Errors
/// `sign_in_required`, `invalid` at `mail`, `quiet_from`, `quiet_to` or `zone`.
pub async fn change_reach(domain: &Domain, viewer: &Viewer, patch: &ReachPatch) -> Result<Reach> {
    let mail: Option<MailPace> = patch.mail.as_deref().map(str::parse).transpose()?;
    let from = patch.quiet_from.as_deref();
    let from = from.map(|text| typed("quiet_from", text)).transpose()?;
    let to = patch.quiet_to.as_deref();
    let to = to.map(|text| typed("quiet_to", text)).transpose()?;
    let zone = patch.zone.as_deref().map(str::trim);
    if zone.is_some_and(|zone| !hours::is_zone(zone)) {
        return Err(Refusal::field("zone", Lang::zone_wrong).into());
    }
    let (tx, mut row) = held(domain, viewer).await?;
    if let Some(mail) = mail {
        mail.as_str().clone_into(&mut row.mail);
    }
    row.quiet_from = from.unwrap_or(row.quiet_from);
    row.quiet_to = to.unwrap_or(row.quiet_to);
    if row.quiet_from.is_some() != row.quiet_to.is_some() {
        let field = if row.quiet_from.is_none() {
            "quiet_from"
        } else {
            "quiet_to"
        };
        return Err(Refusal::field(field, Lang::clocks_both).into());
    }
    if let Some(zone) = zone {
        zone.clone_into(&mut row.zone);
    }
    ways_store::put(&tx, row.clone()).await?;
    outbox::again(domain, &tx, &row).await?;
    tx.commit().await?;
    reach(domain, viewer).await
}

/// Writes down a letter of the house's to an address.
async fn letter(domain: &Domain, tx: &Tx, user: UserId, way: Way, address: String) -> Result<()> {
    let row = dispatch::Model {
        address: Some(address),
        ..outbox_store::blank(domain, user, way, domain.now())
    };
    outbox_store::insert(tx, row).await
}

/// Tells an address that it is a person's no longer.
pub(super) async fn tell_old(domain: &Domain, tx: &Tx, user: UserId, address: String) -> Result<()> {
    letter(domain, tx, user, Way::Moved, address).await
}

/// Names an address of the viewer's; a letter goes there whose link confirms it. Until then the one before is written to.
///
/// # Errors
/// `sign_in_required`, `mail_off`, `invalid` at `email`, `too_many_mails`.
pub async fn set_email(domain: &Domain, viewer: &Viewer, draft: &EmailDraft) -> Result<Reach> {
    let user = viewer.person()?.id;
    if domain.rules.mail.is_none() {
        return Err(Code::MailOff.into());
    }
    let address = email_address(&draft.email)?;
    let (tx, mut row) = held(domain, viewer).await?;
    let now = domain.now();
    outbox_store::drop_confirming(&tx, user).await?;
    if row.email.as_deref() == Some(&address) {
        // It is confirmed, and what was to come in its place is not wanted any more.
        (row.new_email, row.new_email_at) = (None, None);
    } else {
        if outbox::sent_since(&*tx, (user, &address), now.before(DAY)).await? >= MOST_CONFIRMING {
            return Err(Code::TooManyMails.into());
        }
        (row.new_email, row.new_email_at) = (Some(address.clone()), Some(now.0));
        letter(domain, &tx, user, Way::Confirm, address).await?;
    }
    ways_store::put(&tx, row).await?;
    tx.commit().await?;
    reach(domain, viewer).await
}

/// Forgets the viewer's address, and one that waits to be confirmed; the one that was written to is told. A second time changes nothing.
///
/// # Errors
/// `sign_in_required`.
pub async fn remove_email(domain: &Domain, viewer: &Viewer) -> Result<Reach> {
    let user = viewer.person()?.id;
    let (tx, mut row) = held(domain, viewer).await?;
    if let Some(before) = row.email.take() {
        tell_old(domain, &tx, user, before).await?;
    }
    (row.email_at, row.new_email, row.new_email_at) = (None, None, None);
    outbox_store::drop_confirming(&tx, user).await?;
    ways_store::put(&tx, row).await?;
    tx.commit().await?;
    reach(domain, viewer).await
}
