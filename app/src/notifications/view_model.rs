//! What a notification says and where it leads. Plain values; no markup.

use shared::{
    Timestamp,
    notifications::{NotificationKind as Kind, NotificationView},
    text::Lang,
};

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// A number for a small place: none for nothing, `9+` for many.
pub fn few(unread: u32) -> Option<String> {
    match unread {
        0 => None,
        1..=9 => Some(unread.to_string()),
        _ => Some("9+".to_owned()),
    }
}

/// The day of a moment, as a heading.
pub fn day(lang: Lang, at: Timestamp, now: Timestamp) -> String {
    match now.0.div_euclid(DAY) - at.0.div_euclid(DAY) {
        0 => lang.today().to_owned(),
        1 => lang.yesterday().to_owned(),
        _ => lang.date(at),
    }
}

/// Days, each with what was told on it, in the order of the list.
pub fn by_day(
    lang: Lang,
    told: Vec<NotificationView>,
    now: Timestamp,
) -> Vec<(String, Vec<NotificationView>)> {
    let mut days: Vec<(String, Vec<NotificationView>)> = Vec::new();
    for one in told {
        let name = day(lang, one.at, now);
        match days.last_mut().filter(|(last, _)| *last == name) {
            Some((_, list)) => list.push(one),
            None => days.push((name, vec![one])),
        }
    }
    days
}

/// Who did it, with how many others.
fn who(lang: Lang, told: &NotificationView) -> String {
    let name = told.actor.as_ref().map_or(lang.somebody(), |actor| &actor.name);
    match told.others {
        0 => name.to_owned(),
        others => format!("{name} {}", lang.and_others(others)),
    }
}

/// The sentence that tells it.
pub fn sentence(lang: Lang, told: &NotificationView) -> String {
    let who = who(lang, told);
    let what = match (&told.post, lang) {
        (Some(post), Lang::En) => format!("“{}”", post.title),
        (Some(post), Lang::Ru) => format!("«{}»", post.title),
        (None, lang) => lang.your_post().to_owned(),
    };
    let creator = told.creator.as_ref().map(|creator| creator.name.as_str());
    let at = creator.unwrap_or(lang.somebody());
    let tier = told.tier.map(|tier| lang.tier(tier)).unwrap_or_default();
    let moment = told.moment.map(|moment| lang.date(moment)).unwrap_or_default();
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
        Kind::PayoutBegun => lang.told_payout_begun(&moment),
        Kind::PayoutCancelled => lang.told_payout_cancelled().to_owned(),
    };
    match (told.amount, told.currency) {
        (Some(amount), Some(currency)) => lang.told_amount(&said, currency.of(amount)),
        _ => said,
    }
}

/// The page of what it is about; `own` is the reader's handle.
pub fn href(told: &NotificationView, own: &str) -> String {
    let post = |part: &str| match &told.post {
        Some(post) => format!("/post/{}{part}", post.id),
        None => "/feed".to_owned(),
    };
    let order = || match told.order {
        Some(order) => format!("/order/{order}"),
        None => "/subscriptions#orders".to_owned(),
    };
    match told.kind {
        Kind::Like => post(""),
        Kind::LikeComment | Kind::Comment | Kind::Reply => post("?comments=newest#comments"),
        Kind::Follow => format!("/{own}/followers"),
        Kind::Outbid => post("#goods"),
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

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{
        comments::PersonRef,
        creators::{CreatorRef, TierLevel},
        ids::{NotificationId, PostId},
        money::{Currency, Units},
        notifications::PostName,
    };

    fn told(kind: Kind) -> NotificationView {
        NotificationView {
            id: NotificationId(uuid::Uuid::nil()),
            kind,
            unread: true,
            at: Timestamp(0),
            actor: Some(PersonRef {
                handle: "ann".parse().expect("a handle"),
                name: "Ann".into(),
                avatar: None,
                creator: false,
            }),
            others: 0,
            creator: None,
            post: Some(PostName {
                id: PostId(uuid::Uuid::nil()),
                title: "Dawn".into(),
            }),
            comment: None,
            order: None,
            tier: Some(TierLevel::Premium),
            amount: None,
            currency: None,
            moment: None,
            days: None,
            open_until: None,
            renewal: None,
        }
    }

    #[test]
    fn a_small_place_has_a_small_number() {
        assert_eq!(
            [0, 1, 9, 10, 100].map(few),
            [
                None,
                Some("1".into()),
                Some("9".into()),
                Some("9+".into()),
                Some("9+".into())
            ]
        );
    }

    #[test]
    fn many_are_told_of_together() {
        let mut like = told(Kind::Like);
        assert_eq!(sentence(Lang::En, &like), "Ann liked “Dawn”");
        like.others = 11;
        assert_eq!(sentence(Lang::En, &like), "Ann and 11 others liked “Dawn”");
        assert_eq!(sentence(Lang::Ru, &like), "Нравится «Dawn»: Ann и ещё 11");
        like.actor = None;
        like.others = 0;
        assert_eq!(sentence(Lang::En, &like), "Somebody liked “Dawn”");
    }

    #[test]
    fn both_sides_of_trouble_are_told_what_is_theirs() {
        let mut trouble = told(Kind::Trouble);
        trouble.amount = Some(Units(50_000_000));
        trouble.currency = Some(Currency::Sol);
        assert!(sentence(Lang::En, &trouble).contains("from Ann"));
        assert!(sentence(Lang::En, &trouble).contains("0.05"));
        assert_eq!(href(&trouble, "me"), "/dashboard/orders");
        trouble.creator = Some(CreatorRef {
            handle: "bob".parse().expect("a handle"),
            name: "Bob".into(),
            avatar: None,
        });
        assert!(sentence(Lang::En, &trouble).contains("to Bob"));
        assert_eq!(href(&trouble, "me"), "/subscriptions#orders");
        assert_eq!(href(&told(Kind::Follow), "me"), "/me/followers");
    }

    #[test]
    fn days_are_named_and_kept_together() {
        let at = |day: i64| NotificationView {
            at: Timestamp(day * DAY + 1),
            ..told(Kind::Follow)
        };
        let days = by_day(
            Lang::En,
            vec![at(100), at(100), at(99), at(98)],
            Timestamp(100 * DAY + 5),
        );
        let days: Vec<(&str, usize)> = days
            .iter()
            .map(|(name, list)| (name.as_str(), list.len()))
            .collect();
        assert_eq!(days, [("Today", 2), ("Yesterday", 1), ("9 Apr 1970", 1)]);
    }
}
