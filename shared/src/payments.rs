//! Orders and what becomes of them: the item asked for, who is paid what, and the states an order goes
//! through. Nothing here is believed from a browser but the item's name.

use crate::{
    Refusal, Timestamp,
    comments::PersonRef,
    creators::{CreatorRef, TierLevel, named},
    fiat::{QuoteView, Worth},
    goods::Sent,
    identity::Handle,
    ids::{OrderId, PostId},
    money::{Amount, Currency, Lamports, Units},
    order_notes::OrderNote,
    refunds::{RefundStatus, SentBack},
    solana::{Address, Signature},
    text::Lang,
};
use serde::{Deserialize, Serialize};

/// What somebody wants to buy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", try_from = "ItemParts")]
pub enum ItemRequest {
    Subscription {
        /// The creator's handle.
        creator: Handle,
        tier: TierLevel,
        /// 30, 90 or 365.
        days: u32,
        /// The handle of somebody else whom it is given to.
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<Handle>,
    },
    Post {
        post: PostId,
    },
    /// What a post sells.
    Goods {
        post: PostId,
        /// 1 to 20; more than one of what is sent only.
        quantity: u32,
        /// For the creator, up to 500 characters: where to send it, which is needed for what is sent.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// For a creator or for a post of theirs: one of the two is named.
    Tip {
        #[serde(skip_serializing_if = "Option::is_none")]
        creator: Option<Handle>,
        #[serde(skip_serializing_if = "Option::is_none")]
        post: Option<PostId>,
        /// In base units of the order's currency: its smallest payment to its largest price.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        amount: Units,
        /// For the creator, up to [`TIP_NOTE`] characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
}

/// Characters of what is said with a tip.
pub const TIP_NOTE: usize = 280;

/// An [`ItemRequest`] as it is read: member by member, so that a fault names its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemParts {
    kind: ItemKind,
    creator: Option<Handle>,
    tier: Option<TierLevel>,
    days: Option<u32>,
    to: Option<Handle>,
    post: Option<PostId>,
    amount: Option<Units>,
    quantity: Option<u32>,
    note: Option<String>,
}

named! {
    /// What kind of thing is bought.
    ItemKind { Subscription = "subscription", Post = "post", Goods = "goods", Tip = "tip" } "kind" no_such_item
}

impl TryFrom<ItemParts> for ItemRequest {
    type Error = String;

    /// In serde's own words, so that the door reads the member's name out of them.
    fn try_from(parts: ItemParts) -> Result<Self, String> {
        let missing = |name: &str| format!("missing field `{name}`");
        let unknown = |name: &str| Err(format!("unknown field `{name}` of this kind of item"));
        let (tip, goods) = (parts.kind == ItemKind::Tip, parts.kind == ItemKind::Goods);
        match parts.kind {
            _ if !tip && parts.amount.is_some() => unknown("amount"),
            _ if !tip && !goods && parts.note.is_some() => unknown("note"),
            _ if !goods && parts.quantity.is_some() => unknown("quantity"),
            ItemKind::Subscription if parts.post.is_some() => unknown("post"),
            ItemKind::Subscription => Ok(Self::Subscription {
                creator: parts.creator.ok_or_else(|| missing("creator"))?,
                tier: parts.tier.ok_or_else(|| missing("tier"))?,
                days: parts.days.ok_or_else(|| missing("days"))?,
                to: parts.to,
            }),
            ItemKind::Post | ItemKind::Goods if parts.creator.is_some() => unknown("creator"),
            _ if parts.tier.is_some() => unknown("tier"),
            _ if parts.days.is_some() => unknown("days"),
            _ if parts.to.is_some() => unknown("to"),
            ItemKind::Goods => Ok(Self::Goods {
                post: parts.post.ok_or_else(|| missing("post"))?,
                quantity: parts.quantity.unwrap_or(1),
                note: parts.note,
            }),
            ItemKind::Post => Ok(Self::Post {
                post: parts.post.ok_or_else(|| missing("post"))?,
            }),
            ItemKind::Tip => Ok(Self::Tip {
                creator: parts.creator,
                post: parts.post,
                amount: parts.amount.ok_or_else(|| missing("amount"))?,
                note: parts.note,
            }),
        }
    }
}

/// Asks for an order. Amount, addresses and network are the server's to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OrderRequest {
    pub item: ItemRequest,
    /// What it is priced in; of what is priced in USDC also SOL, at the price of the moment.
    pub currency: Currency,
    /// A promo code of the creator's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

named! {
    /// Where an order stands. `confirmed` opens the access, `finalized` books it.
    OrderStatus {
        /* Made; no transaction was asked for yet. */ Created = "created",
        /* A transaction is with the wallet. */ AwaitingSignature = "awaiting_signature",
        /* A signature was named or seen; not confirmed yet. */ Submitted = "submitted",
        Confirmed = "confirmed",
        Finalized = "finalized",
        /* The transaction failed on the chain; nothing moved but the fee; another attempt is allowed. */ Failed = "failed",
        /* Nobody paid in time. */ Expired = "expired",
        /* Seen once and then gone from the chain; what it had opened was taken back. */ Reversed = "reversed",
        /* Money arrived that a person must look at. */ Review = "review",
    } "status" no_such_status
}

impl OrderStatus {
    /// Whether the access it pays for is open.
    pub fn paid(self) -> bool {
        matches!(self, Self::Confirmed | Self::Finalized)
    }

    /// Whether it waits for its payment.
    pub fn unpaid(self) -> bool {
        matches!(
            self,
            Self::Created | Self::AwaitingSignature | Self::Submitted | Self::Failed
        )
    }

    /// Whether nothing more will happen by itself.
    pub fn settled(self) -> bool {
        matches!(
            self,
            Self::Finalized | Self::Expired | Self::Reversed | Self::Review
        )
    }

    /// The allowed moves; everything else is a fault in our own code.
    pub fn may_become(self, next: Self) -> bool {
        use OrderStatus::{
            AwaitingSignature, Confirmed, Created, Expired, Failed, Finalized, Reversed, Review, Submitted,
        };
        match (self, next) {
            // A program may build the transaction by itself from what the order says.
            (Created, AwaitingSignature | Submitted | Expired) => true,
            // A reference can be paid as soon as it is known, and a late payment is still seen.
            (Created | AwaitingSignature | Submitted | Failed | Expired | Reversed, Confirmed | Review) => {
                true
            }
            (AwaitingSignature, Submitted | Failed | Expired) => true,
            // Somebody says that they paid after all: until that is known, nobody shall be told to pay again.
            (Expired | Reversed, Submitted) => true,
            (Submitted, Failed | Expired) => true,
            (Failed, AwaitingSignature | Submitted | Expired) => true,
            (Confirmed, Finalized | Reversed) => true,
            // The money that it stopped for has vanished, or a person opens for it what was ordered.
            (Review, Reversed | Confirmed) => true,
            _ => false,
        }
    }
}

named! {
    /// Whom a part of the payment goes to.
    LegRole { Creator = "creator", Platform = "platform", Referrer = "referrer" } "role" no_such_role
}

named! {
    /// Why less is paid than the full price.
    ReductionKind {
        /* The creator takes this off for a longer period. */ Period = "period",
        /* A promo code of the creator's. */ Code = "code",
        /* A flash sale that ran when the order was made. */ Sale = "sale",
        /* Unused time at a lower tier, from which one moves up. */ Credit = "credit",
    } "reduction" no_such_reduction
}

/// What is taken off the full price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reduction {
    pub kind: ReductionKind,
    /// In base units.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Units,
}

/// One transfer of a payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LegView {
    pub role: LegRole,
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub address: Address,
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Units,
}

/// What an order is for, with names for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OrderItem {
    Subscription {
        creator: CreatorRef,
        tier: TierLevel,
        days: u32,
        /// Whom it was given to, if that is another than the buyer.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        to: Option<PersonRef>,
    },
    Post {
        creator: CreatorRef,
        post: PostId,
        title: String,
    },
    /// What a post sells.
    Goods {
        creator: CreatorRef,
        post: PostId,
        title: String,
        quantity: u32,
        /// What the buyer says: where to send it.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// Absent while the creator has not sent it.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        sent: Option<Sent>,
    },
    Tip {
        creator: CreatorRef,
        /// The post that it is for; without one it is for the creator.
        #[serde(skip_serializing_if = "Option::is_none")]
        post: Option<PostId>,
        #[serde(skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
}

/// An order as its buyer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderView {
    pub id: OrderId,
    pub status: OrderStatus,
    pub item: OrderItem,
    pub currency: Currency,
    /// The whole price in base units, the network's fee not counted.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Units,
    /// The mint whose token is paid; absent for SOL.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub mint: Option<Address>,
    /// What opening token accounts for recipients without one takes from the payer besides, in lamports.
    #[serde(skip_serializing_if = "is_nothing", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub account_rent: Lamports,
    /// What was taken off before; with it the amount is the full price.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub reductions: Vec<Reduction>,
    pub legs: Vec<LegView>,
    /// The wallet that must sign.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub payer: Address,
    /// The key by which the payment is found on the chain.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub reference: Address,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub signature: Option<Signature>,
    /// `localnet`, `devnet` or `mainnet-beta`.
    pub network: String,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub expires_at: Timestamp,
    /// When the access opened.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub paid_at: Option<Timestamp>,
    /// For a person: why it failed or needs a look, in the language of whoever asks.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
    /// The same as a stable name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note_code: Option<OrderNote>,
    /// What buyers of a thing read; absent while it is not paid.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub handover: Option<String>,
    /// What the amount is worth in dollars: by the order's own price, or now, while it can be paid and a price is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub worth: Option<Worth>,
    /// The price of SOL that it was made at, where what is priced in USDC is paid in SOL.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub quote: Option<QuoteView>,
    /// About what the same costs in the other currency, where it is sold in both and can still be paid.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub other: Option<Amount>,
    /// What the creator sent back of payments that opened nothing.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sent_back: Vec<SentBack>,
}

fn is_nothing(amount: &Lamports) -> bool {
    *amount == Lamports::ZERO
}

/// Something sold, as its creator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaleView {
    pub order: OrderId,
    /// `confirmed` or `finalized`.
    pub status: OrderStatus,
    pub item: OrderItem,
    pub buyer: PersonRef,
    pub currency: Currency,
    /// The whole price in base units.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Units,
    /// What reached the creator, by the ledger, in base units.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub received: Units,
    /// What they sent back of payments for this that opened nothing, in base units.
    #[serde(skip_serializing_if = "no_units", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub sent_back: Units,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub paid_at: Timestamp,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub signature: Option<Signature>,
    /// `localnet`, `devnet` or `mainnet-beta`.
    pub network: String,
}

/// What came in for a creator with items of one kind, by the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Revenue {
    pub kind: ItemKind,
    pub currency: Currency,
    /// How many sales stand.
    pub sales: u64,
    /// What reached the creator, in base units.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub received: Units,
    /// What of it the network has made final, in base units.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub booked: Units,
    /// What the creator sent back of payments that opened nothing, in base units; it was never among the received.
    #[serde(skip_serializing_if = "no_units", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub sent_back: Units,
}

fn no_units(amount: &Units) -> bool {
    *amount == Units::ZERO
}

/// A payment that opened nothing and that its creator must settle: money of a buyer that arrived in another way than ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseView {
    pub order: OrderId,
    pub item: OrderItem,
    pub buyer: PersonRef,
    /// The wallet that the order is of.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub payer: Address,
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub signature: Signature,
    /// A stable name of why: `paid_twice`, `late`, `underpaid` and so on.
    pub verdict: String,
    /// The same for a person.
    pub note: String,
    pub currency: Currency,
    /// What reached the order's recipients together, in base units.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub arrived: Units,
    /// `localnet`, `devnet` or `mainnet-beta`.
    pub network: String,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub seen_at: Timestamp,
    /// When the network had made it final; before that nothing can be sent back.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub finalized_at: Option<Timestamp>,
    /// How a refund of it stands, if one was asked for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub refund: Option<RefundStatus>,
    /// Whether what was ordered can be opened for it.
    #[serde(default)]
    pub openable: bool,
}

/// A transaction for the wallet to sign: unsigned, version 0, one signer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransactionView {
    /// base64 of the wire form.
    pub transaction: String,
    pub last_valid_block_height: u64,
}

/// What came back from the wallet: the signature of what it sent, or a signed transaction to send.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignatureReport {
    /// base58.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    /// base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_transaction: Option<String>,
}

/// A checked [`SignatureReport`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signed {
    Sent(Signature),
    ToSend(Vec<u8>),
}

impl SignatureReport {
    /// Exactly one of the two must be there and be what it says.
    pub fn parse(&self) -> Result<Signed, Refusal> {
        use base64::{Engine, engine::general_purpose::STANDARD};
        match (&self.signature, &self.signed_transaction) {
            (Some(signature), None) => signature
                .parse()
                .map(Signed::Sent)
                .map_err(|_| Refusal::field("signature", Lang::report_signature)),
            (None, Some(transaction)) if transaction.len() <= 4096 => STANDARD
                .decode(transaction)
                .map(Signed::ToSend)
                .map_err(|_| Refusal::field("signed_transaction", Lang::not_base64)),
            (None, Some(_)) => Err(Refusal::field("signed_transaction", Lang::report_long)),
            _ => Err(Refusal::field("signature", Lang::report_either)),
        }
    }
}

/// A subscription as its buyer sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubscriptionView {
    pub creator: CreatorRef,
    pub tier: TierLevel,
    /// Whether it gives access now, be it in the days of grace after its end.
    pub running: bool,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub started_at: Timestamp,
    /// The end of what was paid for.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub valid_until: Timestamp,
    /// It has ended and is open until then all the same; whoever pays before extends it from `valid_until`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub open_until: Option<Timestamp>,
    /// Its holder cancelled: they are not reminded of its end, after which it is closed.
    #[serde(default)]
    pub cancelled: bool,
    /// Who gave the last of it, if it was given.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub given_by: Option<CreatorRef>,
    /// What another month of it costs; absent where the tier is not on offer any more.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub renewal: Option<Renewal>,
}

/// What 30 more days of a subscription cost now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Renewal {
    /// In base units.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub price: Units,
    pub currency: Currency,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_a_booked_order() {
        for next in OrderStatus::ALL {
            assert!(!OrderStatus::Finalized.may_become(*next), "{next:?}");
            let decided = matches!(next, OrderStatus::Reversed | OrderStatus::Confirmed);
            assert_eq!(OrderStatus::Review.may_become(*next), decided, "{next:?}");
        }
    }

    #[test]
    fn only_payment_leads_to_paid() {
        for from in OrderStatus::ALL {
            assert!(!from.may_become(OrderStatus::Finalized) || *from == OrderStatus::Confirmed);
            let could_be_taken_back = matches!(from, OrderStatus::Confirmed | OrderStatus::Review);
            assert!(!from.may_become(OrderStatus::Reversed) || could_be_taken_back);
        }
    }

    #[test]
    fn whoever_says_that_they_paid_a_closed_order_is_waited_for() {
        for closed in [OrderStatus::Expired, OrderStatus::Reversed] {
            assert!(closed.may_become(OrderStatus::Submitted), "{closed:?}");
            assert!(!closed.may_become(OrderStatus::AwaitingSignature), "{closed:?}");
        }
    }

    #[test]
    fn a_report_names_exactly_one_thing() {
        let both = SignatureReport {
            signature: Some("x".into()),
            signed_transaction: Some("x".into()),
        };
        assert!(both.parse().is_err());
        assert!(SignatureReport::default().parse().is_err());
        assert!(
            SignatureReport {
                signature: Some("0".repeat(88)),
                ..Default::default()
            }
            .parse()
            .is_err()
        );
    }
}
