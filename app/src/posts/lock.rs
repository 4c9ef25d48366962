//! What stands on a locked post: what is inside, what it costs and the ways in. It knows no more than the
//! locked view tells.

use super::view_model::{Keys, TierWay, call, inside, keys, on_sale, other_call, tier_offer};
use crate::{
    engagement::FollowButton,
    kit::{Glyph, Icon, WorthLine, in_dollars},
    payments::{CodeField, OnSale, PayButton, SalePrice},
    request::use_request,
};
use leptos::prelude::*;
use shared::{
    Timestamp,
    creators::CreatorView,
    fiat::Worth,
    payments::{ItemRequest, OrderRequest},
    posts::PostView,
    pricing::PRICED_DAYS,
    text::Lang,
};

/// The words of a locked card; its link leads to the post.
#[derive(Clone, Debug)]
pub struct LockCall {
    lang: Lang,
    now: Timestamp,
    on_sale: Option<OnSale>,
    inside: String,
    call: Option<String>,
    /// What the price on the call is worth; a sale tells it itself.
    worth: Option<Worth>,
    other: Option<String>,
}

impl LockCall {
    pub fn of(lang: Lang, post: &PostView, now: Timestamp) -> Self {
        let on_sale = on_sale(post);
        let price = keys(post).price.filter(|_| on_sale.is_none());
        Self {
            lang,
            now,
            on_sale,
            inside: inside(lang, post.kind, post.contents),
            call: call(lang, post),
            worth: price.and_then(|price| use_request().fiat.worth(price)),
            other: other_call(lang, post),
        }
    }

    pub fn view(self) -> impl IntoView + use<> {
        let Self { lang, now, .. } = self;
        view! {
            <Icon glyph=Glyph::Lock/>
            <span class="inside">{self.inside}</span>
            {self.on_sale.map(|on_sale| view! { <SalePrice lang on_sale now/> })}
            {self.call.map(|call| view! { <span class="button primary">{call}</span> })}
            {self.worth.map(|worth| in_dollars(lang, worth))}
            {self.other.map(|other| view! { <span class="or">{other}</span> })}
        }
    }
}

/// The ways in on the post's own page: buy it, join a tier, or follow.
#[component]
pub fn LockPanel(
    lang: Lang,
    post: PostView,
    creator: Option<CreatorView>,
    signed_in: bool,
    /// A promo code that the page's address has.
    code: Option<String>,
) -> impl IntoView {
    let Keys { price, tier, follow } = keys(&post);
    let handle = post.creator.handle.clone();
    let following = handle.clone();
    let now = use_request().now;
    let sale = |on_sale: Option<OnSale>| on_sale.map(|on_sale| view! { <SalePrice lang on_sale now/> });
    // A sale tells what it is worth by itself.
    let worth = |price, on_sale: Option<OnSale>| {
        on_sale
            .is_none()
            .then(|| view! { <WorthLine lang amount=price/> })
    };
    let post_sale = on_sale(&post);
    let buy = price.map(|price| {
        view! {
            {sale(post_sale)}
            {worth(price, post_sale)}
            <PayButton
                lang
                item=OrderRequest {
                    item: ItemRequest::Post { post: post.id },
                    currency: price.currency,
                    code: code.clone(),
                }
                label=lang.unlock_for(price)
                amount=price
                summary=post.title.clone()
                signed_in
                pending=None
            />
        }
    });
    let join = tier.map(|asked| {
        let offer = creator.as_ref().and_then(|creator| tier_offer(creator, asked));
        let or = price.is_some().then(|| view! { <p class="or">{lang.or()}</p> });
        match offer {
            Some(TierWay {
                level,
                price,
                on_sale,
            }) => view! {
                {or}
                {sale(on_sale)}
                {worth(price, on_sale)}
                <PayButton
                    lang
                    item=OrderRequest {
                        item: ItemRequest::Subscription { creator: handle, tier: level, days: PRICED_DAYS, to: None },
                        currency: price.currency,
                        code: code.clone(),
                    }
                    label=lang.join_tier_for(lang.tier(level), price)
                    amount=price
                    summary=lang.subscription_to(lang.tier(level), &post.creator.name, &lang.days(u64::from(PRICED_DAYS)))
                    signed_in
                    pending=None
                />
                <p class="fine">{lang.opens_all_of(lang.tier(level))} " " {lang.no_renewal_short()}</p>
            }
            .into_any(),
            None => view! {
                <p class="fine">{lang.tier_not_offered(lang.tier(asked))}</p>
            }
            .into_any(),
        }
    });
    let sold = price.is_some() || tier.is_some();
    let here = format!("/post/{}", post.id);
    view! {
        <section class="lock-panel" id="ways-in" aria-labelledby="lock-title">
            <h2 id="lock-title">
                <Icon glyph=Glyph::Lock/>
                {lang.locked_title()}
            </h2>
            <p class="inside">{inside(lang, post.kind, post.contents)}</p>
            {buy}
            {join}
            {sold.then(|| view! { <CodeField lang code path=here/> })}
            {follow
                .then(|| {
                    view! {
                        <p>{lang.opens_for_followers(&post.creator.name)}</p>
                        <FollowButton lang handle=following on=false opens=true/>
                    }
                })}
            {post
                .opens_at
                .map(|opens| view! { <p class="fine">{lang.free_from(&lang.date(opens))}</p> })}
        </section>
    }
}
