//! What payments do in a conversation: what came with a message is open once it is paid, and a tip stands where its two talk, as large as it
//! is. Nothing here moves money, and nobody can write it by hand.

use super::{entity::message, sending::behind, store, tell};
use crate::{Domain, Result, Tx, columns::stored_amount};
use shared::{
    ids::{ConversationId, OrderId, PostId, UserId},
    messages as words,
    money::Amount,
};

/// Somebody has bought a post, or it was taken back from them: if it came with a message, both are told.
pub(crate) async fn bought(tx: &Tx, post: PostId, buyer: UserId) -> Result<()> {
    for own in store::with_post(&**tx, post, buyer).await? {
        tell(tx, &own);
    }
    Ok(())
}

/// What somebody gave.
#[derive(Clone, Debug)]
pub(crate) struct Given<'a> {
    pub order: OrderId,
    pub from: UserId,
    pub to: UserId,
    pub amount: Amount,
    pub note: Option<&'a str>,
}

/// A tip is paid: it stands in the conversation of the two, if they have begun one. What was taken back and came again stands there again.
pub(crate) async fn tipped(domain: &Domain, tx: &Tx, given: Given<'_>) -> Result<()> {
    let Some(id) = store::begun(&**tx, (given.from, given.to)).await? else {
        return Ok(());
    };
    let Some((own, other)) = store::lock(tx, id, given.from).await? else {
        return Ok(());
    };
    if store::retip(tx, given.order).await? {
        tell(tx, &own);
        return Ok(());
    }
    let body = given.note.unwrap_or_default();
    let row = message::Model {
        id: domain.new_id(),
        conversation_id: own.conversation_id,
        author_id: given.from.0,
        answers_id: None,
        broadcast_id: None,
        post_id: None,
        order_id: Some(given.order.0),
        tip: Some(stored_amount(given.amount.units)?),
        tip_currency: Some(given.amount.currency.code().to_owned()),
        folded: words::folded(body),
        body: body.to_owned(),
        idempotency_key: None,
        created_at: behind((&own, other.as_ref()), domain.now()),
        edited_at: None,
        deleted_at: None,
    };
    if store::insert(tx, row.clone()).await? {
        store::ends_with(tx, &row).await?;
        tell(tx, &own);
    }
    Ok(())
}

/// The network took a tip back.
pub(crate) async fn untipped(domain: &Domain, tx: &Tx, order: OrderId) -> Result<()> {
    if let Some(row) = store::untip(tx, order, domain.now()).await? {
        let id = ConversationId(row.conversation_id);
        if let Some(own) = store::of_user(&**tx, id, UserId(row.author_id)).await? {
            tell(tx, &own);
        }
    }
    Ok(())
}
