//! The fields of what a post sells, for the composer and for `/post/:id/sell`. They check nothing.

use super::goods_model::TypedGoods;
use crate::{
    errors::field_fault,
    kit::{CheckField, CurrencyField, Fault, TextArea, TextField},
};
use leptos::prelude::*;
use shared::{Problem, goods::HANDOVER, text::Lang};

#[component]
pub fn GoodsFields(lang: Lang, typed: TypedGoods, problem: Option<Problem>) -> impl IntoView {
    let of = |field: &str| problem.as_ref().and_then(|problem| field_fault(problem, field));
    let auction = !typed.step.is_empty() || !typed.hours.is_empty();
    let most = u32::try_from(HANDOVER).unwrap_or(u32::MAX);
    view! {
        <Fault of="goods" words=of("goods")/>
        <div class="filter-fields">
            <div>
                <TextField
                    label=lang.sell_price()
                    name="goods_price"
                    value=typed.price
                    inputmode="decimal"
                    fault=of("goods.price")
                />
            </div>
            <div>
                <CurrencyField label=lang.currency_label() name="goods_currency" chosen=typed.currency/>
            </div>
            <div>
                <TextField
                    label=lang.sell_stock()
                    name="goods_stock"
                    value=typed.stock
                    inputmode="numeric"
                    help=Some(lang.sell_stock_help())
                    fault=of("goods.stock")
                />
            </div>
        </div>
        <CheckField label=lang.sell_ships() name="goods_ships" on=typed.ships/>
        <TextArea
            label=lang.sell_handover()
            name="goods_handover"
            value=typed.handover
            rows=3
            most=most
            help=Some(lang.sell_handover_help())
            fault=of("goods.handover")
        />
        <details class="filters" open=auction>
            <summary>{lang.sell_auction()}</summary>
            <div class="fields">
                <p class="quiet fine">{lang.auction_rules()}</p>
                <TextField
                    label=lang.sell_step()
                    name="goods_step"
                    value=typed.step
                    inputmode="decimal"
                    fault=of("goods.auction.step")
                />
                <TextField
                    label=lang.sell_hours()
                    name="goods_hours"
                    value=typed.hours
                    inputmode="numeric"
                    help=Some(lang.sell_hours_help())
                    fault=of("goods.auction.hours")
                />
            </div>
        </details>
    }
}
