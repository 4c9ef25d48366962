//! The composer itself: one form with everything that is typed, acts by the buttons it is sent with. What was refused stands in it again.

use super::{
    audience::Audience,
    files::Files,
    model::{Composing, Place},
};
use crate::{
    kit::{Fault, Glyph, Icon, SelectField, TextArea, TextField, choices},
    layout::PageHead,
    posts::goods_fields::GoodsFields,
    request::use_request,
};
use leptos::{either::Either, prelude::*};
use shared::{creators::Category, text::Lang};

/// The page's content.
#[component]
pub fn Composer(lang: Lang, composing: Composing) -> impl IntoView {
    let request = use_request();
    let of = |field: &str| composing.fault(lang, field);
    let fields = composing.fields.clone();
    let place = composing.place;
    let unpublished = composing.unpublished.clone().unwrap_or_default();
    let title = match place {
        Place::New => lang.create_title(),
        Place::Draft(_) => lang.compose_draft_title(),
        Place::Post(_) => lang.compose_edit_title(),
    };
    let conflicts = unpublished.conflicts();
    let conflict = conflicts.then(|| {
        view! {
            <div class="notice" role="alert">
                <p>{lang.compose_conflict()} " " {lang.compose_conflict_more()}</p>
                <a class="button" href=place.path()>
                    {lang.compose_reload()}
                </a>
            </div>
        }
    });
    let missed = composing.missed.map(|code| {
        view! {
            <p class="notice bad" role="alert">
                {lang.drafts_fault(lang.refusal(code))}
            </p>
        }
    });
    let published = matches!(place, Place::Post(_)).then(|| {
        view! { <p class="quiet">{lang.compose_published_note()}</p> }
    });
    let above = of("").filter(|_| !conflicts);
    let files = view! {
        <Files
            lang
            place
            files=composing.files.clone()
            unsent=unpublished.unsent
            fault=of("media")
        />
    };
    let asks = !fields.poll_options.trim().is_empty();
    let goods = composing.goods();
    let sells = !goods.price.trim().is_empty();
    let besides = match place {
        Place::Post(id) => Either::Left(view! {
            <p class="quiet fine">
                {lang.compose_poll_and_goods()}
                " "
                <a href=format!("/post/{id}/sell")>{lang.compose_goods_door()}</a>
            </p>
        }),
        _ => Either::Right(view! {
            <details class="filters" open=asks>
                <summary>{lang.create_poll()}</summary>
                <div class="fields">
                    <TextArea
                        label=lang.create_poll_options()
                        name="poll_options"
                        value=fields.poll_options.clone()
                        help=Some(lang.create_poll_help())
                        fault=of("poll.options")
                    />
                    <TextField
                        label=lang.create_poll_days()
                        name="poll_days"
                        value=fields.poll_days.clone()
                        inputmode="numeric"
                        fault=of("poll.days")
                    />
                </div>
            </details>
            <details class="filters" open=sells>
                <summary>{lang.sell_title()}</summary>
                <div class="fields">
                    <p class="quiet fine">{lang.sell_text()}</p>
                    <GoodsFields lang typed=goods problem=unpublished.problem/>
                </div>
            </details>
        }),
    };
    let script = request.asset("/assets/compose.js");
    view! {
        <PageHead title=title.to_owned() description=None canonical=None/>
        <form
            class="composer-page"
            method="post"
            action=place.path()
            data-compose=place.id().map(|id| id.to_string()).unwrap_or_default()
            data-version=composing.version
            data-testid="composer"
        >
            // What Enter in a field does: the first button of the form.
            <button name="act" value="save" formnovalidate=true hidden></button>
            <input type="hidden" name="version" value=composing.version/>
            <div class="composer-writing fields">
                <header class="page-head">
                    <h1>{title}</h1>
                    {published}
                </header>
                {conflict}
                {missed}
                <Fault of="create" words=above/>
                <TextField label=lang.create_name() name="title" value=fields.title most=120 required=true fault=of("title")/>
                <TextArea
                    label=lang.create_body()
                    name="body"
                    value=fields.body
                    rows=10
                    most=50_000
                    fault=of("body")
                />
                {files}
                <TextArea
                    label=lang.create_teaser()
                    name="teaser"
                    value=fields.teaser
                    rows=2
                    most=300
                    help=Some(lang.create_teaser_help())
                    fault=of("teaser")
                />
                <div class="filter-fields">
                    <div>
                        <SelectField
                            label=lang.filter_category()
                            name="category"
                            options=choices(Category::ALL, Category::as_str, |category| lang.category(category))
                            chosen=fields.category
                            fault=of("category")
                        />
                    </div>
                    <div>
                        <TextField
                            label=lang.create_tags()
                            name="tags"
                            value=fields.tags
                            help=Some(lang.create_tags_help())
                            fault=of("tags")
                        />
                    </div>
                </div>
                {besides}
                <Ends lang place version=composing.version/>
            </div>
            <Audience lang composing=composing.clone()/>
        </form>
        <Cropping lang/>
        <script type="module" src=script></script>
    }
}

/// The dialog in which a part of a picture is chosen; it takes JavaScript.
#[component]
fn Cropping(lang: Lang) -> impl IntoView {
    let shape = |value: &'static str, words: &'static str| {
        view! {
            <label class="check">
                <input type="radio" name="shape" value=value checked=value == "free"/>
                {words}
            </label>
        }
    };
    view! {
        <dialog class="sheet cropping-sheet" data-cropping aria-labelledby="crop-title">
            <header class="sheet-head">
                <h2 id="crop-title">{lang.crop_title()}</h2>
                <button type="button" class="sheet-close" aria-label=lang.close_dialog() data-cropped="no">
                    <Icon glyph=Glyph::Close/>
                </button>
            </header>
            <div class="cropping">
                <div class="crop-stage">
                    <canvas tabindex="0" role="application" aria-label=lang.crop_frame() aria-describedby="crop-help"></canvas>
                </div>
                <fieldset class="actions">
                    <legend class="unseen">{lang.crop_shape()}</legend>
                    {shape("free", lang.crop_free())}
                    {shape("3:4", lang.crop_portrait())}
                    {shape("1:1", lang.crop_square())}
                    {shape("16:9", lang.crop_wide())}
                </fieldset>
                <p class="crop-help" id="crop-help">{lang.crop_help()}</p>
                <div class="actions">
                    <button type="button" class="button primary" data-cropped="done">
                        {lang.crop_done()}
                    </button>
                    <button type="button" class="button" data-cropped="whole">
                        {lang.crop_whole()}
                    </button>
                </div>
            </div>
        </dialog>
    }
}

/// What ends a draft or a post.
#[component]
fn Ends(lang: Lang, place: Place, version: u32) -> impl IntoView {
    let button = |act: &'static str, words: &'static str| {
        view! {
            <button class="button danger" name="act" value=act formnovalidate=true>
                {words}
            </button>
        }
    };
    let buttons = match place {
        Place::New => None,
        Place::Draft(_) => Some((button("delete", lang.compose_delete_draft()), None)),
        Place::Post(_) => Some((
            button("delete", lang.post_delete()),
            (version > 0).then(|| button("discard", lang.compose_discard())),
        )),
    };
    buttons.map(|buttons| view! { <div class="actions composer-ends">{buttons}</div> })
}
