//! `/post/:id`: one post, whole if it is open to the viewer, else what it holds and the ways in.

use super::{
    api,
    gallery::{Gallery, closed},
    goods_model::{Unbid, goods_in_reach},
    goods_panel::GoodsPanel,
    lock::LockPanel,
    poll::Poll,
    related::Related,
    share::Share,
    view_model::{covers, in_reach},
};
use crate::{
    comments::{self, Comments, Looking, Unsent},
    creators,
    engagement::PostActs,
    errors::Failure,
    kit::{Avatar, AvatarSize, Glyph, Icon, Moment},
    layout::{self, Instead, PageHead},
    media::{Looking, uncovered},
    messages,
    moderation::ReportLink,
    payments::{TipButton, TipTo, code_in},
    request::{see, use_request},
    search::Tags,
};
use futures::join;
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::{
    Code,
    comments::CommentView,
    creators::{Category, CreatorView},
    ids::PostId,
    markdown,
    moderation::ReportKind,
    paging::Page,
    posts::PostView,
    text::Lang,
};

/// The page; an address that is no post's is not found.
#[component]
pub fn PostPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get_str("id").and_then(|id| id.parse().ok()));
    let unsent = use_context::<Unsent>();
    let unbid = use_context::<Unbid>();
    let looking = match &unsent {
        Some(unsent) => unsent.looking(),
        None => use_query_map().with_untracked(|query| Looking::from(|name| query.get(name))),
    };
    let code = use_query_map().with_untracked(|query| code_in(query.get("code")));
    layout::page(
        async move { load(id.ok_or_else(Instead::not_found)?, looking, unsent, (code, unbid)).await },
    )
}

/// What is said below an open post, as the address asks for it.
async fn said(id: PostId, looking: &Looking) -> Result<(Option<CommentView>, Page<CommentView>), Failure> {
    let thread = match looking.thread {
        Some(thread) => Some(comments::api::get(thread).await?),
        None => None,
    };
    Ok((thread, comments::api::list(id, looking.query()).await?))
}

async fn load(
    id: PostId,
    looking: Looking,
    unsent: Option<Unsent>,
    (code, unbid): (Option<String>, Option<Unbid>),
) -> Result<impl IntoView + use<>, Instead> {
    let (post, said, related) = join!(api::get(id), said(id, &looking), api::related(id));
    let post = post?;
    if post.enclosed
        && let Some((conversation, message)) = messages::api::place(id).await?
    {
        see(&format!(
            "{}#m{message}",
            messages::view_model::path(conversation)
        ));
        return Err(Instead::Elsewhere);
    }
    if post.category == Category::Intimate && !post.mine && !use_request().settings.adult {
        return Err(Instead::AgeGate);
    }
    // A tier's price is the creator's to tell; only a locked page needs it.
    let creator = if post.locked && post.tier.is_some() {
        creators::api::get(post.creator.handle.to_string()).await.ok()
    } else {
        None
    };
    let comments = if post.locked {
        None
    } else {
        match said {
            Ok((thread, page)) => {
                Some(view! { <Comments post=id count=post.counts.comments looking thread page unsent/> })
            }
            // Those who bought a post that was deleted read it, and nothing is said below it any more.
            Err(failure) if failure.code() == Code::NotFound && looking.thread.is_none() => None,
            Err(failure) => return Err(failure.into()),
        }
    };
    // Without them the page is what was asked for.
    let related = related.unwrap_or_default();
    Ok(view! { <Post post creator code unbid comments related/> })
}

#[component]
pub(super) fn Post<V: IntoView + 'static>(
    post: PostView,
    creator: Option<CreatorView>,
    code: Option<String>,
    unbid: Option<Unbid>,
    comments: Option<V>,
    related: Vec<PostView>,
) -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    let locked = post.locked;
    let way_in = in_reach(lang, &post, creator.as_ref()).map(|call| (call, "#ways-in"));
    let reach = way_in.or_else(|| goods_in_reach(lang, &post).map(|call| (call, "#goods")));
    let bar = reach.map(|(call, href)| {
        view! {
            <p class="reach">
                <a class="button primary" href=href>
                    {call}
                </a>
            </p>
        }
    });
    let goods = view! { <GoodsPanel lang post=post.clone() code=code.clone() unbid/> };
    let panel = locked.then(|| {
        view! { <LockPanel lang post=post.clone() creator signed_in=request.signed_in() code/> }
    });
    let acts = view! { <PostActs lang post=&post/> };
    let share = view! {
        <Share lang path=format!("/post/{}", post.id) title=lang.by(&post.title, &post.creator.name)/>
    };
    let tip = (!post.mine).then(|| {
        view! {
            <TipButton
                lang
                to=TipTo::post(post.id)
                name=post.creator.name.clone()
                class="switch".to_owned()
                signed_in=request.signed_in()
                usdc=request.usdc
            />
        }
    });
    let own = post
        .mine
        .then(|| view! { <OwnActs lang id=post.id pinned=post.pinned/> });
    let poll = post.poll.clone().map(|poll| {
        view! { <Poll lang now=request.now post=post.id poll signed_in=request.signed_in()/> }
    });
    let covers = covers(&post, request.settings.sensitive);
    let shut = closed(lang, &post);
    let media = match post.media {
        Some(media) if !media.is_empty() => {
            let gallery = view! { <Gallery lang media/> };
            Some(Either::Left(uncovered(lang, covers, gallery)))
        }
        Some(_) => None,
        None => shut.map(Either::Right),
    };
    // Also where it is locked: what is unlocked is put into the same page.
    let looking = media.is_some().then(|| view! { <Looking/> });
    let page = format!("/{}", post.creator.handle);
    let faded = locked && media.is_none();
    let written = post.body.is_some();
    let text = post.body.unwrap_or(post.teaser.clone());
    let about = if post.teaser.is_empty() && !locked {
        markdown::plain(&text)
    } else {
        post.teaser
    };
    view! {
        <PageHead
            title=lang.by(&post.title, &post.creator.name)
            description=Some(about)
            canonical=Some(format!("/post/{}", post.id))
            kind="article"
            image=Some(format!("/post/{}/card.jpg", post.id))
            embeds=true
        />
        <div class="reading">
            <div class="post-and-words">
            <article class="post" class:locked-post=locked>
                <header class="byline">
                    <a class="who" href=page.clone()>
                        <Avatar name=post.creator.name.clone() src=post.creator.avatar.clone()/>
                        <b>{post.creator.name.clone()}</b>
                    </a>
                    <span class="when">
                        <Moment lang at=post.published_at now=request.now/>
                    </span>
                </header>
                {media}
                <div class="acts" id=format!("p-{}", post.id)>
                    {acts}
                    {share}
                    {tip}
                    {(!post.mine)
                        .then(|| view! { <ReportLink lang kind=ReportKind::Post target=post.id.to_string()/> })}
                </div>
                <h1>{post.title}</h1>
                <Prose text written/>
                {poll}
                <Tags lang label=lang.tags_of_post() category=post.category tags=post.tags/>
                {own}
                {faded.then(|| view! { <p class="faded" aria-hidden="true"><i></i><i></i><i></i></p> })}
            </article>
            {comments}
            <Related lang posts=related/>
            </div>
            <aside class="beside">
                {panel}
                {goods}
                <a class="creator-line" href=page>
                    <Avatar
                        name=post.creator.name.clone()
                        src=post.creator.avatar
                        size=AvatarSize::Medium
                    />
                    <span class="who-words">
                        <b>{post.creator.name}</b>
                        <span class="quiet">"@" {post.creator.handle.to_string()}</span>
                        <span class="go">{lang.more_by_creator()} <Icon glyph=Glyph::Next/></span>
                    </span>
                </a>
            </aside>
        </div>
        {bar}
        {looking}
    }
}

/// What authors do with their own post.
#[component]
fn OwnActs(lang: Lang, id: PostId, pinned: bool) -> impl IntoView {
    view! {
        <div class="actions own-acts">
            <a class="button" href=format!("/post/{id}/edit")>
                <Icon glyph=Glyph::Edit/>
                {lang.post_edit()}
            </a>
            <PinForm lang id pinned/>
            <form method="post" action=format!("/post/{id}/delete")>
                <button class="button danger">{lang.post_delete()}</button>
            </form>
        </div>
    }
}

/// Puts one's own post first on one's page, or no longer.
#[component]
fn PinForm(lang: Lang, id: PostId, pinned: bool) -> impl IntoView {
    let words = if pinned { lang.unpin() } else { lang.pin() };
    view! {
        <form method="post" action="/pin" data-swap>
            <input type="hidden" name="post" value=id.to_string()/>
            <button class="button" name="on" value=(!pinned).to_string()>
                <Icon glyph=Glyph::Pin/>
                {words}
            </button>
        </form>
    }
}

/// A text whose Markdown is made HTML. The teaser of a locked one is words alone.
#[component]
fn Prose(text: String, written: bool) -> impl IntoView {
    let html = match written {
        true => markdown::html(&text),
        false => markdown::lines(&text),
    };
    view! { <div class="prose" inner_html=html></div> }
}
