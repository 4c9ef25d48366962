//! What people are told of orders, written in the transaction in which they move: the creator of what was sold, whoever was given
//! something, and both sides of what went wrong. It tells nothing that they do not see among their orders and sales.

use super::{
    entity::{order, sighting},
    store,
};
use crate::{
    Domain, Result, Tx,
    columns::unsigned,
    notifications::{Notice, tell},
};
use shared::{
    creators::TierLevel,
    ids::{OrderId, PostId, UserId},
    money::{Amount, Units},
    notifications::NotificationKind as Kind,
    payments::OrderStatus,
    solana::Signature,
};
use uuid::Uuid;

/// To one side of an order, of what the other did or what became of it.
fn about(order: &order::Model, to: UserId, kind: Kind, key: impl ToString) -> Result<Notice> {
    let (buyer, creator) = (UserId(order.buyer_id), UserId(order.creator_id));
    let amount = store::currency(order)?.of(store::amount(order));
    Ok(Notice {
        from: (to != buyer).then_some(buyer),
        creator: (to != creator).then_some(creator),
        post: order.post_id.map(PostId),
        order: Some(OrderId(order.id)),
        tier: order.tier_rank.and_then(TierLevel::from_rank),
        amount: Some(amount).filter(|amount| amount.units > Units::ZERO),
        ..Notice::new(to, kind, key)
    })
}

/// Tells of an order that moves to a status, where that is something to tell. `line` is that of its history, so that what was
/// taken back and came again is told again.
pub(super) async fn moved(
    domain: &Domain,
    tx: &Tx,
    order: &order::Model,
    to: OrderStatus,
    line: Uuid,
) -> Result<()> {
    let (buyer, creator) = (UserId(order.buyer_id), UserId(order.creator_id));
    match to {
        OrderStatus::Confirmed => {
            let kind = match order.kind.as_str() {
                store::SUBSCRIPTION => Kind::Subscriber,
                store::TIP => Kind::Tip,
                _ => Kind::Sale,
            };
            tell(domain, tx, about(order, creator, kind, line)?).await?;
            if let Some(recipient) = order.recipient_id.map(UserId) {
                let gift = Notice {
                    // What was paid for it is the giver's to tell.
                    amount: None,
                    order: None,
                    ..about(order, recipient, Kind::Gift, line)?
                };
                tell(domain, tx, gift).await?;
            }
        }
        // Of what stopped for a case nothing was told that could be taken back.
        OrderStatus::Reversed if store::status(order)?.paid() => {
            for to in [buyer, creator] {
                tell(domain, tx, about(order, to, Kind::Reversed, line)?).await?;
            }
            // Whoever it was given to had it, and neither paid nor was paid.
            if let Some(recipient) = order.recipient_id.map(UserId) {
                let gone = Notice {
                    creator: None,
                    amount: None,
                    order: None,
                    ..about(order, recipient, Kind::Reversed, line)?
                };
                tell(domain, tx, gone).await?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// Tells both sides of a transaction that was put before a person; seen once more, it is the same case.
pub(super) async fn trouble(
    domain: &Domain,
    tx: &Tx,
    order: &order::Model,
    seen: &sighting::Model,
) -> Result<()> {
    let arrived = store::currency(order)?.of(Units(unsigned(seen.amount)));
    for to in [UserId(order.buyer_id), UserId(order.creator_id)] {
        let notice = Notice {
            amount: Some(arrived),
            ..about(order, to, Kind::Trouble, &seen.signature)?
        };
        tell(domain, tx, notice).await?;
    }
    Ok(())
}

/// Tells the buyer that a payment of theirs came back.
pub(super) async fn sent_back(
    domain: &Domain,
    tx: &Tx,
    order: &order::Model,
    (amount, refund): (Amount, &Signature),
) -> Result<()> {
    let notice = Notice {
        amount: Some(amount),
        ..about(order, UserId(order.buyer_id), Kind::SentBack, refund)?
    };
    tell(domain, tx, notice).await
}

/// Tells the buyer that what they bought was sent; once, however often it is said.
pub(super) async fn goods_sent(domain: &Domain, tx: &Tx, order: &order::Model) -> Result<()> {
    let notice = about(order, UserId(order.buyer_id), Kind::GoodsSent, order.id)?;
    tell(domain, tx, notice).await
}
