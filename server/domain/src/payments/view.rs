//! Orders as their buyers see them. An order of somebody else is not found.

use super::{
    entity::order,
    facts::Leg,
    fiat, goods, handovers_store,
    offer::Offer,
    quotes_store, refunds,
    store::{self, base58},
};
use crate::{Domain, Result, Tx, Viewer, columns::corrupt, identity::store::people, posts, subscriptions};
use sea_orm::ConnectionTrait;
use shared::{
    Code, Timestamp,
    comments::PersonRef,
    creators::TierLevel,
    fiat::{Fiat, QuoteView},
    goods::Sent,
    ids::{OrderId, PostId},
    money::{Amount, Currency, Units},
    payments::{LegView, OrderItem, OrderStatus, OrderView, Reduction, ReductionKind},
    refunds::SentBack,
};
use uuid::Uuid;

/// Loads an order and authorises the viewer in one step.
pub(super) async fn owned(domain: &Domain, viewer: &Viewer, id: OrderId) -> Result<order::Model> {
    let person = viewer.person()?;
    store::of_buyer(&domain.db, person.id, id)
        .await?
        .ok_or(Code::NotFound.into())
}

/// One order as its buyer sees it.
pub(super) async fn one(domain: &Domain, row: order::Model) -> Result<OrderView> {
    let id = row.id;
    let view = views(&domain.db, vec![row]).await?.pop();
    view.map(|view| with_worth(domain, view))
        .ok_or_else(|| corrupt("orders", id))
}

/// Tells what an order is worth: by the price that was written down with it, else, while it can be paid, by that of now. Of what
/// has been paid without one nothing is told.
pub(super) fn with_worth(domain: &Domain, mut view: OrderView) -> OrderView {
    let fiat = fiat::now(domain);
    let unpaid = view.status.unpaid();
    view.worth = match &view.quote {
        Some(quote) => Some(quote.worth()),
        None if unpaid => fiat.worth(view.currency.of(view.amount)),
        None => None,
    };
    let network = &domain.rules.network;
    view.other = other(&view, fiat).filter(|other| unpaid && network.asset(other.currency).is_some());
    view
}

/// What the same would cost in the other currency: of what is priced in USDC, in SOL at the price of now and without credit for
/// time, and back again.
fn other(view: &OrderView, fiat: Fiat) -> Option<Amount> {
    match (&view.item, view.currency, &view.quote) {
        (OrderItem::Tip { .. }, ..) => None,
        (_, Currency::Sol, Some(quote)) => Some(Currency::Usdc.of(quote.usd)),
        (_, Currency::Usdc, _) => {
            let credit = view
                .reductions
                .iter()
                .filter(|one| one.kind == ReductionKind::Credit);
            let whole = credit
                .map(|one| one.amount)
                .try_fold(view.amount, Units::checked_add)?;
            fiat.sol?.sol_for(whole).map(|sol| Currency::Sol.of(sol))
        }
        _ => None,
    }
}

/// Orders as their buyer sees them, in the same order.
pub(super) async fn views(db: &impl ConnectionTrait, rows: Vec<order::Model>) -> Result<Vec<OrderView>> {
    let mut legs = store::legs(db, rows.iter().map(|row| row.id)).await?;
    let mut reductions = store::reductions(db, rows.iter().map(|row| row.id)).await?;
    let mut quotes = quotes_store::of(db, rows.iter().map(|row| row.id)).await?;
    let items = items(db, &rows).await?;
    let paid = |row: &&order::Model| store::status(row).is_ok_and(OrderStatus::paid);
    let things = rows.iter().filter(paid).filter(|row| row.kind == store::GOODS);
    let mut handovers = handovers_store::of(db, things.map(|row| row.id)).await?;
    let mut sent_back = refunds::store::arrived(db, rows.iter().map(|row| row.id)).await?;
    rows.into_iter()
        .zip(items)
        .map(|(row, item)| {
            let parts = Parts {
                item,
                legs: legs.remove(&row.id).unwrap_or_default(),
                reductions: reductions.remove(&row.id).unwrap_or_default(),
                quote: quotes.remove(&row.id),
                handover: handovers.remove(&row.id),
                sent_back: sent_back.remove(&row.id).unwrap_or_default(),
            };
            assembled(row, parts)
        })
        .collect()
}

/// The order that was just written by this offer.
pub(super) async fn new(tx: &Tx, row: order::Model, (offer, legs): (&Offer, &[Leg])) -> Result<OrderView> {
    let item = items(tx, std::slice::from_ref(&row)).await?.pop();
    let mut reductions = offer.reductions.clone();
    reductions.sort_by_key(|reduction| reduction.kind);
    let parts = Parts {
        item: item.ok_or_else(|| corrupt("orders", row.id))?,
        legs: legs.to_vec(),
        reductions,
        quote: offer.quote.clone(),
        // Told once it is paid.
        handover: None,
        sent_back: vec![],
    };
    assembled(row, parts)
}

/// What an order's view has from elsewhere than its row.
struct Parts {
    item: OrderItem,
    legs: Vec<Leg>,
    reductions: Vec<Reduction>,
    quote: Option<QuoteView>,
    handover: Option<String>,
    sent_back: Vec<SentBack>,
}

fn assembled(row: order::Model, parts: Parts) -> Result<OrderView> {
    let legs = parts.legs.into_iter().map(|leg| LegView {
        role: leg.role,
        address: leg.address,
        amount: leg.amount,
    });
    Ok(OrderView {
        id: OrderId(row.id),
        status: store::status(&row)?,
        item: parts.item,
        currency: store::currency(&row)?,
        amount: store::amount(&row),
        mint: store::asset(&row)?.mint(),
        account_rent: store::account_rent(&row),
        reductions: parts.reductions,
        legs: legs.collect(),
        payer: base58(&row.payer_address, &row)?,
        reference: base58(&row.reference, &row)?,
        signature: row
            .signature
            .as_deref()
            .map(|text| base58(text, &row))
            .transpose()?,
        created_at: Timestamp(row.created_at),
        expires_at: Timestamp(row.expires_at),
        paid_at: row.paid_at.map(Timestamp),
        network: row.network,
        note: row.note,
        note_code: row.note_code.and_then(|code| code.parse().ok()),
        worth: None,
        quote: parts.quote,
        other: None,
        handover: parts.handover,
        sent_back: parts.sent_back,
    })
}

/// What these orders are for, in the same order.
pub(super) async fn items(db: &impl ConnectionTrait, rows: &[order::Model]) -> Result<Vec<OrderItem>> {
    let creators = subscriptions::store::creator_refs(db, rows.iter().map(|row| row.creator_id)).await?;
    // Of deleted ones too: whoever ordered one has seen it.
    let posts: Vec<Uuid> = rows.iter().filter_map(|row| row.post_id).collect();
    let titles = posts::store::titles(db, &posts).await?;
    let people = people(db, rows.iter().filter_map(|row| row.recipient_id)).await?;
    rows.iter()
        .map(|row| {
            let bad = || corrupt("orders", row.id);
            let creator = creators.get(&row.creator_id).cloned().ok_or_else(bad)?;
            let post = row
                .post_id
                .map(|post| {
                    titles
                        .get(&post)
                        .cloned()
                        .map(|title| (PostId(post), title))
                        .ok_or_else(bad)
                })
                .transpose()?;
            Ok(match (row.kind.as_str(), post, row.tier_rank, row.days) {
                (store::POST, Some((post, title)), ..) => OrderItem::Post { creator, post, title },
                (store::SUBSCRIPTION, None, Some(rank), Some(days)) => OrderItem::Subscription {
                    creator,
                    tier: TierLevel::from_rank(rank).ok_or_else(bad)?,
                    days: u32::try_from(days).map_err(|_| bad())?,
                    to: match row.recipient_id {
                        Some(to) => Some(people.get(&to).cloned().ok_or_else(bad)?),
                        None => None,
                    },
                },
                (store::GOODS, Some((post, title)), None, None) => OrderItem::Goods {
                    creator,
                    post,
                    title,
                    quantity: goods::quantity(row).ok_or_else(bad)?,
                    note: row.message.clone(),
                    sent: row.sent_at.map(|at| Sent {
                        at: Timestamp(at),
                        note: row.sent_note.clone(),
                    }),
                },
                (store::TIP, post, None, None) => {
                    let (post, title) = post.unzip();
                    OrderItem::Tip {
                        creator,
                        post,
                        title,
                        note: row.message.clone(),
                    }
                }
                _ => return Err(bad()),
            })
        })
        .collect()
}

/// Name and face of one person.
pub(super) async fn person_of(db: &impl ConnectionTrait, id: Uuid) -> Result<PersonRef> {
    people(db, [id])
        .await?
        .remove(&id)
        .ok_or_else(|| corrupt("users", id))
}
