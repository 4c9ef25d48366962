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
    media::{Captions, MediaKind, MediaView, Playable, Preview, Source, Tongue, Variant},
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
        enclosed: false,
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

/// A post with a film or a sound, of three minutes and forty seconds.
fn playing(kind: PostKind) -> PostView {
    let post = open_post(7, 1);
    let film = kind == PostKind::Video;
    let source = |name: &str, kind: &str| Source {
        url: format!("/media/7-0/{name}"),
        kind: kind.into(),
    };
    let sources = if film {
        vec![
            source("master.m3u8", "application/vnd.apple.mpegurl"),
            source("360p.mp4", "video/mp4"),
        ]
    } else {
        vec![source("audio.m4a", "audio/mp4")]
    };
    let media = post.media.clone().unwrap_or_default().remove(0);
    let media = MediaView {
        kind: if film { MediaKind::Video } else { MediaKind::Audio },
        variants: if film { media.variants.clone() } else { Vec::new() },
        playable: Some(Playable {
            milliseconds: Some(220_000),
            sources,
            waveform: (!film).then(|| "AID/".into()),
            captions: film.then(|| Captions {
                url: "/media/7-0/captions-ru-0000001a.vtt".into(),
                lang: Tongue::Russian,
            }),
        }),
        ..media
    };
    PostView {
        kind,
        contents: Contents {
            pictures: 0,
            milliseconds: Some(220_000),
            ..post.contents
        },
        preview: post.preview.clone().filter(|_| film),
        media: Some(vec![media]),
        ..post
    }
}

fn tile(lang: Lang, post: PostView) -> String {
    Owner::new().with(|| view! { <PostTile lang post/> }.to_html())
}

#[test]
fn a_film_is_played_by_the_browser_itself_and_loads_nothing_before() {
    let html = card(Lang::En, playing(PostKind::Video));
    for part in [
        "<video",
        "controls",
        "playsinline",
        "preload=\"none\"",
        "poster=\"/media/7-0-960.webp\"",
        "width=\"1600\"",
        "height=\"1067\"",
        "aria-label=\"A lake at dawn\"",
        "kind=\"captions\"",
        "/media/7-0/captions-ru-0000001a.vtt",
        "srclang=\"ru\"",
        "label=\"Русский\"",
        "3:40",
        "Lasts 3:40",
        "nodownload",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains("autoplay"), "{html}");
    // The list of renditions comes before the one of them.
    let at = |name: &str| {
        html.find(name)
            .unwrap_or_else(|| panic!("{name} is missing in {html}"))
    };
    assert!(at("master.m3u8") < at("360p.mp4"), "{html}");
}

#[test]
fn a_sound_shows_how_loud_it_is() {
    let html = card(Lang::Ru, playing(PostKind::Audio));
    for part in [
        "<audio",
        "class=\"bars\"",
        "nodownload",
        "Место в записи",
        "data-lasts=\"220000\"",
        "audio.m4a",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains("<video") && !html.contains("src=\"\""), "{html}");
    let tile = tile(Lang::En, playing(PostKind::Audio));
    assert!(tile.contains("tile-sound") && tile.contains("3:40"), "{tile}");
    assert!(!tile.contains("<audio") && !tile.contains("src=\"\""), "{tile}");
}

#[test]
fn a_locked_film_tells_how_long_it_is_and_no_more() {
    for kind in [PostKind::Video, PostKind::Audio] {
        let post = PostView {
            kind,
            contents: playing(kind).contents,
            preview: playing(kind).preview,
            ..locked_post(0)
        };
        let word = if kind == PostKind::Video { "video" } else { "audio" };
        for html in [card(Lang::En, post.clone()), tile(Lang::En, post)] {
            assert!(html.contains(&format!("3:40 {word}")), "{html}");
            for none in ["/media/7-", "<video", "<audio", "<source", "class=\"bars\""] {
                assert!(!html.contains(none), "{none} in {html}");
            }
        }
    }
}

#[test]
fn what_is_shown_of_a_locked_post_stands_before_the_way_in() {
    let shown = open_post(7, 1).media.unwrap_or_default();
    let html = card(
        Lang::En,
        PostView {
            samples: shown,
            ..locked_post(3)
        },
    );
    let at = |name: &str| {
        html.find(name)
            .unwrap_or_else(|| panic!("{name} is missing in {html}"))
    };
    assert!(at("/media/7-0-960.webp") < at("lock-line"), "{html}");
    assert!(!html.contains("/media/7-1-"), "{html}");
}

#[test]
fn what_moves_stands_still_for_those_who_want_it_so() {
    let mut post = open_post(7, 1);
    for media in post.media.iter_mut().flatten() {
        media.animated = true;
    }
    let html = card(Lang::En, post);
    assert!(
        html.contains("<source media=\"(prefers-reduced-motion: reduce)\""),
        "{html}"
    );
    assert!(html.contains("/media/7-0-960.webps 960w"), "{html}");
    assert!(!card(Lang::En, open_post(7, 1)).contains("<source"));
}

#[test]
fn tiles_say_what_they_are() {
    assert!(tile(Lang::En, playing(PostKind::Video)).contains("3:40"));
    assert!(tile(Lang::En, open_post(7, 3)).contains("3 pictures"));
    assert!(!tile(Lang::En, open_post(7, 1)).contains("tile-mark"));
}

#[test]
fn only_a_list_that_plays_something_loads_what_helps_with_it() {
    let list = |post: PostView| {
        let page = Page {
            items: vec![post],
            next_cursor: None,
            total: 1,
        };
        Owner::new()
            .with(|| view! { <PostList lang=Lang::En now=NOW label="Feed" page from=0 next=None/> }.to_html())
    };
    assert!(list(playing(PostKind::Audio)).contains("/assets/looking.js"));
    assert!(!list(open_post(7, 3)).contains("looking"));
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
            "id": Uuid::nil(), "handle": "anna_k", "name": "Anna", "avatar": null, "cover": null, "bio": "", "category": "art",
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
        card(Lang::En, playing(PostKind::Video)),
        card(Lang::En, playing(PostKind::Audio)),
        tile,
    ] {
        assert!(!html.contains(" style="), "{html}");
        assert!(!html.contains(" onclick="), "{html}");
    }
}
