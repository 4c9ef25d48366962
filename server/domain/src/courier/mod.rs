//! The worker that brings what people were told off the page, beside those of other servers: each attempt is one server's. All that is
//! due for somebody on a way goes together. It drops what was read meanwhile or is not wanted any more, keeps quiet when somebody wants
//! it so, and gives up after the last try.

mod letters;

use crate::{
    Domain, Person, Result, identity, inbox,
    notifications::{
        self,
        entity::{device, dispatch, notification, ways},
        outbox::{self, Way},
        outbox_store::{self, Outcome},
        ways_store,
    },
    ports::{Mail, MailFault, Mailer, Pushed, Pusher},
    rounds::Trouble,
};
use futures::future::join_all;
use letters::Letter;
use shared::{
    Timestamp,
    ids::UserId,
    notifications::{NotificationKind, NotificationView},
    reaching::PushWords,
    text::Lang,
    webhooks::DeliveryFault,
};
use std::{future::Future, sync::Arc, time::Duration};
use tokio::task::JoinSet;
use uuid::Uuid;

/// When the next try follows a failed one; after the last of these there is none.
const RETRIES: [Duration; 5] = [
    Duration::from_secs(60),
    Duration::from_secs(5 * 60),
    Duration::from_secs(30 * 60),
    Duration::from_secs(2 * 60 * 60),
    Duration::from_secs(6 * 60 * 60),
];
/// Attempts at the same time.
const SIDE_BY_SIDE: usize = 16;
/// How long what is due is left to the server that sends it: longer than any attempt takes.
const CLAIM: Duration = Duration::from_secs(120);
/// Between looks at what is due: another server may have written it down.
const SLEEP: Duration = Duration::from_secs(1);
/// Seconds that a push service keeps a message for a browser that is away.
const KEEP: u32 = 24 * 60 * 60;
/// Characters of what a device shows.
const SHOWN: usize = 300;

/// The ways out of the house.
#[derive(Clone)]
pub struct Couriers {
    /// None where the site sends no e-mail.
    pub mailer: Option<Arc<dyn Mailer>>,
    pub pusher: Arc<dyn Pusher>,
}

/// When to try again after so many tries.
fn next_try(tries: i32, now: Timestamp) -> Outcome {
    let failed = usize::try_from(tries.saturating_sub(1)).unwrap_or_default();
    match RETRIES.get(failed) {
        Some(wait) => Outcome::Again(now.after(*wait)),
        None => Outcome::GivenUp,
    }
}

/// Works until `shutdown` completes; then the attempts in hand are finished and no new ones begun.
pub async fn run(domain: Domain, couriers: Couriers, shutdown: impl Future<Output = ()>) {
    tokio::pin!(shutdown);
    let mut trouble = Trouble::new("what is to leave the page cannot be read; it waits");
    let mut going = JoinSet::new();
    loop {
        trouble.past(begin(&domain, &couriers, &mut going).await);
        tokio::select! {
            () = &mut shutdown => break,
            Some(ended) = going.join_next() => heard(ended),
            () = tokio::time::sleep(SLEEP) => {}
        }
    }
    while let Some(ended) = going.join_next().await {
        heard(ended);
    }
}

/// Makes every attempt that is due, and says how many that were.
pub async fn round(domain: &Domain, couriers: &Couriers) -> Result<usize> {
    let (mut going, mut made) = (JoinSet::new(), 0);
    loop {
        let begun = begin(domain, couriers, &mut going).await?;
        made += begun;
        match going.join_next().await {
            Some(ended) => heard(ended),
            None if begun == 0 => return Ok(made),
            None => {}
        }
    }
}

fn heard(ended: Result<(), tokio::task::JoinError>) {
    if let Err(fault) = ended {
        tracing::error!(%fault, "an attempt to bring something off the page broke off");
    }
}

/// Claims what is due, as far as there is room, and begins to send it: how many attempts that were.
async fn begin(domain: &Domain, couriers: &Couriers, going: &mut JoinSet<()>) -> Result<usize> {
    let room = SIDE_BY_SIDE.saturating_sub(going.len());
    if room == 0 {
        return Ok(0);
    }
    let (now, mut begun) = (domain.now(), 0);
    for (user, way) in outbox_store::due(&domain.db, now, room as u64).await? {
        let way = Way::of(&way).ok_or_else(|| crate::columns::corrupt("dispatches", user))?;
        let until = now.after(CLAIM);
        if !outbox_store::claim(&domain.db, (user, way), now, until).await? {
            continue;
        }
        begun += 1;
        let attempt = Attempt {
            domain: domain.clone(),
            couriers: couriers.clone(),
            user: UserId(user),
            way,
            until,
        };
        going.spawn(async move {
            let (user, way) = (attempt.user, attempt.way);
            // What cannot be written down is due again when the claim is over.
            if let Err(error) = attempt.make().await {
                tracing::error!(%user, way = way.as_str(), %error, "something could not be brought off the page");
            }
        });
    }
    Ok(begun)
}

/// All that is due for somebody on a way.
struct Attempt {
    domain: Domain,
    couriers: Couriers,
    user: UserId,
    way: Way,
    until: Timestamp,
}

/// A thing that is to be told, with its row.
type Due = (dispatch::Model, notification::Model);

impl Attempt {
    async fn make(&self) -> Result<()> {
        let db = &self.domain.db;
        let rows = outbox_store::claimed(db, (self.user.0, self.way), self.until).await?;
        // Whatever it was that ended each attempt before, it is not tried for ever.
        let most = i32::try_from(RETRIES.len()).unwrap_or(i32::MAX).saturating_add(1);
        let (rows, spent): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.tries <= most);
        self.finish(ids(&spent), Outcome::GivenUp).await?;
        let person = identity::person_by_id(db, self.user).await?;
        let set = ways_store::set(db, self.user).await?;
        let (Some(person), Some(set)) = (person, set) else {
            return outbox_store::drop_all(db, ids(&rows)).await;
        };
        match self.way {
            Way::Confirm | Way::Moved => {
                for row in rows {
                    self.house(row, &person, &set).await?;
                }
                Ok(())
            }
            Way::Mail | Way::Push => self.told(rows, &person, &set).await,
        }
    }

    async fn finish(&self, ids: Vec<Uuid>, outcome: Outcome) -> Result<()> {
        outbox_store::finish(&self.domain.db, ids, self.until, outcome).await
    }

    /// A letter of the house's about an address.
    async fn house(&self, row: dispatch::Model, person: &Person, set: &ways::Model) -> Result<()> {
        let Some(address) = row.address.clone() else {
            return outbox_store::drop_all(&self.domain.db, vec![row.id]).await;
        };
        let lang = lang(person);
        let letter = match self.way {
            Way::Confirm if set.new_email.as_ref() == Some(&address) => {
                let link = notifications::confirm_link(&self.domain, self.user, &address).await?;
                letters::confirm(lang, person, link)
            }
            // Another address was named since, or none.
            Way::Confirm => return outbox_store::drop_all(&self.domain.db, vec![row.id]).await,
            _ => letters::moved(lang, person, &self.domain.rules.origin),
        };
        let outcome = self.post(letter, address, row.id, None, row.tries).await?;
        self.finish(vec![row.id], outcome).await
    }

    /// Hands a letter over.
    async fn post(
        &self,
        letter: Letter,
        to: String,
        id: Uuid,
        stop: Option<String>,
        tries: i32,
    ) -> Result<Outcome> {
        let Some(mailer) = &self.couriers.mailer else {
            return Ok(Outcome::GivenUp);
        };
        let host = self.domain.rules.domain.split(':').next().unwrap_or_default();
        let mail = Mail {
            to,
            subject: letter.subject,
            text: letter.text,
            html: letter.html,
            id: format!("{id}@{host}"),
            stop,
        };
        let sent = mailer.send(&mail).await;
        let now = self.domain.now();
        Ok(match sent {
            Ok(()) => Outcome::Sent(now),
            Err(fault @ MailFault::Refused(_)) => {
                tracing::info!(user = %self.user, %fault, "a letter is not sent");
                Outcome::GivenUp
            }
            Err(fault @ MailFault::Later(_)) => {
                tracing::warn!(user = %self.user, %fault, "a letter is sent later");
                next_try(tries, now)
            }
        })
    }

    /// What of this is still to be told; the rest is dropped.
    async fn still(&self, rows: Vec<dispatch::Model>, set: &ways::Model) -> Result<Vec<Due>> {
        let db = &self.domain.db;
        let about = rows.iter().filter_map(|row| row.notification_id);
        let mut unread = notifications::store::unread_of(db, self.user, about).await?;
        let (mut due, mut gone) = (Vec::new(), Vec::new());
        for row in rows {
            let at = unread.iter().position(|one| Some(one.id) == row.notification_id);
            let told = at.map(|at| unread.swap_remove(at));
            match told {
                Some(told) if outbox::wants(&self.domain, set, self.way, kind(&told)?)? => {
                    due.push((row, told))
                }
                _ => gone.push(row.id),
            }
        }
        outbox_store::drop_all(db, gone).await?;
        due.sort_by_key(|(_, told)| std::cmp::Reverse((told.created_at, told.id)));
        Ok(due)
    }

    async fn told(&self, rows: Vec<dispatch::Model>, person: &Person, set: &ways::Model) -> Result<()> {
        let due = self.still(rows, set).await?;
        let Some(tries) = due.iter().map(|(row, _)| row.tries).max() else {
            return Ok(());
        };
        let rows: Vec<Uuid> = due.iter().map(|(row, _)| row.id).collect();
        let now = self.domain.now();
        let then = outbox::after_quiet(set, now);
        if then > now {
            return self.finish(rows, Outcome::Waits(then)).await;
        }
        let told: Vec<notification::Model> = due.into_iter().map(|(_, told)| told).collect();
        let about: Vec<Uuid> = told.iter().map(|told| told.id).collect();
        let views = inbox::views(&self.domain, self.user, told).await?;
        let outcome = match self.way {
            Way::Push => self.push(&views, person, tries).await?,
            _ => match &set.email {
                Some(address) => {
                    let stop = notifications::stop_link(&self.domain, self.user, address).await?;
                    let letter =
                        letters::told(lang(person), person, &self.domain.rules.origin, &views, &stop);
                    let first = rows.iter().min().copied().unwrap_or_default();
                    self.post(letter, address.clone(), first, Some(stop), tries)
                        .await?
                }
                None => Outcome::GivenUp,
            },
        };
        self.finish(rows, outcome).await?;
        if let Outcome::Sent(at) = outcome {
            notifications::store::read_hidden(&self.domain.db, &about, at).await?;
        }
        Ok(())
    }

    /// Shows it on all of somebody's devices; one that has it is enough.
    async fn push(&self, views: &[NotificationView], person: &Person, tries: i32) -> Result<Outcome> {
        let devices = ways_store::devices(&self.domain.db, self.user).await?;
        let words = words(views, person);
        let topic = match views {
            [one] => one.id.0.simple().to_string(),
            _ => "several".to_owned(),
        };
        let pushed = devices.iter().map(|device| self.show(device, &words, &topic));
        let mut shown = Vec::new();
        for one in join_all(pushed).await {
            shown.push(one?);
        }
        Ok(if shown.contains(&Shown::There) {
            Outcome::Sent(self.domain.now())
        } else if shown.contains(&Shown::Later) {
            next_try(tries, self.domain.now())
        } else {
            Outcome::GivenUp
        })
    }

    async fn show(&self, device: &device::Model, words: &PushWords, topic: &str) -> Result<Shown> {
        let words = serde_json::to_vec(words).map_err(crate::Error::internal)?;
        let sealed = notifications::seal(&self.domain, device, &words).await?;
        let pushed = Pushed {
            endpoint: &device.endpoint,
            authorization: sealed.authorization,
            topic: topic.to_owned(),
            keep: KEEP,
            body: sealed.body,
        };
        let answered = self.couriers.pusher.push(pushed).await;
        tracing::debug!(device = %device.id, ?answered, "a message was pushed");
        Ok(match answered {
            Ok(200..=299) => Shown::There,
            // It has ended, or leads where nothing is sent.
            Ok(404 | 410) | Err(DeliveryFault::NotPublic) => {
                notifications::device_gone(&self.domain, self.user, device.id).await?;
                Shown::Never
            }
            Ok(429 | 500..=599) | Err(_) => Shown::Later,
            Ok(status) => {
                tracing::warn!(device = %device.id, status, "a push service refuses a message");
                Shown::Never
            }
        })
    }
}

/// What became of a message to one device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    There,
    Later,
    Never,
}

fn ids(rows: &[dispatch::Model]) -> Vec<Uuid> {
    rows.iter().map(|row| row.id).collect()
}

fn kind(row: &notification::Model) -> Result<NotificationKind> {
    row.kind
        .parse()
        .map_err(|_| crate::columns::corrupt("notifications", row.id))
}

fn lang(person: &Person) -> Lang {
    person.settings.lang.unwrap_or_default()
}

/// What a device shows: the sentence of one thing, of several how many they are.
fn words(views: &[NotificationView], person: &Person) -> PushWords {
    let lang = lang(person);
    let (body, url, tag) = match views {
        [one] => (
            lang.told(one),
            one.href(person.handle.as_str()),
            one.id.to_string(),
        ),
        several => (
            lang.letter_some(several.len() as u64),
            "/notifications".to_owned(),
            "several".to_owned(),
        ),
    };
    PushWords {
        title: lang.site_name().to_owned(),
        body: body.chars().take(SHOWN).collect(),
        url,
        tag,
        lang: lang.tag().to_owned(),
    }
}
