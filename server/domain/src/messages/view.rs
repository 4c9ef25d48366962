//! What each of the two sees of a conversation. It makes no word of what was taken back, and tells how far the other one has read only
//! where both let that be seen.

use super::{
    DELETABLE, EDITABLE,
    entity::{message, participant, reaction},
    store::{self, Both},
};
use crate::{
    Domain, Result, Viewer,
    columns::{corrupt, unsigned},
    posts, subscriptions,
};
use shared::{
    Code, Timestamp,
    ids::{ConversationId, MessageId, PostId, UserId},
    messages::{
        Answered, ConversationView, LastMessage, MOST_UNREAD, MessageView, ReactionView, Tipped, beginning,
    },
    money::{Currency, Units},
    posts::PostView,
};
use std::{collections::HashMap, time::Duration};
use uuid::Uuid;

/// Conversations as their viewer has them.
pub(super) async fn conversations(
    domain: &Domain,
    viewer: &Viewer,
    rows: Vec<Both>,
) -> Result<Vec<ConversationView>> {
    let db = &domain.db;
    let here: Vec<Uuid> = rows
        .iter()
        .map(|(row, _)| row.other_id)
        .filter(|other| domain.listener.is_here(UserId(*other)))
        .collect();
    let person = viewer.person()?;
    let shows = person.settings.presence && !here.is_empty();
    // It may have been switched off a moment ago.
    let here = match shows {
        true => store::shown(db, person.id, &here).await?,
        false => Default::default(),
    };
    let last = store::by_ids(db, rows.iter().filter_map(|(row, _)| row.last_id)).await?;
    let kinds = enclosed(domain, viewer, last.values()).await?;
    Ok(rows
        .into_iter()
        .map(|(row, other)| ConversationView {
            id: ConversationId(row.conversation_id),
            with: other.map(|other| other.who),
            last: row
                .last_id
                .and_then(|id| last.get(&id))
                .map(|message| LastMessage {
                    words: message.deleted_at.is_none().then(|| beginning(&message.body)),
                    mine: message.author_id == row.user_id,
                    enclosed: of(&kinds, message).map(|post| post.kind),
                    tip: tip(message),
                    at: Timestamp(message.created_at),
                }),
            unread: u32::try_from(unsigned(row.unread))
                .unwrap_or(MOST_UNREAD)
                .min(MOST_UNREAD),
            muted: row.muted,
            here: here.contains(&row.other_id),
            closed: None,
        })
        .collect())
}

/// What came with these messages, as far as the viewer may learn of it.
async fn enclosed(
    domain: &Domain,
    viewer: &Viewer,
    rows: impl IntoIterator<Item = &message::Model>,
) -> Result<HashMap<PostId, PostView>> {
    let stands = |row: &&message::Model| row.deleted_at.is_none();
    let posts: Vec<Uuid> = rows
        .into_iter()
        .filter(stands)
        .filter_map(|row| row.post_id)
        .collect();
    posts::enclosed(domain, viewer, &posts).await
}

fn of<'a>(posts: &'a HashMap<PostId, PostView>, row: &message::Model) -> Option<&'a PostView> {
    posts.get(&PostId(row.post_id?))
}

/// What was given with a message.
fn tip(row: &message::Model) -> Option<Tipped> {
    let currency = row.tip_currency.as_deref()?.parse::<Currency>().ok()?;
    let stands = row.deleted_at.is_none();
    stands.then_some(Tipped::new(currency.of(Units(unsigned(row.tip?)))))
}

/// What the two did with messages since they were written.
#[derive(Default)]
struct Since {
    said: Vec<reaction::Model>,
    /// How far the other one has read, where both let that be seen.
    seen_until: Option<i64>,
}

/// A message of the viewer's that was written a moment ago: nobody has read it, or said anything to it.
pub(super) async fn fresh(
    domain: &Domain,
    viewer: &Viewer,
    own: &participant::Model,
    row: message::Model,
) -> Result<MessageView> {
    let mut views = told(domain, viewer, own, &[row], Since::default()).await?;
    Ok(views.pop().ok_or(Code::NotFound)?)
}

/// Messages of one conversation as its viewer sees them.
pub(super) async fn messages(
    domain: &Domain,
    viewer: &Viewer,
    (own, other): &Both,
    rows: &[message::Model],
) -> Result<Vec<MessageView>> {
    let shows = viewer.person()?.settings.seen;
    let since = Since {
        said: store::reactions(&domain.db, rows.iter().map(|row| row.id)).await?,
        seen_until: other
            .as_ref()
            .and_then(|other| other.seen_until)
            .filter(|_| shows),
    };
    told(domain, viewer, own, rows, since).await
}

async fn told(
    domain: &Domain,
    viewer: &Viewer,
    own: &participant::Model,
    rows: &[message::Model],
    Since { said, seen_until }: Since,
) -> Result<Vec<MessageView>> {
    let (db, person) = (&domain.db, viewer.person()?);
    let answered = store::by_ids(db, rows.iter().filter_map(|row| row.answers_id)).await?;
    let mine = |author| author == person.id.0;
    let enclosed = enclosed(domain, viewer, rows).await?;
    let priced: Vec<PostId> = rows
        .iter()
        .filter(|row| mine(row.author_id))
        .filter_map(|row| {
            of(&enclosed, row)
                .filter(|post| post.price.is_some())
                .map(|post| post.id)
        })
        .collect();
    let bought = subscriptions::store::bought(db, UserId(own.other_id), &priced).await?;
    let now = domain.now();
    rows.iter()
        .map(|row| {
            let stands = row.deleted_at.is_none();
            let own = mine(row.author_id);
            let within = |long: Duration| {
                stands && own && row.tip.is_none() && now <= Timestamp(row.created_at).after(long)
            };
            let reactions = said.iter().filter(|said| said.message_id == row.id).map(|said| {
                Ok(ReactionView {
                    reaction: said
                        .reaction
                        .parse()
                        .map_err(|_| corrupt("reactions", said.message_id))?,
                    mine: mine(said.user_id),
                })
            });
            Ok(MessageView {
                id: MessageId(row.id),
                mine: own,
                body: stands.then(|| row.body.clone()),
                enclosed: of(&enclosed, row).cloned(),
                bought: row.post_id.is_some_and(|post| bought.contains(&PostId(post))),
                tip: tip(row),
                answers: row
                    .answers_id
                    .and_then(|id| answered.get(&id))
                    .map(|answered| Answered {
                        id: MessageId(answered.id),
                        mine: mine(answered.author_id),
                        words: answered.deleted_at.is_none().then(|| beginning(&answered.body)),
                    }),
                reactions: reactions.collect::<Result<_>>()?,
                edited: stands && row.edited_at.is_some(),
                seen: own && seen_until.is_some_and(|until| until >= row.created_at),
                editable: within(EDITABLE),
                deletable: within(DELETABLE),
                created_at: Timestamp(row.created_at),
            })
        })
        .collect()
}
