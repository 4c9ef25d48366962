//! What a notification says and where it leads. Plain values; no markup.

use shared::{Timestamp, notifications::NotificationView, text::Lang};

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

/// The sentence that tells it.
pub fn sentence(lang: Lang, told: &NotificationView) -> String {
    lang.told(told)
}

/// The page of what it is about; `own` is the reader's handle.
pub fn href(told: &NotificationView, own: &str) -> String {
    told.href(own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{
        comments::PersonRef,
        creators::{CreatorRef, TierLevel},
        ids::{NotificationId, PostId},
        money::{Currency, Units},
        notifications::{NotificationKind as Kind, PostName},
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
            conversation: None,
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
