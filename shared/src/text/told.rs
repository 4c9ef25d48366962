//! The sentence of each thing that people are told, and where it leads: the same wherever they are told of it.

use super::Lang;
use crate::{
    Timestamp,
    notifications::{NotificationKind as Kind, NotificationView},
};

/// Who did it, with how many others.
fn who(lang: Lang, told: &NotificationView) -> String {
    let name = told.actor.as_ref().map_or(lang.somebody(), |actor| &actor.name);
    match told.others {
        0 => name.to_owned(),
        others => format!("{name} {}", lang.and_others(others)),
    }
}

impl Lang {
    /// The sentence that tells it, the same on the page, on a device and in a letter.
    pub fn told(self, told: &NotificationView) -> String {
        let lang = self;
        let who = who(lang, told);
        let what = match (&told.post, lang) {
            (Some(post), Lang::En) => format!("“{}”", post.title),
            (Some(post), Lang::Ru) => format!("«{}»", post.title),
            (None, lang) => lang.your_post().to_owned(),
        };
        let creator = told.creator.as_ref().map(|creator| creator.name.as_str());
        let at = creator.unwrap_or(lang.somebody());
        let tier = told.tier.map(|tier| lang.tier(tier)).unwrap_or_default();
        let moment = |said: fn(Lang, Timestamp) -> String| {
            told.moment.map(|moment| said(lang, moment)).unwrap_or_default()
        };
        let said = match told.kind {
            Kind::Like => lang.told_like(&who, &what),
            Kind::LikeComment => lang.told_like_comment(&who, &what),
            Kind::Comment => lang.told_comment(&who, &what),
            Kind::Reply => lang.told_reply(&who, &what),
            Kind::Follow if told.others > 0 => lang.told_follow_many(&who),
            Kind::Follow => lang.told_follow(&who),
            Kind::Subscriber => lang.told_subscriber(&who, tier),
            Kind::Gift => lang.told_gift(&who, tier, at),
            Kind::Sale => lang.told_sale(&who, &what),
            Kind::Tip => lang.told_tip(&who),
            Kind::GoodsSent => lang.told_sent(at, &what),
            Kind::Outbid => lang.told_outbid(&what),
            Kind::Turn => lang.told_turn(&what, &moment(Lang::minute)),
            Kind::AuctionOver if told.amount.is_some() => lang.told_auction_over(&what),
            Kind::AuctionOver => lang.told_unsold(&what),
            Kind::Expiry => match told.days {
                Some(days @ 1..) => lang.told_ends_in(tier, at, &lang.days(u64::from(days))),
                _ => lang.told_ends_today(tier, at),
            },
            Kind::Ended => lang.told_ended(tier, at),
            Kind::Trouble if creator.is_some() => lang.told_trouble(at),
            Kind::Trouble => lang.told_trouble_creator(&who),
            Kind::SentBack => lang.told_sent_back(at),
            Kind::Reversed if creator.is_some() => lang.told_reversed(at),
            Kind::Reversed => lang.told_reversed_creator(&who),
            Kind::PayoutBegun => lang.told_payout_begun(&moment(Lang::date)),
            Kind::PayoutCancelled => lang.told_payout_cancelled().to_owned(),
            Kind::Removed => lang.told_removed(&what),
            Kind::NewPost => lang.told_new_post(&who, &what),
            Kind::Message => lang.told_message(&who),
        };
        match (told.amount, told.currency) {
            (Some(amount), Some(currency)) => lang.told_amount(&said, currency.of(amount)),
            _ => said,
        }
    }
}

impl NotificationView {
    /// The page of what it is about; `own` is the reader's handle.
    pub fn href(&self, own: &str) -> String {
        let told = self;
        let post = |part: &str| match &told.post {
            Some(post) => format!("/post/{}{part}", post.id),
            None => "/feed".to_owned(),
        };
        let order = || match told.order {
            Some(order) => format!("/order/{order}"),
            None => "/subscriptions#orders".to_owned(),
        };
        match told.kind {
            Kind::Like | Kind::NewPost => post(""),
            Kind::Message => match told.conversation {
                Some(conversation) => format!("/messages/{conversation}"),
                None => "/messages".to_owned(),
            },
            Kind::LikeComment | Kind::Comment | Kind::Reply | Kind::Removed => {
                post("?comments=newest#comments")
            }
            Kind::Follow => format!("/{own}/followers"),
            Kind::Outbid | Kind::Turn | Kind::AuctionOver => post("#goods"),
            Kind::Subscriber | Kind::Sale | Kind::Tip => "/dashboard/orders".to_owned(),
            Kind::Gift => match &told.creator {
                Some(creator) => format!("/{}", creator.handle),
                None => "/subscriptions".to_owned(),
            },
            Kind::Expiry | Kind::Ended => "/subscriptions".to_owned(),
            Kind::GoodsSent | Kind::SentBack => order(),
            Kind::Trouble | Kind::Reversed if told.creator.is_some() => order(),
            // Of a gift.
            Kind::Reversed if told.order.is_none() => "/subscriptions".to_owned(),
            Kind::Trouble | Kind::Reversed => "/dashboard/orders".to_owned(),
            Kind::PayoutBegun | Kind::PayoutCancelled => "/settings#wallets".to_owned(),
        }
    }
}
