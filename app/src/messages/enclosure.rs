//! What came with a message: shown where it is open, its shape and its price where it is not. Of what is locked nothing is here to be shown.

use crate::{
    kit::{Badge, Glyph, Icon, Tone, WorthLine},
    payments::PayButton,
    posts::{gallery, view_model::inside},
};
use leptos::{either::Either, prelude::*};
use shared::{
    payments::{ItemRequest, OrderRequest},
    posts::PostView,
    text::Lang,
};

/// `mine` is whether the viewer sent it, `bought` whether the other one has bought it since.
pub fn enclosure(lang: Lang, post: PostView, (mine, bought): (bool, bool)) -> impl IntoView + use<> {
    let price = post.amount_now();
    let what = inside(lang, post.kind, post.contents);
    if post.locked {
        let shape = gallery::closed(lang, &post);
        let buy = price.map(|price| {
            view! {
                <WorthLine lang amount=price/>
                <PayButton
                    lang
                    item=OrderRequest {
                        item: ItemRequest::Post { post: post.id },
                        currency: price.currency,
                        code: None,
                    }
                    label=lang.unlock_for(price)
                    amount=price
                    summary=post.title.clone()
                    signed_in=true
                    pending=None
                />
            }
        });
        return Either::Left(view! {
            <div class="enclosure" data-testid="enclosure" data-locked="true">
                {shape}
                <p class="inside">
                    <Icon glyph=Glyph::Lock/>
                    {what}
                </p>
                {buy}
            </div>
        });
    }
    let words = post
        .body
        .filter(|body| !body.is_empty())
        .map(|body| view! { <p class="message-words">{super::message::linked(&body)}</p> });
    let sold = price.map(|price| {
        let (text, tone) = match (mine, bought) {
            (true, true) => (lang.message_sold(price), Tone::Good),
            (true, false) => (lang.message_priced(price), Tone::Quiet),
            (false, _) => (lang.message_bought(price), Tone::Quiet),
        };
        view! { <p><Badge text tone/></p> }
    });
    Either::Right(view! {
        <div class="enclosure" data-testid="enclosure">
            {gallery::open(lang, post.media.unwrap_or_default())}
            {words}
            {sold}
        </div>
    })
}
