//! `/dashboard/referrals`: the link to invite people with, who came by it, and what it brought. Everybody has one.

use super::{
    api,
    parts::{Room, viewer},
    view_model::Part,
};
use crate::{
    kit::{Avatar, Empty, Moneys, NextPage, url::with_query},
    layout,
    request::use_request,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use shared::referrals::ReferralsView;

/// The page, with one piece of the creators who came; a visitor is asked to sign in.
#[component]
pub fn ReferralsPage() -> impl IntoView {
    let me = use_request().viewer.clone();
    let cursor = use_query_map().with_untracked(|query| query.get("cursor"));
    layout::page(async move {
        viewer(me)?;
        let referrals = api::referrals(cursor).await?;
        Ok(view! { <Referrals referrals/> })
    })
}

#[component]
fn Referrals(referrals: ReferralsView) -> impl IntoView {
    let lang = use_request().lang;
    let ReferralsView {
        link,
        invited,
        received,
        booked,
        missed,
        creators,
    } = referrals;
    let next = creators
        .next_cursor
        .as_deref()
        .map(|cursor| with_query(Part::Referrals.path(), &[("cursor", Some(cursor))]));
    let missed = (!missed.is_empty())
        .then(|| view! { <p class="field-fault">{lang.referrals_missed(&lang.amounts(&missed))}</p> });
    let content = if creators.items.is_empty() {
        Either::Left(view! { <Empty text=lang.referrals_none()/> })
    } else {
        let lines = creators
            .items
            .into_iter()
            .map(|one| {
                let creator = one.creator;
                view! {
                    <li class="book-line" data-testid="referred">
                        <Avatar name=creator.name.clone() src=creator.avatar/>
                        <div class="book-what">
                            <p>
                                <a href=format!("/{}", creator.handle)>{creator.name}</a>
                            </p>
                            <p class="quiet fine">{lang.referrals_since(&lang.date(one.since))}</p>
                        </div>
                        <div class="book-sum">
                            <span class="quiet fine">{lang.referrals_brought(&lang.amounts(&one.received))}</span>
                        </div>
                    </li>
                }
            })
            .collect_view();
        Either::Right(view! { <ul class="book-list">{lines}</ul> })
    };
    view! {
        <Room lang part=Part::Referrals>
            <section aria-labelledby="link-title">
                <h2 id="link-title">{lang.referrals_title()}</h2>
                <p class="quiet">{lang.referrals_text()} " " {lang.referrals_first()}</p>
                <div class="share-address">
                    <input type="text" readonly aria-label=lang.referrals_title() value=link.clone() data-testid="referral-link"/>
                    <button type="button" class="button" data-copy=link data-said=lang.share_copied()>
                        {lang.share_copy()}
                    </button>
                </div>
                <p>{lang.referrals_invited(invited)}</p>
            </section>
            <section aria-labelledby="brought-title">
                <h2 id="brought-title">{lang.revenue_title()}</h2>
                <p class="book-total">
                    <Moneys lang amounts=received/>
                    <span class="quiet fine">{lang.revenue_final(&lang.amounts(&booked))}</span>
                </p>
                {missed}
            </section>
            <section aria-labelledby="referred-title">
                <h2 id="referred-title">{lang.referrals_creators()}</h2>
                {content} <NextPage lang href=next/>
            </section>
        </Room>
    }
}
