//! `/dev/kit`: every part that pages are made of, in all its states, to be looked at after a change of style. It is there
//! only where the server was started with `--dev`.

use crate::{
    creators::{self, CreatorGrid, CreatorLine, TierCard},
    engagement::{FollowButton, SwitchButton},
    errors::Failure,
    feed,
    kit::{
        Avatar, AvatarSize, Badge, Bar, Bars, CardSkeleton, ChartFrame, CheckField, Chip, Chips,
        CurrencyField, Empty, Fault, Glyph, Icon, Moment, Money, Moneys, NextPage, Price, SelectField, Tab,
        Tabs, TextArea, TextField, Tone, choices,
    },
    layout::{PageHead, page},
    posts::{Position, PostCard, PostTile},
    request::use_request,
    sign_in::SignInButton,
};
use leptos::prelude::*;
use shared::{
    Code, Timestamp,
    creators::{Category, CreatorCard, CreatorQuery, CreatorView, TierLevel},
    engagement::Act,
    identity::Handle,
    money::{Amount, Currency, Units},
    posts::{PostQuery, PostView},
    text::Lang,
};

/// What stands on cards: works and people of the site, for none are made up for it.
struct Shown {
    posts: Vec<PostView>,
    creators: Vec<CreatorCard>,
    /// The first of them, with tiers.
    creator: Option<CreatorView>,
}

async fn load() -> Result<Shown, Failure> {
    let posts = PostQuery {
        limit: Some(24),
        ..Default::default()
    };
    let some = CreatorQuery {
        limit: Some(3),
        ..Default::default()
    };
    let creators = creators::api::list(some).await?.items;
    let creator = match creators.first() {
        Some(first) => Some(creators::api::get(first.handle.to_string()).await?),
        None => None,
    };
    Ok(Shown {
        posts: feed::api::posts(posts).await?.items,
        creators,
        creator,
    })
}

/// The page, for developers.
#[component]
pub fn KitPage() -> impl IntoView {
    let dev = use_request().dev;
    page(async move {
        if !dev {
            return Err(Failure::from(Code::NotFound).into());
        }
        let shown = load().await?;
        Ok(view! { <Kit shown/> })
    })
}

#[component]
fn Kit(shown: Shown) -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    view! {
        <PageHead title=lang.kit_title().to_owned() description=None canonical=None/>
        <header class="page-head">
            <h1>{lang.kit_title()}</h1>
            <p class="quiet">{lang.kit_text()}</p>
        </header>
        <div class="kit">
            <Colours lang/>
            <Words lang/>
            <Buttons lang/>
            <Fields lang/>
            <People lang now=request.now/>
            <Cards lang now=request.now shown/>
            <Lists lang/>
            <Over lang/>
            <Charts lang/>
        </div>
    }
}

/// One kind of part, with its name.
fn part(title: &'static str, content: impl IntoView + 'static) -> impl IntoView {
    view! {
        <section class="kit-part">
            <h2>{title}</h2>
            {content}
        </section>
    }
}

/// Surfaces, words, accents and tiers by their tokens' names.
#[component]
fn Colours(lang: Lang) -> impl IntoView {
    const NAMES: [&str; 16] = [
        "ground",
        "surface",
        "sunken",
        "line",
        "line-strong",
        "text",
        "text-quiet",
        "accent",
        "accent-deep",
        "accent-soft",
        "good",
        "danger",
        "focus",
        "tier-basic",
        "tier-premium",
        "tier-vip",
    ];
    let swatches = NAMES
        .map(|name| {
            view! {
                <li>
                    <i class=format!("swatch of-{name}")></i>
                    <code>"--" {name}</code>
                </li>
            }
        })
        .into_iter()
        .collect_view();
    part(lang.kit_colours(), view! { <ul class="swatches">{swatches}</ul> })
}

#[component]
fn Words(lang: Lang) -> impl IntoView {
    let sizes = (1..=6)
        .rev()
        .map(|size| view! { <p class=format!("type-{size}")>{lang.hero_title()}</p> })
        .collect_view();
    part(
        lang.kit_type(),
        view! {
            {sizes}
            <p class="prose">{lang.hero_text()}</p>
            <p class="quiet">{lang.hero_text()}</p>
            <p class="good">{lang.settings_saved()}</p>
            <p class="notice">{lang.report_thanks()}</p>
            <Fault of="kit" words=Some(lang.broken_text().to_owned())/>
        },
    )
}

#[component]
fn Buttons(lang: Lang) -> impl IntoView {
    // Nobody has this handle: it is the site's own.
    let handle: Option<Handle> = "kit_demo".parse().ok();
    let follows = handle.map(|handle| {
        view! {
            <FollowButton lang handle=handle.clone() on=false/>
            <FollowButton lang handle on=true/>
        }
    });
    part(
        lang.kit_buttons(),
        view! {
            <div class="actions">
                <button type="button" class="button primary">{lang.save()}</button>
                <button type="button" class="button">{lang.save()}</button>
                <button type="button" class="button">
                    <Icon glyph=Glyph::Share/>
                    {lang.share()}
                </button>
                <button type="button" class="button danger">{lang.leave_button()}</button>
                <button type="button" class="button primary" disabled>{lang.save()}</button>
                <button type="button" class="button" disabled>{lang.save()}</button>
                <a class="go" href="#kit">{lang.all_creators()} <Icon glyph=Glyph::Next/></a>
            </div>
            <div class="actions">
                <SwitchButton lang act=Act::Like target="kit" on=false count=Some(41)/>
                <SwitchButton lang act=Act::Like target="kit" on=true count=Some(42)/>
                <SwitchButton lang act=Act::Bookmark target="kit" on=false count=None/>
                <SwitchButton lang act=Act::Bookmark target="kit" on=true count=None/>
                {follows}
            </div>
            <div class="segments" role="group" aria-label=lang.theme()>
                <button type="button" aria-pressed="true">
                    <Icon glyph=Glyph::System/>
                    {lang.theme_system()}
                </button>
                <button type="button" aria-pressed="false">
                    <Icon glyph=Glyph::Light/>
                    {lang.theme_light()}
                </button>
                <button type="button" aria-pressed="false">
                    <Icon glyph=Glyph::Dark/>
                    {lang.theme_dark()}
                </button>
            </div>
        },
    )
}

#[component]
fn Fields(lang: Lang) -> impl IntoView {
    let categories = choices(Category::ALL, Category::as_str, |category| {
        lang.category(category)
    });
    part(
        lang.kit_fields(),
        view! {
            <form class="fields">
                <TextField label=lang.name_label() name="kit-empty" value=""/>
                <TextField label=lang.name_label() name="kit-name" value=lang.site_name() help=Some(lang.handle_help())/>
                <TextField
                    label=lang.name_label()
                    name="kit-wrong"
                    value=lang.site_name()
                    fault=Some(lang.handle_length().to_owned())
                />
                <TextArea label=lang.bio_label() name="kit-bio" value=lang.hero_text() help=Some(lang.links_help())/>
                <SelectField
                    label=lang.category_label()
                    name="kit-category"
                    options=categories
                    chosen=Category::Music.as_str()
                    any=Some(lang.all_categories())
                />
                <SelectField
                    label=lang.category_label()
                    name="kit-category-wrong"
                    options=choices(Category::ALL, Category::as_str, |category| lang.category(category))
                    chosen=""
                    any=Some(lang.all_categories())
                    fault=Some(lang.refusal(Code::Invalid).to_owned())
                />
                <CurrencyField label=lang.currency_label() name="kit-currency" chosen=Currency::Usdc.code()/>
                <CheckField label=lang.presence_label() name="kit-check" on=true/>
                <CheckField label=lang.adult_label() name="kit-check-off" on=false/>
                <label class="choice">
                    <input type="radio" name="kit-choice" checked/>
                    {lang.choice_everyone()}
                </label>
                <label class="choice">
                    <input type="radio" name="kit-choice"/>
                    {lang.choice_nobody()}
                </label>
                <label class="field">
                    <span>{lang.name_label()}</span>
                    <input name="kit-disabled" value=lang.site_name() disabled/>
                </label>
            </form>
            <form class="search" role="search">
                <Icon glyph=Glyph::Search/>
                <input type="search" placeholder=lang.search_creators() aria-label=lang.search_creators()/>
                <button type="button" class="button">{lang.find()}</button>
            </form>
            <progress max="100" value="40" aria-label=lang.compose_making()></progress>
        },
    )
}

#[component]
fn People(lang: Lang, now: Timestamp) -> impl IntoView {
    let name = || lang.site_name().to_owned();
    let badges = [Tone::Quiet, Tone::Accent, Tone::Good, Tone::Danger]
        .map(|tone| view! { <Badge text=lang.tier(TierLevel::Premium) tone/> })
        .into_iter()
        .collect_view();
    part(
        lang.kit_people(),
        view! {
            <div class="actions">
                <Avatar name=name() src=None/>
                <Avatar name=name() src=None size=AvatarSize::Medium/>
                <Avatar name=name() src=None size=AvatarSize::Large/>
                <Avatar name=name() src=Some("/assets/favicon.svg".to_owned()) size=AvatarSize::Medium/>
            </div>
            <div class="actions">
                <Money lang amount=Amount::sol(50_000_000)/>
                <Price lang amount=Amount::sol(50_000_000)/>
                <Moneys lang amounts=vec![Amount::sol(1_250_000_000), Currency::Usdc.of(Units(4_990_000))]/>
                <Moment lang at=Timestamp(now.0 - 90_000) now/>
                {badges}
            </div>
        },
    )
}

/// A post that is open, one that is locked, and the same as a tile; creators, large and in a line; and tiers.
#[component]
fn Cards(lang: Lang, now: Timestamp, shown: Shown) -> impl IntoView {
    let signed_in = use_request().signed_in();
    let first = |locked| shown.posts.iter().find(|post| post.locked == locked).cloned();
    let posts: Vec<PostView> = [false, true].into_iter().filter_map(first).collect();
    let lines = posts
        .first()
        .map(|post| view! { <CreatorLine creator=post.creator.clone()/> });
    let of = posts.len() as u64;
    let tiles = posts.clone();
    let cards = posts.into_iter().zip(1..).map(|(post, index)| {
        let position = Position { index, of };
        view! { <PostCard lang now post position/> }
    });
    let tiers = shown.creator.map(|creator| {
        let (handle, name, currency) = (creator.card.handle, creator.card.name, creator.card.currency);
        let running = creator.card.subscription;
        let tiers = creator.tiers.into_iter().filter_map(|tier| {
            let period = tier.periods.first().copied()?;
            let (handle, creator, mine) = (handle.clone(), name.clone(), creator.mine);
            Some(view! {
                <TierCard lang tier period handle creator currency code=None trial=None mine running signed_in/>
            })
        });
        view! { <ul class="tier-list">{tiers.collect_view()}</ul> }
    });
    part(
        lang.kit_cards(),
        view! {
            <div class="cards">{cards.collect_view()}</div>
            <div class="tiles">{tiles.into_iter().map(|post| view! { <PostTile lang post/> }).collect_view()}</div>
            <CreatorGrid lang creators=shown.creators/>
            {lines}
            {tiers}
        },
    )
}

#[component]
fn Lists(lang: Lang) -> impl IntoView {
    let tab = |name, current| Tab {
        name,
        href: "#kit".to_owned(),
        current,
    };
    let tabs = vec![
        tab(lang.tab_posts(), true),
        tab(lang.tab_media(), false),
        tab(lang.tab_about(), false),
    ];
    let chips = Category::ALL
        .iter()
        .map(|category| Chip {
            name: lang.category(*category).to_owned(),
            href: "#kit".to_owned(),
            current: *category == Category::Art,
        })
        .collect();
    part(
        lang.kit_lists(),
        view! {
            <Tabs label=lang.profile_parts() tabs/>
            <Chips label=lang.categories() chips/>
            <CardSkeleton/>
            <Empty text=lang.nothing_here()>
                <a class="button" href="#kit">
                    {lang.to_creators()}
                </a>
            </Empty>
            <NextPage lang href=Some("#kit".to_owned())/>
        },
    )
}

/// What opens over a page: the browser's own popover and dialog, and a toast as it stands.
#[component]
fn Over(lang: Lang) -> impl IntoView {
    part(
        lang.kit_over(),
        view! {
            <div class="actions">
                <button type="button" class="button" popovertarget="kit-menu">{lang.share()}</button>
                <button type="button" class="button" popovertarget="kit-sheet">{lang.keys_title()}</button>
            </div>
            <div id="kit-menu" class="menu" popover="auto" role="group" aria-label=lang.share()>
                <a class="menu-item" href="#kit"><Icon glyph=Glyph::Bookmark/> {lang.saved()}</a>
                <a class="menu-item" href="#kit"><Icon glyph=Glyph::Preferences/> {lang.settings()}</a>
            </div>
            <dialog id="kit-sheet" class="sheet" popover="auto" aria-label=lang.keys_title()>
                <header class="sheet-head">
                    <h2>{lang.keys_title()}</h2>
                    <button
                        type="button"
                        class="sheet-close"
                        popovertarget="kit-sheet"
                        popovertargetaction="hide"
                        aria-label=lang.close_dialog()
                    >
                        <Icon glyph=Glyph::Close/>
                    </button>
                </header>
                <p>{lang.hero_text()}</p>
            </dialog>
            // The dialog that keeps everything else out of reach, as pages have it.
            <SignInButton lang/>
            <p class="toast">{lang.share_copied()}</p>
        },
    )
}

#[component]
fn Charts(lang: Lang) -> impl IntoView {
    // Shown to look at the frame; they are the lengths of words and no figures of the site.
    let rows: Vec<(String, u64)> = Category::ALL
        .iter()
        .take(5)
        .map(|category| {
            let name = lang.category(*category);
            (name.to_owned(), name.chars().count() as u64)
        })
        .collect();
    let table = rows
        .iter()
        .map(|(name, value)| (name.clone(), lang.number(*value)))
        .collect();
    part(
        lang.kit_charts(),
        view! {
            <Bar share=0/>
            <Bar share=33/>
            <Bar share=100/>
            <ChartFrame
                title=lang.kit_chart()
                table_label=lang.kit_chart_table()
                columns=[lang.category_label().to_owned(), lang.kit_chart_value().to_owned()]
                rows=table
            >
                <Bars rows/>
            </ChartFrame>
        },
    )
}
