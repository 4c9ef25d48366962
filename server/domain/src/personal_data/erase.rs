//! Erasing a person. What stays is what the ledger must have (orders, payments and grants name them by an id that leads
//! nowhere) and what others bought.

use super::store::{self, Leaves};
use crate::{
    Domain, Result, Tx,
    columns::corrupt,
    identity, index, live, media, notifications,
    posts::{self, store::Counts},
};
use sha2::{Digest, Sha256};
use shared::{
    Timestamp,
    ids::UserId,
    live::{Channel, Event},
    solana::Address,
};
use std::collections::HashSet;

/// Counts first, then what was counted; likes of posts are counted back before these.
const ACTS: &[&str] = &[
    "DELETE FROM likes WHERE user_id = $1",
    "UPDATE comments SET likes_count = likes_count - 1 \
     WHERE id IN (SELECT comment_id FROM comment_likes WHERE user_id = $1)",
    "DELETE FROM comment_likes WHERE user_id = $1",
    "UPDATE creators SET followers_count = followers_count - 1 \
     WHERE user_id IN (SELECT creator_id FROM follows WHERE user_id = $1)",
    "DELETE FROM follows WHERE user_id = $1 OR creator_id = $1",
    "UPDATE poll_options SET votes = votes - 1 WHERE EXISTS (SELECT 1 FROM poll_votes v \
     WHERE v.user_id = $1 AND v.post_id = poll_options.post_id AND v.position = poll_options.position)",
    "DELETE FROM poll_votes WHERE user_id = $1",
    "DELETE FROM bids WHERE bidder_id = $1",
    "DELETE FROM bookmarks WHERE user_id = $1",
    "DELETE FROM collections WHERE user_id = $1",
    "DELETE FROM blocks WHERE user_id = $1 OR target_id = $1",
    "DELETE FROM mutes WHERE user_id = $1 OR target_id = $1",
    // Those below comments without a name, too.
    "DELETE FROM notification_actors WHERE notification_id IN \
     (SELECT n.id FROM notifications n JOIN comments c ON c.id = n.comment_id WHERE c.author_id = $1)",
    "DELETE FROM notifications WHERE comment_id IN (SELECT id FROM comments WHERE author_id = $1)",
    "DELETE FROM reactions WHERE user_id = $1",
    "UPDATE broadcasts SET body = '', due_at = NULL WHERE creator_id = $1",
    "DELETE FROM recipients WHERE user_id = $1",
    "DELETE FROM reactions WHERE message_id IN (SELECT id FROM messages WHERE author_id = $1)",
    // All that the other one had not read was theirs.
    "UPDATE participants SET unread = 0 WHERE other_id = $1",
    "UPDATE reports SET said = NULL WHERE kind = 'message' AND target_id IN (SELECT id FROM messages WHERE author_id = $1)",
    "UPDATE messages SET body = '', folded = '', idempotency_key = NULL, deleted_at = COALESCE(deleted_at, created_at) \
     WHERE author_id = $1",
    "DELETE FROM participants WHERE user_id = $1",
    "DELETE FROM reports WHERE reporter_id = $1 OR (kind = 'user' AND target_id = $1)",
];

const PLACE: &[&str] = &[
    "UPDATE category_totals SET creators = creators - 1 \
     WHERE category = (SELECT category FROM creators WHERE user_id = $1)",
    "DELETE FROM webhook_deliveries WHERE creator_id = $1",
    "DELETE FROM webhooks WHERE creator_id = $1",
    // They name who bought.
    "DELETE FROM webhook_deliveries WHERE order_id IN (SELECT id FROM orders WHERE buyer_id = $1)",
    "DELETE FROM tiers WHERE creator_id = $1",
    // What was bought is handed over still, and those that orders were made at are a part of the books.
    "DELETE FROM flash_sales WHERE creator_id = $1 \
     AND NOT EXISTS (SELECT 1 FROM orders WHERE orders.flash_sale_id = flash_sales.id)",
    "DELETE FROM promotions WHERE creator_id = $1 \
     AND NOT EXISTS (SELECT 1 FROM orders WHERE orders.promotion_id = promotions.id)",
    "DELETE FROM goods WHERE creator_id = $1 \
     AND NOT EXISTS (SELECT 1 FROM orders WHERE orders.kind = 'goods' AND orders.post_id = goods.post_id)",
    "UPDATE goods SET closed_at = created_at WHERE creator_id = $1 AND closed_at IS NULL",
    // And so are refunds that arrived, or may.
    "DELETE FROM refunds WHERE creator_id = $1 AND status = 'gone' AND turn = 0",
    "DELETE FROM payout_challenges WHERE user_id = $1",
    "DELETE FROM payout_changes WHERE user_id = $1",
    "DELETE FROM creators WHERE user_id = $1",
    "DELETE FROM former_handles WHERE user_id = $1",
    "DELETE FROM cancelled_subscriptions WHERE user_id = $1 OR creator_id = $1",
    // Nobody is told of the end of what they have.
    "UPDATE grants SET remind_at = NULL WHERE user_id = $1 OR creator_id = $1",
    "UPDATE users SET unwanted = '' WHERE id = $1",
    "DELETE FROM dispatches WHERE user_id = $1",
    "DELETE FROM devices WHERE user_id = $1",
    "DELETE FROM ways WHERE user_id = $1",
    "DELETE FROM feed_keys WHERE user_id = $1",
    "DELETE FROM announcements WHERE creator_id = $1",
    "DELETE FROM challenges WHERE address = (SELECT address FROM users WHERE id = $1)",
    "DELETE FROM tickets WHERE session_id IN (SELECT id FROM sessions WHERE user_id = $1)",
    "DELETE FROM sessions WHERE user_id = $1",
    "DELETE FROM exports WHERE user_id = $1",
    "DELETE FROM uploads WHERE owner_id = $1",
    "DELETE FROM marks WHERE user_id = $1",
    "DELETE FROM makings WHERE owner_id = $1",
    "DELETE FROM drafts WHERE owner_id = $1",
    // The ledger must have what was paid, not what was said with it.
    "UPDATE orders SET message = NULL, sent_note = NULL WHERE buyer_id = $1",
    "DELETE FROM order_handovers WHERE order_id IN (SELECT id FROM orders WHERE buyer_id = $1)",
    // Comments stand for their replies only, and name nobody.
    "UPDATE comments SET idempotency_key = NULL WHERE author_id = $1",
];

/// Erases one person in one transaction; their files go after it.
pub(super) async fn erase(domain: &Domain, user: UserId) -> Result<()> {
    let now = domain.now();
    let transaction = domain.begin().await?;
    let tx = &transaction;
    identity::store::lock_user(tx, user).await?;
    let person = identity::store::person_by_id(tx, user)
        .await?
        .ok_or_else(|| corrupt("users", user))?;
    // They may have come back in the meantime.
    if person.erase_at.is_none_or(|moment| moment > now) {
        return Ok(());
    }
    // An order from before they asked to leave may have been paid after that: what was paid for is given first.
    if let Some(until) = store::paid_until(tx, user).await?.filter(|until| *until > now) {
        identity::store::set_erasure(tx, user, Some(until)).await?;
        transaction.commit().await?;
        return Ok(());
    }
    for post in store::liked_by(tx, user).await? {
        let by = Counts {
            likes: -1,
            comments: 0,
        };
        posts::store::count(tx, post, by).await?;
    }
    store::run(tx, ACTS, user).await?;
    notifications::forget_person(tx, user).await?;
    store::erase_comments(tx, user, now).await?;
    let kept = erase_posts(tx, user, now).await?;
    let export = store::export(tx, user).await?.and_then(|row| row.storage_key);
    let gone: Vec<_> = store::media_of(tx, user)
        .await?
        .into_iter()
        .filter(|row| row.post_id.is_none_or(|post| !kept.contains(&post)))
        .collect();
    store::forget_media(tx, gone.iter().map(|row| row.id).collect()).await?;
    // Parts of those that were not whole are collected, for no row names them.
    let uploads = store::uploads_of(tx, user).await?;
    store::run(tx, PLACE, user).await?;
    live::forget_person(tx, user).await?;
    tx.tell(Channel::Person(user), Event::Sessions);
    index::forget_person(tx, user).await?;
    index::forget_words(tx, [&person.name, person.handle.as_str()]).await?;
    let (handle, address) = stranger(user);
    store::nobody(tx, user, &handle, &address).await?;
    transaction.commit().await?;
    domain.lists.changed();
    let mut keys: Vec<String> = export.into_iter().chain(uploads).collect();
    for row in &gone {
        keys.extend(media::keys(row));
    }
    for key in keys {
        // What could not be deleted is named in the log: nobody can find it by the database any more.
        if let Err(error) = domain.storage.delete(&key).await {
            tracing::error!(%error, key, "a file of an erased person could not be deleted");
        }
    }
    Ok(())
}

/// Erases the posts of a person; those that others bought stay with them.
async fn erase_posts(tx: &Tx, user: UserId, now: Timestamp) -> Result<HashSet<uuid::Uuid>> {
    let mut kept = HashSet::new();
    for (post, bought, ordered) in store::posts_of(tx, user).await? {
        posts::withdraw(tx, post, now).await?;
        let leaves = match (bought, ordered) {
            (true, _) => Leaves::Kept,
            (false, true) => Leaves::Named,
            (false, false) => Leaves::Nothing,
        };
        if leaves == Leaves::Kept {
            kept.insert(post.0);
        }
        store::erase_post(tx, post, leaves, now).await?;
    }
    Ok(kept)
}

/// A handle and an address that are nobody's, as rows need some.
fn stranger(user: UserId) -> (String, String) {
    let hash: [u8; 32] = Sha256::new()
        .chain_update("erased")
        .chain_update(user.0)
        .finalize()
        .into();
    let name: String = hash[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    (format!("erased_{name}"), Address(hash).to_string())
}
