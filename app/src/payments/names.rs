//! What orders and their parts are called, and where what they name can be looked at. It knows nothing of a payment that is under
//! way.

use shared::{
    creators::CreatorRef,
    payments::{LegRole, OrderItem, ReductionKind},
    text::Lang,
};

/// A transaction in the network's explorer; the embedded network has none.
pub fn explorer_of(network: &str, signature: &str) -> Option<String> {
    let cluster = match network {
        "mainnet-beta" => "",
        "devnet" => "?cluster=devnet",
        _ => return None,
    };
    Some(format!("https://explorer.solana.com/tx/{signature}{cluster}"))
}

/// Whom a transfer goes to.
pub fn leg_name(lang: Lang, role: LegRole) -> &'static str {
    match role {
        LegRole::Creator => lang.pay_to_creator(),
        LegRole::Platform => lang.pay_to_platform(),
        LegRole::Referrer => lang.pay_to_referrer(),
    }
}

/// Why less is paid than the full price.
pub fn reduction_name(lang: Lang, kind: ReductionKind) -> &'static str {
    match kind {
        ReductionKind::Period => lang.pay_less_period(),
        ReductionKind::Code => lang.pay_less_code(),
        ReductionKind::Sale => lang.pay_less_sale(),
        ReductionKind::Credit => lang.pay_less_credit(),
    }
}

/// What an item is called in a list of orders.
pub fn item_name(lang: Lang, item: &OrderItem) -> String {
    match item {
        OrderItem::Subscription { tier, days, to, .. } => {
            let what = lang.order_subscription(lang.tier(*tier), &lang.days(u64::from(*days)));
            match to {
                Some(to) => lang.gift_named(&what, &to.name),
                None => what,
            }
        }
        OrderItem::Post { title, .. } => lang.order_post(title),
        OrderItem::Goods { title, quantity, .. } => lang.order_goods(u64::from(*quantity), title),
        OrderItem::Tip {
            title: Some(title), ..
        } => lang.order_tip_for(title),
        OrderItem::Tip { title: None, .. } => lang.order_tip().to_owned(),
    }
}

/// Whom it was bought from.
pub fn creator_of(item: &OrderItem) -> &CreatorRef {
    match item {
        OrderItem::Subscription { creator, .. }
        | OrderItem::Post { creator, .. }
        | OrderItem::Goods { creator, .. }
        | OrderItem::Tip { creator, .. } => creator,
    }
}

/// The page of what was bought.
pub fn item_path(item: &OrderItem) -> String {
    match item {
        OrderItem::Post { post, .. }
        | OrderItem::Goods { post, .. }
        | OrderItem::Tip { post: Some(post), .. } => format!("/post/{post}"),
        item => format!("/{}", creator_of(item).handle),
    }
}
