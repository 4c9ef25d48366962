//! A creator's flash sales with how each stands, and a plain form for a new one: a part of `/dashboard/promotions`. What could not
//! be started stands in it again.

use super::view_model::{TypedSale, Unstarted};
use crate::kit::{Badge, Empty, Fault, SelectField, TextField, Tone};
use leptos::{either::Either, prelude::*};
use shared::{
    Timestamp,
    flash_sales::{FlashSaleChoices, FlashSaleState, FlashSaleView},
    text::Lang,
};

/// Sales, and the form of a new one.
#[component]
pub fn FlashSales(
    lang: Lang,
    now: Timestamp,
    sales: Vec<FlashSaleView>,
    choices: FlashSaleChoices,
    unstarted: Option<Unstarted>,
) -> impl IntoView {
    let list = if sales.is_empty() {
        Either::Left(view! { <Empty text=lang.flash_none()/> })
    } else {
        let lines = sales
            .into_iter()
            .map(|sale| view! { <Line lang now sale/> })
            .collect_view();
        Either::Right(view! { <ul class="book-list">{lines}</ul> })
    };
    view! {
        <section aria-labelledby="flash-sales">
            <h2 id="flash-sales">{lang.flash_title()}</h2>
            <p class="quiet">{lang.flash_text()}</p>
            {list}
        </section>
        <section aria-labelledby="new-sale">
            <h2 id="new-sale">{lang.flash_new()}</h2>
            <Start lang choices unstarted/>
        </section>
    }
}

/// A sale, what it is on, how it stands, and how often it was bought at.
#[component]
fn Line(lang: Lang, now: Timestamp, sale: FlashSaleView) -> impl IntoView {
    let on = match (sale.tier, &sale.title) {
        (Some(tier), _) => lang.tier(tier).to_owned(),
        (None, Some(title)) => lang.order_post(title),
        (None, None) => String::new(),
    };
    let (state, tone, moment) = match sale.state {
        FlashSaleState::Waiting => {
            let begins = lang.flash_begins(&lang.lasting(now, sale.starts_at));
            (lang.flash_waiting(), Tone::Quiet, Some((begins, sale.starts_at)))
        }
        FlashSaleState::Running | FlashSaleState::SoldOut => {
            let ends = lang.sale_ends(&lang.lasting(now, sale.ends_at));
            let (state, tone) = match sale.state {
                FlashSaleState::Running => (lang.flash_running(), Tone::Good),
                _ => (lang.flash_sold_out(), Tone::Accent),
            };
            (state, tone, Some((ends, sale.ends_at)))
        }
        FlashSaleState::Over => (lang.flash_over(), Tone::Quiet, None),
    };
    let stop = (sale.state != FlashSaleState::Over).then(|| {
        view! {
            <form method="post" action="/dashboard/flash-sales/stop" data-swap>
                <input type="hidden" name="id" value=sale.id.to_string()/>
                <button class="button">{lang.promotion_stop()}</button>
            </form>
        }
    });
    let of = sale
        .limit
        .map(|limit| lang.promotion_of(&lang.number(u64::from(limit))));
    view! {
        <li class="book-line acts-below" data-testid="flash-sale">
            <div class="book-what">
                <p>
                    <b>{on}</b>
                </p>
                <p>
                    {lang.less_percent(&sale.percent.to_string())}
                    {moment.map(|(words, at)| view! { ", " <time datetime=at.rfc3339()>{words}</time> })}
                </p>
                <p class="quiet fine">{lang.flash_used(sale.used)} " " {of}</p>
            </div>
            <div class="book-sum">
                <Badge text=state tone/>
                {stop}
            </div>
        </li>
    }
}

/// The form of a new sale.
#[component]
fn Start(lang: Lang, choices: FlashSaleChoices, unstarted: Option<Unstarted>) -> impl IntoView {
    let of = |field: &str| unstarted.as_ref().and_then(|unstarted| unstarted.fault(field));
    let typed = unstarted.as_ref().map_or_else(
        || TypedSale {
            minutes: "60".to_owned(),
            ..TypedSale::default()
        },
        |unstarted| unstarted.typed.clone(),
    );
    let posts = choices
        .posts
        .into_iter()
        .map(|(id, title)| (format!("post:{id}"), lang.order_post(&title)));
    let tiers = choices
        .tiers
        .into_iter()
        .map(|tier| (format!("tier:{}", tier.as_str()), lang.tier(tier).to_owned()));
    let options: Vec<(String, String)> = tiers.chain(posts).collect();
    view! {
        <form class="fields" method="post" action="/dashboard/flash-sales" data-swap data-testid="flash-sale-form">
            <Fault of="sale-form" words=of("")/>
            <SelectField
                label=lang.flash_on()
                name="on"
                options
                chosen=typed.on
                any=Some(lang.flash_choose())
                fault=of("on").or_else(|| of("post")).or_else(|| of("tier"))
            />
            <TextField
                label=lang.flash_percent()
                name="off"
                value=typed.percent
                inputmode="numeric"
                required=true
                help=Some(lang.flash_percent_help())
                fault=of("percent")
            />
            <TextField
                label=lang.flash_minutes()
                name="minutes"
                value=typed.minutes
                inputmode="numeric"
                required=true
                help=Some(lang.flash_minutes_help())
                fault=of("minutes")
            />
            <TextField
                label=lang.flash_starts()
                name="starts"
                value=typed.starts
                inputmode="numeric"
                help=Some(lang.flash_starts_help())
                fault=of("starts_at")
            />
            <TextField
                label=lang.flash_limit()
                name="limit"
                value=typed.limit
                inputmode="numeric"
                help=Some(lang.promotion_empty_help())
                fault=of("limit")
            />
            <div class="actions">
                <button class="button primary" data-testid="flash-sale-start">
                    {lang.flash_start()}
                </button>
            </div>
        </form>
    }
}
