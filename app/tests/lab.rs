//! SCRATCH: renders parts to files for looking at; removed before commit.
use app::{creators::*, feed::PostList, layout::*, posts::*, request::*};
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::location::RequestUrl;
use shared::{*, creators::*, media::*, money::Lamports, paging::Page, posts::*, text::Lang};
use std::sync::Arc;
use uuid::Uuid;

const NOW: Timestamp = Timestamp(1_795_392_000_000);
fn svg(h: u32, w: u32, ht: u32) -> String {
    format!("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {w} {ht}'%3E%3Cdefs%3E%3ClinearGradient id='g' x2='1' y2='1'%3E%3Cstop stop-color='hsl({h},70%25,60%25)'/%3E%3Cstop offset='1' stop-color='hsl({},60%25,30%25)'/%3E%3C/linearGradient%3E%3C/defs%3E%3Crect width='{w}' height='{ht}' fill='url(%23g)'/%3E%3Ccircle cx='{}' cy='{}' r='{}' fill='hsl({},80%25,75%25)'/%3E%3C/svg%3E", h + 70, w / 3, ht / 2, ht / 4, h + 20)
}
fn post(n: u32, pictures: u32, locked: bool, access: AccessKind) -> PostView {
    let (w, h) = [(1600, 1067), (1200, 1500), (1600, 900), (1200, 1200)][n as usize % 4];
    let pic = |i: u32| MediaView { id: Uuid::from_u128(1).into(), width: w, height: h, alt: "A lake".into(), blur: svg(n * 37 + i * 20, w, h), variants: vec![Variant { width: 960, url: svg(n * 37 + i * 20, w, h) }] };
    let titles = ["Morning on the lake", "Glass, light and patience", "What I learned drawing a hundred windows", "Городские крыши в октябре", "Three chords for a slow evening"];
    PostView {
        id: Uuid::from_u128(n as u128 + 1).into(),
        creator: CreatorRef { handle: ["anna_k", "pavel", "mira", "north_light"][n as usize % 4].parse().unwrap(), name: ["Anna Kovaleva", "Pavel Orlov", "Mira", "North Light"][n as usize % 4].into(), avatar: (n % 3 != 0).then(|| svg(n * 50, 100, 100)) },
        title: titles[n as usize % 5].into(), kind: PostKind::Image, category: Category::Art, access,
        price: matches!(access, AccessKind::Price | AccessKind::TierOrPrice).then_some(Lamports(50_000_000)),
        tier: matches!(access, AccessKind::Tier | AccessKind::TierOrPrice).then_some(TierLevel::Premium),
        opens_at: None, locked,
        lock: locked.then_some(match access { AccessKind::Followers => LockReason::Follow, AccessKind::Tier => LockReason::Subscribe, AccessKind::Price => LockReason::Buy, _ => LockReason::SubscribeOrBuy }),
        teaser: "I got up at four for this one, and the fog did not disappoint. Twelve frames from the same spot.".into(),
        preview: (pictures > 0).then(|| Preview { width: w, height: h, thumbhash: "x".into(), blur: svg(n * 37, w, h) }),
        contents: Contents { pictures, characters: 1240 },
        body: (!locked).then(|| "I got up at four for this one, and the fog did not disappoint. Twelve frames from the same spot, an hour apart, with notes on how the light changes and what I would do otherwise next time. The lens was borrowed.".into()),
        media: (!locked).then(|| (0..pictures).map(pic).collect()),
        counts: PostCounts { likes: 1234 * n as u64, comments: n as u64 }, liked: n == 2, mine: false,
        published_at: NOW.before(std::time::Duration::from_secs(7300 * (n as u64 + 1))),
    }
}
fn page(lang: Lang, theme: Option<Theme>, path: &str, body: impl FnOnce(Lang) -> AnyView + Send + 'static) -> String {
    let owner = Owner::new_root(None);
    let path2 = path.to_owned();
    owner.with(|| {
        provide_context(RequestUrl::new("http://x/feed"));
        provide_context(Arc::new(RequestFacts { lang, theme, now: NOW, network: "localnet".into(), path: path2, ..Default::default() }));
        let html = view! { <Router><Frame>{body(lang)}</Frame></Router> }.to_html();
        let theme = theme.map(|t| format!(" data-theme={}", t.as_str())).unwrap_or_default();
        format!("<!DOCTYPE html><html lang={}{theme}><meta charset=utf-8><meta name=viewport content='width=device-width, initial-scale=1'><link rel=stylesheet href='/pkg/fonana.css'><body>{html}</body></html>", lang.tag())
    })
}
fn card(n: u32) -> CreatorCard {
    CreatorCard { handle: ["anna_k", "pavel", "mira", "north_light"][n as usize % 4].parse().unwrap(), name: ["Anna Kovaleva", "Pavel Orlov", "Mira", "North Light"][n as usize % 4].into(), avatar: Some(svg(n * 50, 100, 100)), cover: Some(MediaView { id: Uuid::from_u128(1).into(), width: 1500, height: 500, alt: "".into(), blur: svg(n * 77, 1500, 500), variants: vec![Variant { width: 1280, url: svg(n * 77, 1500, 500) }] }), bio: "Photographer of fog, water and whatever happens before six in the morning. Prints on request.".into(), category: Category::Art, counts: CreatorCounts { posts: 42, followers: 12345 }, from_price: Some(Lamports(50_000_000)), following: false, subscription: None }
}
#[test]
fn lab() {
    let dir = "/work/main/target/site";
    let feed = |lang: Lang| {
        let items = vec![post(1, 1, false, AccessKind::Public), post(2, 3, true, AccessKind::TierOrPrice), post(3, 0, true, AccessKind::Tier), post(4, 5, false, AccessKind::Tier), post(5, 1, true, AccessKind::Price), post(6, 0, false, AccessKind::Public), post(8, 2, false, AccessKind::Public)];
        let tabs = vec![Tab { name: lang.sort_latest(), href: "/feed".into(), current: true }, Tab { name: lang.sort_popular(), href: "/feed".into(), current: false }];
        view! { <div class="with-aside"><div class="feed"><header class="page-head"><h1>{lang.feed()}</h1><Tabs label="x" tabs/></header><CategoryChips lang current=None href=|_| "/feed".to_owned()/>
          <PostList lang now=NOW label="Feed" page=Page{items, next_cursor: None, total: 339} from=0 next=Some("/feed".into())/></div>
          <aside class="quiet-column"><section><h2>{lang.behind_these_posts()}</h2><ul class="people">{(0..4).map(|n| view! { <li><CreatorLine creator=CreatorRef{handle: card(n).handle, name: card(n).name, avatar: card(n).avatar}/></li> }).collect_view()}</ul></section></aside></div> }.into_any()
    };
    let grid = |lang: Lang| view! { <header class="page-head"><h1>{lang.creators()}</h1></header><ul class="creator-grid">{(0..6).map(|n| view! { <li><CreatorCardView lang creator=card(n)/></li> }).collect_view()}</ul><div class="tiles">{(1..7).map(|n| view! { <PostTile lang post=post(n, n % 3, n % 2 == 0, AccessKind::Price)/> }).collect_view()}</div> }.into_any();
    for (lang, theme) in [(Lang::En, Theme::Light), (Lang::Ru, Theme::Dark)] {
        let t = theme.as_str();
        std::fs::write(format!("{dir}/lab-feed-{t}.html"), page(lang, Some(theme), "/feed", feed)).unwrap();
        std::fs::write(format!("{dir}/lab-grid-{t}.html"), page(lang, Some(theme), "/creators", grid)).unwrap();
    }
    let html = Owner::new_root(None).with(|| view! { <PostCard lang=Lang::En now=NOW post=post(2, 3, true, AccessKind::TierOrPrice) position=Position{index:1,of:2}/> }.to_html());
    println!("{html}");
}
