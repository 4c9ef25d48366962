//! What is to leave the page: written down in the transaction in which something is told, one row for each person, thing and way, and
//! sent by a worker (`courier`). It decides by which ways, and when; it sends nothing.

use super::{entity::ways, hours, outbox_store, ways_store};
use crate::{Domain, Result, Tx, columns::corrupt};
use sea_orm::ConnectionTrait;
use shared::{Timestamp, ids::UserId, notifications::NotificationKind, reaching::MailPace};
use std::time::Duration;
use uuid::Uuid;

/// How long a letter waits for the next thing to tell.
pub const LETTER_WAITS: Duration = Duration::from_secs(5 * 60);
/// What many do is shown on a device once there may be more of it.
const MANY_WAIT: Duration = Duration::from_secs(60);
/// Whoever reads a message within this is not told of it.
const MESSAGE_WAITS: Duration = Duration::from_secs(30);

/// A way off the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    Push,
    Mail,
    /// The letter with the link that confirms an address.
    Confirm,
    /// The letter to an address that is not theirs any more.
    Moved,
}

impl Way {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Push => "push",
            Self::Mail => "mail",
            Self::Confirm => "confirm",
            Self::Moved => "moved",
        }
    }

    pub fn of(name: &str) -> Option<Self> {
        [Self::Push, Self::Mail, Self::Confirm, Self::Moved]
            .into_iter()
            .find(|way| way.as_str() == name)
    }
}

/// Kinds as a column has them.
pub(super) fn names(kinds: &[NotificationKind]) -> String {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    names.join(" ")
}

/// The kinds of which somebody does not want to be told on a way.
pub fn unwanted(row: &ways::Model, way: Way) -> Result<Vec<NotificationKind>> {
    let kinds = match way {
        Way::Push => &row.unwanted_push,
        _ => &row.unwanted_mail,
    };
    let kinds = kinds.split(' ').filter(|name| !name.is_empty()).map(str::parse);
    let kinds: Result<_, _> = kinds.collect();
    kinds.map_err(|_| corrupt("ways", row.user_id))
}

/// How often somebody is written to.
pub fn pace(row: &ways::Model) -> Result<MailPace> {
    row.mail.parse().map_err(|_| corrupt("ways", row.user_id))
}

fn quiet(row: &ways::Model) -> Option<(i16, i16)> {
    row.quiet_from.zip(row.quiet_to)
}

/// The moment itself, or the end of somebody's hours of quiet.
pub fn after_quiet(row: &ways::Model, at: Timestamp) -> Timestamp {
    hours::after_quiet(at, quiet(row), &row.zone)
}

/// When something of a kind may be sent that is told now.
fn due(row: &ways::Model, way: Way, kind: NotificationKind, now: Timestamp) -> Result<Timestamp> {
    if way == Way::Mail && pace(row)? == MailPace::Daily {
        return Ok(hours::next_letter(now, quiet(row), &row.zone));
    }
    let wait = match (way, kind) {
        (Way::Push, NotificationKind::Message) => MESSAGE_WAITS,
        (Way::Push, kind) if kind.is_counted() => MANY_WAIT,
        (Way::Push, _) => Duration::ZERO,
        _ => LETTER_WAITS,
    };
    Ok(after_quiet(row, now.after(wait)))
}

/// Whether somebody is told of a kind on a way; whether there is a device is another question.
pub fn wants(domain: &Domain, row: &ways::Model, way: Way, kind: NotificationKind) -> Result<bool> {
    let reached = match way {
        Way::Push => true,
        _ => domain.rules.mail.is_some() && row.email.is_some() && pace(row)? != MailPace::Off,
    };
    Ok(reached && !unwanted(row, way)?.contains(&kind))
}

/// By which ways somebody is told of a kind now, each with when; none where they set nothing.
pub(super) async fn ways(
    domain: &Domain,
    db: &Tx,
    user: UserId,
    kind: NotificationKind,
) -> Result<Option<Vec<(Way, Timestamp)>>> {
    let Some(row) = ways_store::set(&**db, user).await? else {
        return Ok(None);
    };
    let (now, mut ways) = (domain.now(), Vec::new());
    if wants(domain, &row, Way::Mail, kind)? {
        ways.push((Way::Mail, due(&row, Way::Mail, kind, now)?));
    }
    if wants(domain, &row, Way::Push, kind)? && ways_store::count_devices(&**db, user).await? > 0 {
        ways.push((Way::Push, due(&row, Way::Push, kind, now)?));
    }
    Ok(Some(ways))
}

/// Writes down that one thing is to be sent by these ways. What is on its way, or was sent and not read since, is so once.
pub(super) async fn send(
    domain: &Domain,
    tx: &Tx,
    (user, notification): (UserId, Uuid),
    ways: Vec<(Way, Timestamp)>,
) -> Result<()> {
    for (way, at) in ways {
        let row = outbox_store::blank(domain, user, way, at);
        let row = super::entity::dispatch::Model {
            notification_id: Some(notification),
            ..row
        };
        outbox_store::insert(tx, row).await?;
    }
    Ok(())
}

/// Moves what waits for somebody to when it may be sent by what they chose now.
pub(super) async fn again(domain: &Domain, tx: &Tx, row: &ways::Model) -> Result<()> {
    let now = domain.now();
    let letters = due(row, Way::Mail, NotificationKind::Comment, now)?;
    let shown = after_quiet(row, now);
    for (way, at) in [(Way::Mail, letters), (Way::Push, shown)] {
        outbox_store::move_to(tx, UserId(row.user_id), way, at).await?;
    }
    Ok(())
}

/// Whether anybody sent so many letters to an address, or for a person, since a moment.
pub(super) async fn sent_since(
    db: &impl ConnectionTrait,
    (user, address): (UserId, &str),
    since: Timestamp,
) -> Result<u64> {
    let (own, there) = outbox_store::confirming_since(db, (user, address), since).await?;
    Ok(own.max(there))
}
