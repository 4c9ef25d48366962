//! What the pages say about a post, worked out from its view: contents in words, ways to open it, the shape
//! of its pictures. Plain values; no markup.

use crate::payments::OnSale;
use shared::{
    Timestamp,
    creators::{Category, CreatorView, TierLevel},
    markdown,
    media::{Preview, clock},
    money::Amount,
    polls::PollView,
    posts::{AccessKind, Contents, LockReason, PostKind, PostView},
    pricing::PRICED_DAYS,
    settings::Sensitive,
    text::Lang,
};

/// What is inside, in words: `3 pictures · 3:40 video · 1,240 characters`; empty for nothing.
pub fn inside(lang: Lang, kind: PostKind, contents: Contents) -> String {
    let mut parts = vec![];
    if contents.pictures > 0 {
        parts.push(lang.pictures_count(contents.pictures.into()));
    }
    let lasts = contents.milliseconds.map(clock);
    match (kind, lasts) {
        (PostKind::Video, Some(time)) => parts.push(lang.film_lasting(&time)),
        (PostKind::Video, None) => parts.push(lang.film_inside().to_owned()),
        (PostKind::Audio, Some(time)) => parts.push(lang.sound_lasting(&time)),
        (PostKind::Audio, None) => parts.push(lang.sound_inside().to_owned()),
        (PostKind::Text | PostKind::Image, _) => {}
    }
    if contents.characters > 0 {
        parts.push(lang.characters_count(contents.characters.into()));
    }
    if contents.poll {
        parts.push(lang.poll_inside().to_owned());
    }
    parts.join(" · ")
}

/// What a locked post asks for: a price, a tier, following, or a choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// What it costs now: less while a sale runs.
    pub price: Option<Amount>,
    pub tier: Option<TierLevel>,
    pub follow: bool,
}

/// The ways to open a locked post; none for an open one.
pub fn keys(post: &PostView) -> Keys {
    match post.lock {
        None => Keys::default(),
        Some(LockReason::Follow) => Keys {
            follow: true,
            ..Default::default()
        },
        Some(LockReason::Subscribe) => Keys {
            tier: post.tier,
            ..Default::default()
        },
        Some(LockReason::Buy) => Keys {
            price: post.amount_now(),
            ..Default::default()
        },
        Some(LockReason::SubscribeOrBuy) => Keys {
            price: post.amount_now(),
            tier: post.tier,
            ..Default::default()
        },
    }
}

/// The main way in, on a button of a list: `Unlock for 0.05 SOL`.
pub fn call(lang: Lang, post: &PostView) -> Option<String> {
    let Keys { price, tier, follow } = keys(post);
    match (price, tier) {
        (Some(price), _) => Some(lang.unlock_for(price)),
        (None, Some(tier)) => Some(lang.join_tier(lang.tier(tier))),
        (None, None) => follow.then(|| lang.for_followers().to_owned()),
    }
}

/// The other way in, if there is one: `or join Premium`.
pub fn other_call(lang: Lang, post: &PostView) -> Option<String> {
    let Keys { price, tier, .. } = keys(post);
    price.and(tier).map(|tier| lang.or_join_tier(lang.tier(tier)))
}

/// The sale on which a locked post can be bought by itself.
pub fn on_sale(post: &PostView) -> Option<OnSale> {
    keys(post).price?;
    Some(OnSale {
        sale: post.sale?,
        full: post.amount()?,
        now: post.amount_now()?,
    })
}

/// A tier that opens a post, for 30 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierWay {
    pub level: TierLevel,
    /// What it costs now.
    pub price: Amount,
    pub on_sale: Option<OnSale>,
}

/// The tier that opens a post, if the creator offers it.
pub fn tier_offer(creator: &CreatorView, tier: TierLevel) -> Option<TierWay> {
    // The asked tier may be switched off; the next one up opens the post as well.
    let offers = creator.tiers.iter();
    let offer = offers
        .filter(|offer| offer.active && offer.level >= tier)
        .min_by_key(|offer| offer.level)?;
    let currency = creator.card.currency;
    let full = currency.of(offer.price);
    let period = offer.periods.iter().find(|period| period.days == PRICED_DAYS);
    let on_sale = period.and_then(|period| {
        Some(OnSale {
            sale: offer.sale?,
            full,
            now: currency.of(period.sale_price?),
        })
    });
    Some(TierWay {
        level: offer.level,
        price: on_sale.map_or(full, |on_sale| on_sale.now),
        on_sale,
    })
}

/// What a phone keeps in reach on a post's own page: the way in that can be paid now. What is not sold is not
/// promised.
pub fn in_reach(lang: Lang, post: &PostView, creator: Option<&CreatorView>) -> Option<String> {
    let Keys { price, tier, .. } = keys(post);
    price.map(|price| lang.unlock_for(price)).or_else(|| {
        let way = tier_offer(creator?, tier?)?;
        Some(lang.join_tier_for(lang.tier(way.level), way.price))
    })
}

/// How the open pictures of a post stand in a list. Every mosaic has the same outline, and so has a locked
/// one: nothing moves when it opens.
pub fn mosaic(pictures: usize) -> &'static str {
    match pictures {
        0 | 1 => "pictures",
        2 => "pictures mosaic two",
        3 => "pictures mosaic three",
        _ => "pictures mosaic four",
    }
}

/// What a list shows of the text: the beginning of the body, else the teaser.
pub fn excerpt(post: &PostView) -> String {
    let body = post.body.as_deref().map(markdown::plain);
    body.filter(|body| !body.is_empty())
        .unwrap_or_else(|| post.teaser.clone())
}

/// How a poll stands in one line: `12 votes · ends in 3 days`.
pub fn poll_line(lang: Lang, poll: &PollView, now: Timestamp) -> String {
    let votes = lang.votes_count(poll.votes);
    if !poll.open {
        return format!("{votes} · {}", lang.poll_over());
    }
    let left = poll.ends_at.0.saturating_sub(now.0).max(0);
    // Begun days and hours count whole.
    let hours = u64::try_from(left).unwrap_or(0).div_ceil(3_600_000);
    let left = if hours > 24 {
        lang.poll_days_left(hours.div_ceil(24))
    } else {
        lang.poll_hours_left(hours.max(1))
    };
    format!("{votes} · {left}")
}

/// Who may open a post, as its creator chooses it.
pub fn access_words(lang: Lang, kind: AccessKind) -> &'static str {
    match kind {
        AccessKind::Public => lang.access_public(),
        AccessKind::Followers => lang.access_followers(),
        AccessKind::Tier => lang.access_tier(),
        AccessKind::Price => lang.access_price(),
        AccessKind::TierOrPrice => lang.access_tier_or_price(),
    }
}

/// The first picture of a post that everybody may see, for those who share it.
pub fn public_picture(post: &PostView) -> Option<String> {
    let shown = post.access == AccessKind::Public && post.category != Category::Intimate;
    let media = post.media.iter().filter(|_| shown).flatten();
    let picture = media.into_iter().find(|media| media.has_picture())?;
    Some(picture.url_for(1080).to_owned())
}

/// Whether a list plays something of the post.
pub fn plays(post: &PostView) -> bool {
    let shown = post.media.as_ref().unwrap_or(&post.samples);
    shown.iter().any(|media| media.playable.is_some())
}

/// What lies over the pictures of a post until somebody wants to see them: only over Intimate ones of others, and only if
/// the reader wants to be asked.
pub fn covers(post: &PostView, sensitive: Sensitive) -> Option<Preview> {
    let asks = post.category == Category::Intimate && sensitive != Sensitive::Show && !post.mine;
    post.preview.clone().filter(|_| asks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_are_named_and_counted() {
        let contents = |pictures, characters| Contents {
            pictures,
            milliseconds: None,
            characters,
            poll: false,
        };
        let shown = |lang, contents| inside(lang, PostKind::Image, contents);
        assert_eq!(
            shown(Lang::En, contents(3, 1_240)),
            "3 pictures · 1,240 characters"
        );
        assert_eq!(shown(Lang::En, contents(1, 0)), "1 picture");
        assert_eq!(shown(Lang::Ru, contents(0, 21)), "21 знак");
        assert_eq!(shown(Lang::En, contents(0, 0)), "");
    }

    #[test]
    fn what_takes_time_is_told_with_its_length() {
        let contents = |pictures, milliseconds| Contents {
            pictures,
            milliseconds,
            characters: 0,
            poll: false,
        };
        for (lang, kind, contents, expected) in [
            (
                Lang::En,
                PostKind::Video,
                contents(12, Some(220_000)),
                "12 pictures · 3:40 video",
            ),
            (
                Lang::Ru,
                PostKind::Video,
                contents(12, Some(220_000)),
                "12 картинок · видео 3:40",
            ),
            (
                Lang::En,
                PostKind::Audio,
                contents(0, Some(3_725_000)),
                "1:02:05 audio",
            ),
            (Lang::Ru, PostKind::Audio, contents(1, None), "1 картинка · аудио"),
            (Lang::En, PostKind::Video, contents(0, None), "video"),
        ] {
            assert_eq!(inside(lang, kind, contents), expected);
        }
    }

    #[test]
    fn a_locked_post_stands_as_the_open_one() {
        assert_eq!(mosaic(1), mosaic(0));
        assert_eq!(mosaic(4), mosaic(40));
        assert_ne!(mosaic(2), mosaic(3));
    }
}
