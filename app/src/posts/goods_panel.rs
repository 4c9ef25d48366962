//! What a post sells, beside it: what it costs, how many are left, how its auction stands, and the next step. It works without a
//! script; who may buy and at what price is the order's to say.

use super::goods_model::Unbid;
use crate::{
    kit::{Glyph, Icon, Price, TextArea, TextField, WorthLine},
    payments::{CodeField, OnSale, PayButton, SalePrice},
    request::use_request,
};
use leptos::prelude::*;
use shared::{
    goods::{AuctionView, GoodsState, GoodsView, NOTE},
    ids::PostId,
    money::Amount,
    payments::{ItemRequest, OrderRequest},
    posts::PostView,
    text::Lang,
};

/// Nothing for others than its author once it is sold no more.
#[component]
pub fn GoodsPanel(lang: Lang, post: PostView, code: Option<String>, unbid: Option<Unbid>) -> impl IntoView {
    let goods = post.goods.clone();
    if post.mine {
        return Some(view! { <Own lang id=post.id goods/> }.into_any());
    }
    let goods = goods.filter(|goods| goods.state != GoodsState::Closed || goods.bought)?;
    let now = use_request().now;
    let title = match goods.auction {
        Some(_) => lang.goods_auction(),
        None => lang.goods_title(),
    };
    let bought = goods.bought.then(|| {
        view! {
            <p class="told">
                <Icon glyph=Glyph::Check/>
                {lang.goods_bought()}
                " "
                <a href="/subscriptions#orders">{lang.goods_to_orders()}</a>
            </p>
        }
    });
    let sale = goods.sale.map(|sale| {
        let on_sale = OnSale {
            sale,
            full: goods.currency.of(goods.price),
            now: goods.amount(),
        };
        view! { <SalePrice lang on_sale now/> }
    });
    let stands = match &goods.auction {
        Some(auction) => view! { <Stands lang goods=goods.clone() auction=*auction/> }.into_any(),
        None => view! { <p class="inside">{terms(lang, &goods, comes(lang, &goods))}</p> }.into_any(),
    };
    let can_buy = goods.state == GoodsState::OnSale && !post.locked;
    let pays = can_buy && goods.auction.is_none_or(|auction| auction.turn.is_some());
    let bids = can_buy
        && goods
            .auction
            .is_some_and(|auction| auction.open && !auction.leading);
    let buy = pays.then(|| {
        let field = goods.auction.is_none().then(|| {
            let path = format!("/post/{}", post.id);
            view! { <CodeField lang code=code.clone() path/> }
        });
        let worth = (goods.sale.is_none() && goods.auction.is_none())
            .then(|| view! { <WorthLine lang amount=goods.amount()/> });
        view! {
            {sale}
            {worth}
            <Buy lang post=post.id title=post.title.clone() goods=goods.clone() code=code.clone()/>
            {field}
        }
    });
    let bid = bids.then(|| view! { <Bid lang post=post.id goods=goods.clone() unbid/> });
    let first = (post.locked && goods.state == GoodsState::OnSale)
        .then(|| view! { <p class="fine">{lang.goods_open_first()}</p> });
    Some(
        view! {
            <section class="lock-panel goods" id="goods" aria-labelledby="goods-title" data-testid="goods">
                <h2 id="goods-title">
                    <Icon glyph=Glyph::Bag/>
                    {title}
                </h2>
                {bought}
                {stands}
                {first}
                {buy}
                {bid}
            </section>
        }
        .into_any(),
    )
}

/// How it comes to its buyer.
fn comes(lang: Lang, goods: &GoodsView) -> &'static str {
    match goods.ships {
        true => lang.goods_ships(),
        false => lang.goods_digital(),
    }
}

/// How many there are, and how it comes.
fn terms(lang: Lang, goods: &GoodsView, comes: &str) -> String {
    let left = match (goods.state, goods.left) {
        (GoodsState::SoldOut, _) => return lang.goods_sold_out().to_owned(),
        (GoodsState::Closed, _) => return lang.goods_closed().to_owned(),
        (_, Some(left)) => format!("{}. ", lang.goods_left(left.into())),
        (_, None) => String::new(),
    };
    format!("{left}{comes}")
}

/// How an auction stands.
#[component]
fn Stands(lang: Lang, goods: GoodsView, auction: AuctionView) -> impl IntoView {
    let now = use_request().now;
    let (name, shown) = match auction.highest {
        Some(highest) => (lang.auction_highest(), highest),
        None => (lang.auction_first(), goods.price),
    };
    let ends = match auction.open {
        true => lang.auction_ends(&lang.lasting(now, auction.ends_at)),
        false => lang.auction_over().to_owned(),
    };
    let yours = match (auction.turn, auction.leading, auction.mine) {
        (Some(turn), ..) => {
            let time = lang.lasting(now, turn.until);
            Some(lang.auction_won(goods.currency.of(turn.amount), &time))
        }
        (None, true, _) if auction.open => Some(lang.auction_leading().to_owned()),
        (None, false, Some(_)) if auction.open => Some(lang.auction_outbid().to_owned()),
        _ => None,
    };
    view! {
        <p class="auction-sum">
            <span class="quiet">{name}</span>
            <Price lang amount=goods.currency.of(shown)/>
        </p>
        <p class="quiet fine">
            {lang.auction_bids(auction.bids)} " · " <time datetime=auction.ends_at.rfc3339()>{ends}</time>
        </p>
        {yours.map(|words| view! { <p class="told" data-testid="auction-yours">{words}</p> })}
    }
}

/// The way to buy: at once what is read here, with an address what is sent.
#[component]
fn Buy(lang: Lang, post: PostId, title: String, goods: GoodsView, code: Option<String>) -> impl IntoView {
    let price = goods.amount();
    let signed_in = use_request().signed_in();
    if !goods.ships {
        let item = ItemRequest::Goods {
            post,
            quantity: 1,
            note: None,
        };
        let currency = goods.currency;
        return view! {
            <PayButton
                lang
                item=OrderRequest { item, currency, code }
                label=lang.goods_buy(price)
                amount=price
                summary=title
                signed_in
                pending=None
            />
        }
        .into_any();
    }
    view! { <Ordered lang post price goods code/> }.into_any()
}

/// The form that orders what is sent.
#[component]
fn Ordered(lang: Lang, post: PostId, price: Amount, goods: GoodsView, code: Option<String>) -> impl IntoView {
    let most = goods.most();
    let quantity = (most > 1).then(|| {
        view! {
            <label class="field">
                <span>{lang.goods_quantity()}</span>
                <input name="quantity" type="number" min="1" max=most value="1" required/>
            </label>
        }
    });
    let characters = u32::try_from(NOTE).unwrap_or(u32::MAX);
    view! {
        <form class="fields" method="post" action="/order/goods" data-testid="goods-order">
            <input type="hidden" name="post" value=post.to_string()/>
            <input type="hidden" name="currency" value=goods.currency.code()/>
            {code.map(|code| view! { <input type="hidden" name="code" value=code/> })}
            {quantity}
            <TextArea
                label=lang.goods_address()
                name="note"
                value=""
                rows=3
                most=characters
                required=true
                help=Some(lang.goods_address_help())
            />
            <button class="button primary">{lang.goods_buy(price)}</button>
        </form>
    }
}

/// The form of a bid.
#[component]
fn Bid(lang: Lang, post: PostId, goods: GoodsView, unbid: Option<Unbid>) -> impl IntoView {
    let least = goods.amount();
    let fault = unbid.as_ref().map(|unbid| unbid.fault());
    let value = unbid.map_or_else(|| lang.typed_amount(least), |unbid| unbid.typed);
    view! {
        <form class="fields" method="post" action="/bid" data-swap data-testid="bid-form">
            <input type="hidden" name="post" value=post.to_string()/>
            <input type="hidden" name="currency" value=goods.currency.code()/>
            <TextField
                label=lang.auction_amount(goods.currency.code())
                name="amount"
                value
                inputmode="decimal"
                required=true
                fault
            />
            <p class="quiet fine">{lang.auction_least(least)}</p>
            <button class="button primary">{lang.auction_bid()}</button>
            <p class="fine quiet">{lang.auction_rules()}</p>
        </form>
    }
}

/// What the author sees of it.
#[component]
fn Own(lang: Lang, id: PostId, goods: Option<GoodsView>) -> impl IntoView {
    let sell = format!("/post/{id}/sell");
    let on_sale = goods
        .as_ref()
        .is_some_and(|goods| goods.state != GoodsState::Closed);
    let title = match &goods {
        Some(goods) if goods.auction.is_some() => lang.goods_auction(),
        _ => lang.goods_title(),
    };
    let Some(goods) = goods.filter(|_| on_sale) else {
        return view! {
            <p>
                <a class="button" href=sell>
                    <Icon glyph=Glyph::Bag/>
                    {lang.sell_title()}
                </a>
            </p>
        }
        .into_any();
    };
    let goes = match goods.ships {
        true => lang.sell_is_sent(),
        false => lang.sell_is_read(),
    };
    let running = goods.auction.is_some_and(|auction| auction.binds);
    let stands = match goods.auction {
        Some(auction) => view! { <Stands lang goods=goods.clone() auction/> }.into_any(),
        None => view! {
            <p class="auction-sum">
                <Price lang amount=goods.amount()/>
            </p>
            <p class="inside">{terms(lang, &goods, goes)}</p>
        }
        .into_any(),
    };
    let acts = (!running).then(|| {
        view! {
            <p>
                <a href=sell>{lang.sell_change()}</a>
            </p>
            <form method="post" action="/sell/stop" data-swap>
                <input type="hidden" name="post" value=id.to_string()/>
                <button class="button">{lang.sell_stop()}</button>
            </form>
        }
    });
    view! {
        <section class="lock-panel goods" id="goods" aria-labelledby="goods-title" data-testid="goods">
            <h2 id="goods-title">
                <Icon glyph=Glyph::Bag/>
                {title}
            </h2>
            {stands}
            {acts}
        </section>
    }
    .into_any()
}
