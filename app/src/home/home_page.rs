//! `/`: what this is, what it has, and how to begin.

use super::api::{self, Figures};
use crate::{
    creators::{self, CreatorGrid},
    errors::Failure,
    feed,
    kit::{Glyph, Icon, Moneys},
    layout::{PageHead, page},
    posts::PostTile,
    request::use_request,
    sign_in::SignInButton,
};
use leptos::prelude::*;
use shared::{
    creators::{CreatorCard, CreatorQuery},
    posts::{PostQuery, PostSort, PostView},
    text::Lang,
};

struct Shown {
    figures: Figures,
    creators: Vec<CreatorCard>,
    posts: Vec<PostView>,
}

/// The page.
#[component]
pub fn HomePage() -> impl IntoView {
    page(async {
        let shown = load().await?;
        Ok(view! { <Home shown/> })
    })
}

async fn load() -> Result<Shown, Failure> {
    let popular = PostQuery {
        sort: Some(PostSort::Popular.as_str().to_owned()),
        limit: Some(12),
        ..Default::default()
    };
    let some = CreatorQuery {
        limit: Some(6),
        ..Default::default()
    };
    Ok(Shown {
        figures: api::figures().await?,
        creators: creators::api::list(some).await?.items,
        posts: feed::api::posts(popular).await?.items,
    })
}

#[component]
fn Home(shown: Shown) -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    let (collage, works) = arrange(shown.posts);
    view! {
        <PageHead
            title=lang.home_page_title().to_owned()
            description=None
            canonical=Some("/".to_owned())
        />
        <section class="welcome">
            <div class="welcome-words">
                <h1>{lang.hero_title()}</h1>
                <p class="lead">{lang.hero_text()}</p>
                <div class="actions">
                    {(!request.signed_in()).then(|| view! { <SignInButton lang/> })}
                    <a class="button" href="/feed">
                        {lang.see_the_feed()}
                    </a>
                </div>
                <FiguresLine lang figures=shown.figures/>
            </div>
            <div class="collage">
                {collage.into_iter().map(|post| view! { <PostTile lang post/> }).collect_view()}
            </div>
        </section>
        <Steps lang/>
        <section class="band" aria-labelledby="home-creators">
            <header class="band-head">
                <h2 id="home-creators">{lang.worth_a_look()}</h2>
                <a class="go" href="/creators">
                    {lang.all_creators()} <Icon glyph=Glyph::Next/>
                </a>
            </header>
            <CreatorGrid lang creators=shown.creators/>
        </section>
        <section class="band" aria-labelledby="home-posts">
            <header class="band-head">
                <h2 id="home-posts">{lang.liked_now()}</h2>
                <a class="go" href="/feed">
                    {lang.see_the_feed()} <Icon glyph=Glyph::Next/>
                </a>
            </header>
            <div class="tiles">{works.into_iter().map(|post| view! { <PostTile lang post/> }).collect_view()}</div>
        </section>
    }
}

/// The works at the top and those below: what everybody may see stands first, and texts are left out.
fn arrange(posts: Vec<PostView>) -> (Vec<PostView>, Vec<PostView>) {
    let mut posts: Vec<PostView> = posts.into_iter().filter(|post| post.preview.is_some()).collect();
    posts.sort_by_key(|post| post.locked);
    let works = posts.split_off(posts.len().min(5)).into_iter().take(8).collect();
    (posts, works)
}

/// What was counted; an amount only once somebody was paid.
#[component]
fn FiguresLine(lang: Lang, figures: Figures) -> impl IntoView {
    view! {
        <dl class="figures">
            <div>
                <dt>{lang.figure_creators(figures.creators)}</dt>
                <dd>{lang.number(figures.creators)}</dd>
            </div>
            <div>
                <dt>{lang.figure_posts(figures.posts)}</dt>
                <dd>{lang.number(figures.posts)}</dd>
            </div>
            {(!figures.earned.is_empty())
                .then(|| {
                    view! {
                        <div>
                            <dt>{lang.figure_earned()}</dt>
                            <dd>
                                <Moneys lang amounts=figures.earned/>
                            </dd>
                        </div>
                    }
                })}
        </dl>
    }
}

/// How it goes, in three steps.
#[component]
fn Steps(lang: Lang) -> impl IntoView {
    let steps = [
        (Glyph::Wallet, lang.step_wallet_title(), lang.step_wallet_text()),
        (Glyph::Heart, lang.step_pay_title(), lang.step_pay_text()),
        (Glyph::Spark, lang.step_open_title(), lang.step_open_text()),
    ];
    view! {
        <section class="band" aria-labelledby="home-steps">
            <h2 id="home-steps">{lang.how_it_works()}</h2>
            <ol class="steps-row">
                {steps
                    .into_iter()
                    .map(|(glyph, title, text)| {
                        view! {
                            <li>
                                <Icon glyph/>
                                <h3>{title}</h3>
                                <p class="quiet">{text}</p>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </section>
    }
}
