//! What the parts of pages look like as HTML: words and links are there without JavaScript, a locked post
//! shows nothing of what it holds, and no markup needs what the content policy forbids.

use app::{
    feed::PostList,
    posts::{Position, PostCard, PostTile, view_model::in_reach},
};
use leptos::prelude::*;
use shared::{
    Timestamp,
    creators::{Category, CreatorRef, CreatorView, TierLevel},
    flash_sales::RunningSale,
    media::{MediaKind, MediaView, Preview, Variant},
    money::{Currency, Units},
    paging::Page,
    posts::{AccessKind, Contents, LockReason, PostCounts, PostKind, PostView},
    text::Lang,
};
use uuid::Uuid;

const NOW: Timestamp = Timestamp(1_795_392_000_000);

fn open_post(number: u128, pictures: u32) -> PostView {
    let picture = |index: u32| MediaView {
        id: Uuid::from_u128(u128::from(index) + 1).into(),
        kind: MediaKind::Image,
        colour: String::new(),
        animated: false,
        playable: None,
        sample: false,
        width: 1600,
        height: 1067,
        alt: "A lake at dawn".into(),
        blur: "data:image/webp;base64,AAAA".into(),
        variants: [480, 960, 1600]
            .map(|width| Variant {
                width,
                url: format!("/media/{number}-{index}-{width}.webp"),
            })
            .to_vec(),
    };
    PostView {
        id: Uuid::from_u128(number).into(),
        creator: CreatorRef {
            handle: "anna_k".parse().expect("a handle"),
            name: "Anna Kovaleva".into(),
            avatar: Some("/media/avatar.webp".into()),
        },
        title: "Morning on the lake <1>".into(),
        kind: PostKind::Image,
        category: Category::Art,
        access: AccessKind::Public,
        price: None,
        currency: None,
        sale: None,
        sale_price: None,
        tier: None,
        opens_at: None,
        locked: false,
        lock: None,
        teaser: "I got up at four for this.".into(),
        tags: Vec::new(),
        pinned: false,
        goods: None,
        preview: Some(Preview {
            width: 1600,
            height: 1067,
            thumbhash: "3OcRJYB4d3h/iIeHeEh3eIhw+j3A".into(),
            blur: "data:image/webp;base64,BBBB".into(),
        }),
        samples: Vec::new(),
        contents: Contents {
            pictures,
            milliseconds: None,
            characters: 1_240,
            poll: false,
        },
        body: Some("I got up at four for this.\n\nIt was worth it.".into()),
        media: Some((0..pictures).map(picture).collect()),
        poll: None,
        counts: PostCounts {
            likes: 1_234,
            comments: 1,
        },
        liked: false,
        bookmarked: false,
        mine: false,
        published_at: NOW.before(std::time::Duration::from_secs(7_300)),
    }
}

fn locked_post(pictures: u32) -> PostView {
    PostView {
        access: AccessKind::TierOrPrice,
        price: Some(Units(50_000_000)),
        currency: Some(Currency::Sol),
        tier: Some(TierLevel::Premium),
        locked: true,
        lock: Some(LockReason::SubscribeOrBuy),
        body: None,
        media: None,
        ..open_post(7, pictures)
    }
}

fn card(lang: Lang, post: PostView) -> String {
    let position = Position { index: 21, of: 339 };
    Owner::new().with(|| view! { <PostCard lang now=NOW post position/> }.to_html())
}

#[test]
fn a_card_can_be_read_and_followed_without_javascript() {
    let html = card(Lang::En, open_post(7, 1));
    for part in [
        "href=\"/anna_k\"",
        "href=\"/post/00000000-0000-0000-0000-000000000007\"",
        "Morning on the lake &lt;1&gt;",
        "aria-posinset=\"21\"",
        "aria-setsize=\"339\"",
        "1,234</span>",
        "value=\"like:00000000-0000-0000-0000-000000000007:on\"",
        "1 comment",
        "2 hours ago",
        "alt=\"A lake at dawn\"",
        // Nothing stands in for the picture's own words.
        "<a href=\"/post/00000000-0000-0000-0000-000000000007\" tabindex=\"-1\" class=\"pictures\">",
        "960w",
        "It was worth it.",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
}

#[test]
fn a_locked_card_says_what_is_inside_and_what_it_costs() {
    let html = card(Lang::En, locked_post(3));
    for part in [
        "3 pictures · 1,240 characters",
        "Unlock for 0.05 SOL",
        "or join Premium",
        "BBBB",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains("/media/7-"), "{html}");
    assert!(card(Lang::Ru, locked_post(3)).contains("Открыть за 0,05 SOL"));
}

#[test]
fn a_sale_strikes_the_old_price_through_in_words_too() {
    let post = PostView {
        sale: Some(RunningSale {
            percent: 30,
            ends_at: NOW.after(std::time::Duration::from_secs(2 * 3_600 + 13 * 60 + 1)),
            left: Some(3),
        }),
        sale_price: Some(Units(35_000_000)),
        ..locked_post(3)
    };
    let html = card(Lang::En, post.clone());
    for part in [
        "Full price",
        "<s><span class=\"money\">0.05\u{a0}SOL</span></s>",
        "<b><span class=\"money\">0.035\u{a0}SOL</span></b>",
        "−30%",
        "ends in 2 h 14 min",
        "3 left",
        "Unlock for 0.035 SOL",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(card(Lang::Ru, post.clone()).contains("ещё 2 ч 14 мин"));
    let reach = in_reach(Lang::En, &post, None);
    assert_eq!(reach.as_deref(), Some("Unlock for 0.035 SOL"));
    // To whom it is open already, nothing is sold.
    let open = PostView {
        sale: post.sale,
        sale_price: post.sale_price,
        ..open_post(7, 1)
    };
    assert!(!card(Lang::En, open).contains("Full price"));
}

#[test]
fn a_phone_keeps_in_reach_only_what_is_sold() {
    let creator = |tiers: &[(&str, bool)]| -> CreatorView {
        let tiers: Vec<_> = tiers
            .iter()
            .map(|(level, active)| {
                serde_json::json!({
                    "level": level, "name": "", "description": "", "benefits": [],
                    "price": "150000000", "active": active, "periods": [],
                })
            })
            .collect();
        serde_json::from_value(serde_json::json!({
            "handle": "anna_k", "name": "Anna", "avatar": null, "cover": null, "bio": "", "category": "art",
            "counts": {"posts": 1, "followers": 0}, "from_price": null, "currency": "SOL", "following": false,
            "subscription": null, "subscribers": 0, "tiers": tiers, "mine": false,
            "joined_at": "2026-11-23T10:00:00.000Z",
        }))
        .expect("a creator")
    };
    let post = PostView {
        access: AccessKind::Tier,
        price: None,
        lock: Some(LockReason::Subscribe),
        ..locked_post(1)
    };
    let reach = |post: &PostView, creator: Option<&CreatorView>| in_reach(Lang::En, post, creator);
    let with = creator(&[("basic", true), ("premium", true)]);
    assert_eq!(
        reach(&post, Some(&with)).as_deref(),
        Some("Join Premium for 0.15 SOL")
    );
    let higher = creator(&[("premium", false), ("vip", true)]);
    assert_eq!(
        reach(&post, Some(&higher)).as_deref(),
        Some("Join VIP for 0.15 SOL")
    );
    assert_eq!(reach(&post, Some(&creator(&[("basic", true)]))), None);
    assert_eq!(reach(&post, None), None);
    assert_eq!(
        reach(&locked_post(1), None).as_deref(),
        Some("Unlock for 0.05 SOL")
    );
}

#[test]
fn a_list_ends_with_a_link_to_its_next_piece() {
    let page = Page {
        items: vec![open_post(1, 2), locked_post(1)],
        next_cursor: None,
        total: 339,
    };
    let html = Owner::new().with(|| {
        let next = Some("/feed?cursor=abc&from=22".to_owned());
        view! { <PostList lang=Lang::En now=NOW label="Feed" page from=20 next/> }.to_html()
    });
    assert!(html.contains("role=\"feed\""), "{html}");
    assert!(html.contains("aria-posinset=\"22\""), "{html}");
    assert!(html.contains("rel=\"next\""), "{html}");
    assert!(html.contains("href=\"/feed?cursor=abc&amp;from=22\""), "{html}");
}

#[test]
fn no_markup_needs_inline_styles_or_handlers() {
    let tile = Owner::new().with(|| view! { <PostTile lang=Lang::En post=locked_post(1)/> }.to_html());
    for html in [
        card(Lang::En, open_post(7, 5)),
        card(Lang::En, locked_post(0)),
        tile,
    ] {
        assert!(!html.contains(" style="), "{html}");
        assert!(!html.contains(" onclick="), "{html}");
    }
}
