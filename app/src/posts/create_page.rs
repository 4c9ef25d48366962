//! `/create`: a text post as one plain form: words, who may open it, and perhaps a poll. What was refused stands in it
//! again. It is for creators; others are told how to become one.

use super::{
    goods_fields::GoodsFields,
    goods_model::TypedGoods,
    view_model::{Unpublished, access_words},
};
use crate::{
    errors::{Failure, FailurePage},
    kit::{CurrencyField, Fault, SelectField, TextArea, TextField, choices},
    layout::PageHead,
    request::use_request,
};
use leptos::prelude::*;
use shared::{
    Code, Problem,
    creators::{Category, TierLevel},
    identity::CreatorMe,
    posts::AccessKind,
    text::Lang,
};

/// The page.
#[component]
pub fn CreatePage() -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    let Some(me) = &request.viewer else {
        let failure = Failure(Problem::new(Code::SignInRequired.into(), None));
        return view! { <FailurePage failure/> }.into_any();
    };
    match me.creator.clone() {
        Some(creator) => {
            let unpublished = use_context::<Unpublished>();
            view! { <Composer lang creator unpublished/> }.into_any()
        }
        None => view! {
            <PageHead title=lang.create_title().to_owned() description=None canonical=None/>
            <section class="failure">
                <h1>{lang.create_title()}</h1>
                <p class="quiet">{lang.create_for_creators()}</p>
                <p class="actions">
                    <a class="button primary" href="/welcome/creator">
                        {lang.account_become_creator()}
                    </a>
                </p>
            </section>
        }
        .into_any(),
    }
}

#[component]
fn Composer(lang: Lang, creator: CreatorMe, unpublished: Option<Unpublished>) -> impl IntoView {
    let of = |field: &str| {
        unpublished
            .as_ref()
            .and_then(|unpublished| unpublished.fault(lang, field))
    };
    let typed = unpublished
        .as_ref()
        .map(|unpublished| unpublished.typed.clone())
        .unwrap_or_default();
    let category = if typed.category.is_empty() {
        creator.category.as_str().to_owned()
    } else {
        typed.category
    };
    let access = if typed.access.is_empty() {
        AccessKind::Public.as_str().to_owned()
    } else {
        typed.access
    };
    let days = if typed.poll_days.is_empty() {
        "7".to_owned()
    } else {
        typed.poll_days
    };
    let asks = !typed.poll_options.trim().is_empty();
    let goods = match typed.goods.currency.is_empty() {
        true => TypedGoods::empty(),
        false => typed.goods,
    };
    let sells = !goods.price.trim().is_empty();
    let problem = unpublished
        .as_ref()
        .map(|unpublished| unpublished.problem.clone());
    view! {
        <PageHead title=lang.create_title().to_owned() description=None canonical=None/>
        <div class="welcome-steps">
            <header class="page-head">
                <h1>{lang.create_title()}</h1>
            </header>
            <form class="fields composer-page" method="post" action="/create" data-swap>
                <Fault of="create" words=of("")/>
                <TextField label=lang.create_name() name="title" value=typed.title most=120 required=true fault=of("title")/>
                <TextArea
                    label=lang.create_body()
                    name="body"
                    value=typed.body
                    rows=10
                    most=50_000
                    required=true
                    fault=of("body")
                />
                <SelectField
                    label=lang.create_access()
                    name="access"
                    options=choices(AccessKind::ALL, AccessKind::as_str, |kind| access_words(lang, kind))
                    chosen=access
                    fault=of("access")
                />
                <div class="filter-fields">
                    <div>
                        <SelectField
                            label=lang.create_tier()
                            name="tier"
                            options=choices(TierLevel::ALL, TierLevel::as_str, |level| lang.tier(level))
                            chosen=typed.tier
                            any=Some(lang.create_no_tier())
                            fault=of("tier")
                        />
                    </div>
                    <div>
                        <TextField
                            label=lang.create_price()
                            name="price"
                            value=typed.price
                            inputmode="decimal"
                            fault=of("price")
                        />
                    </div>
                    <div>
                        <CurrencyField label=lang.currency_label() chosen=typed.currency fault=of("currency")/>
                    </div>
                </div>
                <TextArea
                    label=lang.create_teaser()
                    name="teaser"
                    value=typed.teaser
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
                            chosen=category
                            fault=of("category")
                        />
                    </div>
                    <div>
                        <TextField
                            label=lang.create_tags()
                            name="tags"
                            value=typed.tags
                            help=Some(lang.create_tags_help())
                            fault=of("tags")
                        />
                    </div>
                </div>
                <details class="filters" open=asks>
                    <summary>{lang.create_poll()}</summary>
                    <div class="fields">
                        <TextArea
                            label=lang.create_poll_options()
                            name="poll_options"
                            value=typed.poll_options
                            help=Some(lang.create_poll_help())
                            fault=of("poll.options")
                        />
                        <TextField
                            label=lang.create_poll_days()
                            name="poll_days"
                            value=days
                            inputmode="numeric"
                            fault=of("poll.days")
                        />
                    </div>
                </details>
                <details class="filters" open=sells>
                    <summary>{lang.sell_title()}</summary>
                    <div class="fields">
                        <p class="quiet fine">{lang.sell_text()}</p>
                        <GoodsFields lang typed=goods problem/>
                    </div>
                </details>
                <div class="actions">
                    <button class="button primary">{lang.create_publish()}</button>
                </div>
            </form>
        </div>
    }
}
