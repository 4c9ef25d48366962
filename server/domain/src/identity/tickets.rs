//! Tickets: what opens one live connection where no cookie can, once and within half a minute. A ticket says nothing of whoever it
//! stands for, and nothing that is kept of it opens anything.

use super::{random, sessions::of_running, store};
use crate::{Domain, Person, Result, Viewer};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use shared::live::{TICKET_SECONDS, Ticket};
use std::time::Duration;

/// Characters of a ticket.
const LENGTH: usize = 43;

/// A ticket for the viewer's session.
///
/// # Errors
/// `sign_in_required`.
pub async fn ticket(domain: &Domain, viewer: &Viewer) -> Result<Ticket> {
    let person = viewer.person()?;
    let ticket = URL_SAFE_NO_PAD.encode(random::<32>()?);
    let expires_at = domain.now().after(Duration::from_secs(TICKET_SECONDS.into()));
    store::insert_ticket(
        &domain.db,
        &store::hash(ticket.as_bytes()),
        person.session,
        expires_at,
    )
    .await?;
    Ok(Ticket {
        ticket,
        expires_in: TICKET_SECONDS,
    })
}

/// Whom a ticket stands for: nobody, where it is none, was used, is too old, or its session has ended. It is used by this.
pub async fn redeem(domain: &Domain, ticket: &str) -> Result<Option<Person>> {
    if ticket.len() != LENGTH {
        return Ok(None);
    }
    let taken = store::take_ticket(&domain.db, &store::hash(ticket.as_bytes())).await?;
    match taken.filter(|(_, expires_at)| domain.now() < *expires_at) {
        Some((session, _)) => of_running(domain, session).await,
        None => Ok(None),
    }
}
