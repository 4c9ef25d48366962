//! What a person was told, as they read it: a read model that puts names and titles to it and writes nothing. Of a post it has the
//! title, of a comment nothing, so that it repeats no words that its reader may no longer read.

mod store;

use crate::{
    Domain, Result, Viewer,
    columns::{corrupt, unsigned},
    identity::store::people,
    notifications::{self, entity::notification},
    subscriptions::{self, entity::grant},
};
use shared::{
    Timestamp,
    comments::PersonRef,
    creators::{CreatorRef, TierLevel},
    ids::{CommentId, ConversationId, NotificationId, OrderId, PostId, UserId},
    money::{Amount, Currency, Units},
    notifications::{NotificationKind, NotificationView, PostName},
    paging::{self, Page},
    payments::Renewal,
};
use std::collections::HashMap;
use uuid::Uuid;

/// A piece of what the viewer was told, the newest first.
///
/// # Errors
/// `sign_in_required`, `invalid` for the part asked for.
pub async fn list(
    domain: &Domain,
    viewer: &Viewer,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<Page<NotificationView>> {
    let person = viewer.person()?;
    let limit = paging::limit(limit)?;
    let after: Option<(i64, Uuid)> = paging::decode_cursor(cursor)?;
    let (mut rows, total) = notifications::store::page(&domain.db, person.id, limit, after).await?;
    let next_cursor = paging::cut(&mut rows, limit, |last| {
        paging::encode_cursor(&(last.created_at, last.id))
    });
    Ok(Page {
        items: views(domain, person.id, rows).await?,
        next_cursor,
        total,
    })
}

/// What a person was told, as they read it wherever they are told of it.
pub(crate) async fn views(
    domain: &Domain,
    user: UserId,
    rows: Vec<notification::Model>,
) -> Result<Vec<NotificationView>> {
    let known = Known::about(domain, user, &rows).await?;
    rows.into_iter().map(|row| known.view(row)).collect()
}

/// What is known about what some of them name.
struct Known {
    now: Timestamp,
    people: HashMap<Uuid, PersonRef>,
    creators: HashMap<Uuid, CreatorRef>,
    titles: HashMap<Uuid, String>,
    taking_part: HashMap<Uuid, u64>,
    monthly: HashMap<(Uuid, TierLevel), Amount>,
    held: Vec<grant::Model>,
}

fn kind(row: &notification::Model) -> Result<NotificationKind> {
    row.kind.parse().map_err(|_| corrupt("notifications", row.id))
}

fn ends(kind: NotificationKind) -> bool {
    matches!(kind, NotificationKind::Expiry | NotificationKind::Ended)
}

impl Known {
    async fn about(domain: &Domain, user: UserId, rows: &[notification::Model]) -> Result<Self> {
        let db = &domain.db;
        let (mut counted, mut ending) = (Vec::new(), Vec::new());
        for row in rows {
            let kind = kind(row)?;
            if kind.is_counted() {
                counted.push(row.id);
            }
            if ends(kind) {
                ending.extend(row.creator_id);
            }
        }
        let (mut monthly, mut held, mut taking_part) = (HashMap::new(), Vec::new(), HashMap::new());
        if !ending.is_empty() {
            held = subscriptions::store::held(db, user, &ending).await?;
            monthly = subscriptions::store::monthly(db, ending).await?;
        }
        if !counted.is_empty() {
            taking_part = notifications::store::taking_part(db, counted).await?;
        }
        let creators = rows.iter().filter_map(|row| row.creator_id);
        Ok(Self {
            now: domain.now(),
            people: people(db, rows.iter().filter_map(|row| row.actor_id)).await?,
            creators: subscriptions::store::creator_refs(db, creators).await?,
            titles: store::titles(db, rows.iter().filter_map(|row| row.post_id)).await?,
            taking_part,
            monthly,
            held,
        })
    }

    fn view(&self, row: notification::Model) -> Result<NotificationView> {
        let bad = || corrupt("notifications", row.id);
        let kind = kind(&row)?;
        let currency: Option<Currency> = row
            .currency
            .as_deref()
            .map(str::parse)
            .transpose()
            .map_err(|_| bad())?;
        let tier = row
            .tier_rank
            .map(|rank| TierLevel::from_rank(rank).ok_or_else(bad))
            .transpose()?;
        let (renewal, open_until) = match (ends(kind), row.creator_id, tier, row.moment) {
            (true, Some(creator), Some(tier), Some(moment)) => self.after(creator, tier, moment),
            _ => (None, None),
        };
        let taking_part = self.taking_part.get(&row.id).copied().unwrap_or(0);
        let post = row.post_id.and_then(|post| {
            let title = self.titles.get(&post)?.clone();
            Some(PostName {
                id: PostId(post),
                title,
            })
        });
        Ok(NotificationView {
            id: NotificationId(row.id),
            kind,
            unread: row.read_at.is_none(),
            at: Timestamp(row.created_at),
            actor: row.actor_id.and_then(|actor| self.people.get(&actor)).cloned(),
            others: taking_part.saturating_sub(1),
            creator: row
                .creator_id
                .and_then(|creator| self.creators.get(&creator))
                .cloned(),
            post,
            comment: row.comment_id.map(CommentId),
            order: row.order_id.map(OrderId),
            conversation: row.conversation_id.map(ConversationId),
            tier,
            amount: row.amount.map(|amount| Units(unsigned(amount))),
            currency,
            moment: row.moment.map(Timestamp),
            days: row.days.and_then(|days| u16::try_from(days).ok()),
            open_until,
            renewal,
        })
    }

    /// What can be done about an end: what more of it costs, unless that was bought, and until when it is open all the same.
    fn after(&self, creator: Uuid, tier: TierLevel, end: i64) -> (Option<Renewal>, Option<Timestamp>) {
        let at_least = |row: &&grant::Model| row.creator_id == creator && row.tier_rank >= Some(tier.rank());
        let held = || self.held.iter().filter(at_least);
        if held().any(|row| row.ends_at > Some(end)) {
            return (None, None);
        }
        let open = held()
            .filter(|row| row.ends_at == Some(end))
            .filter_map(|row| row.open_until);
        let open = open
            .max()
            .filter(|until| *until > self.now.0 && end <= self.now.0);
        let renewal = self.monthly.get(&(creator, tier)).map(|amount| Renewal {
            price: amount.units,
            currency: amount.currency,
        });
        (renewal, open.map(Timestamp))
    }
}
