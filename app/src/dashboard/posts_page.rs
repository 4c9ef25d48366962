//! `/dashboard/posts`: what a creator writes. Drafts, what goes out by itself as a calendar and a list, and what could not go out, with the
//! reason.

use super::{
    api,
    calendar::Month,
    parts::{Room, viewer},
    view_model::Part,
};
use crate::{
    creators::NoCreator,
    kit::{Empty, Glyph, Icon, Moment},
    layout,
    request::use_request,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;
use shared::{
    drafts::{DraftView, Queue},
    text::Lang,
};

/// The page; a visitor is asked to sign in.
#[component]
pub fn PostsPage() -> impl IntoView {
    let me = use_request().viewer.clone();
    let (month, scheduled) = use_query_map().with_untracked(|query| {
        (
            query.get_str("month").and_then(Month::of),
            query.get_str("saved") == Some("scheduled"),
        )
    });
    layout::page(async move {
        let lang = use_request().lang;
        if viewer(me)?.creator.is_none() {
            return Ok(Either::Left(view! { <NoCreator lang title=Lang::dashboard/> }));
        }
        let queue = api::queue().await?;
        Ok(Either::Right(view! {
            <Room lang part=Part::Posts>
                <Written lang queue month scheduled/>
            </Room>
        }))
    })
}

fn title_of(lang: Lang, draft: &DraftView) -> String {
    match draft.fields.title.trim() {
        "" => lang.drafts_untitled().to_owned(),
        title => title.to_owned(),
    }
}

fn href_of(draft: &DraftView) -> String {
    match draft.published {
        true => format!("/post/{}/edit", draft.id),
        false => format!("/create/{}", draft.id),
    }
}

#[component]
fn Written(lang: Lang, queue: Queue, month: Option<Month>, scheduled: bool) -> impl IntoView {
    let now = use_request().now;
    let Queue { zone, today, drafts } = queue;
    let (mut goes, waits): (Vec<_>, Vec<_>) =
        drafts.into_iter().partition(|draft| draft.publish_at.is_some());
    goes.sort_by_key(|draft| draft.publish_at);
    let faults = waits
        .iter()
        .filter_map(|draft| Some((draft.clone(), draft.fault?)));
    let faults: Vec<_> = faults
        .map(|(draft, fault)| {
            view! {
                <li>
                    <a href=href_of(&draft)>{title_of(lang, &draft)}</a>
                    <p class="field-fault">{lang.drafts_fault(lang.refusal(fault))}</p>
                </li>
            }
        })
        .collect();
    let faults = (!faults.is_empty()).then(|| {
        view! {
            <section class="block" aria-labelledby="faults-title">
                <h2 id="faults-title">{lang.drafts_faults()}</h2>
                <ul class="draft-list">{faults}</ul>
            </section>
        }
    });
    let list = goes
        .iter()
        .map(|draft| {
            let at = draft.publish_local.as_deref().unwrap_or_default();
            view! {
                <li>
                    <a href=href_of(draft)>{title_of(lang, draft)}</a>
                    <span class="quiet fine">{lang.typed_moment(at)}</span>
                </li>
            }
        })
        .collect_view();
    let shown = month
        .or_else(|| Month::of(&today))
        .map(|month| view! { <Calendar lang month today=today.clone() goes=goes.clone()/> });
    let queued = match goes.is_empty() {
        true => Either::Left(view! { <p class="quiet">{lang.drafts_scheduled_none()}</p> }),
        false => Either::Right(view! { <ul class="draft-list">{list}</ul> }),
    };
    let drafts = waits
        .iter()
        .map(|draft| {
            let files = u64::try_from(draft.fields.media.len()).unwrap_or(0);
            view! {
                <li>
                    <a href=href_of(draft)>{title_of(lang, draft)}</a>
                    <span class="quiet fine">
                        <Moment lang at=draft.updated_at now/>
                        {(files > 0).then(|| format!(" · {}", lang.drafts_files(files)))}
                        {draft.published.then(|| format!(" · {}", lang.drafts_change()))}
                    </span>
                </li>
            }
        })
        .collect_view();
    let drafts = match waits.is_empty() {
        true => Either::Left(view! { <Empty text=lang.drafts_none()/> }),
        false => Either::Right(view! { <ul class="draft-list">{drafts}</ul> }),
    };
    view! {
        {scheduled.then(|| view! { <p class="good" role="status">{lang.drafts_done()}</p> })}
        <p class="actions">
            <a class="button primary" href="/create">
                <Icon glyph=Glyph::Plus/>
                {lang.create_title()}
            </a>
        </p>
        {faults}
        <section class="block" aria-labelledby="drafts-title">
            <h2 id="drafts-title">{lang.drafts_title()}</h2>
            {drafts}
        </section>
        <section class="block" aria-labelledby="scheduled-title">
            <h2 id="scheduled-title">{lang.drafts_scheduled()}</h2>
            {queued}
            {shown}
            <p class="quiet fine">{lang.calendar_zone(&zone)}</p>
        </section>
    }
}

/// One month with what goes out in it.
#[component]
fn Calendar(lang: Lang, month: Month, today: String, goes: Vec<DraftView>) -> impl IntoView {
    let day = |number: Option<u8>| {
        let Some(number) = number else {
            return Either::Left(view! { <td></td> });
        };
        let date = month.date(number);
        let posts = goes
            .iter()
            .filter(|draft| {
                draft
                    .publish_local
                    .as_deref()
                    .is_some_and(|at| at.starts_with(&date))
            })
            .map(|draft| {
                let clock = draft.publish_local.as_deref().and_then(|at| at.get(11..16));
                view! {
                    <li>
                        <a href=href_of(draft)>
                            <time datetime=draft.publish_local.clone()>{clock.unwrap_or_default().to_owned()}</time>
                            " "
                            {title_of(lang, draft)}
                        </a>
                    </li>
                }
            })
            .collect_view();
        let is_today = date == today;
        Either::Right(view! {
            <td class:today=is_today aria-current=is_today.then_some("date")>
                <span class="day">{number}</span>
                <ul>{posts}</ul>
            </td>
        })
    };
    let weeks = month
        .weeks()
        .into_iter()
        .map(|week| view! { <tr>{week.into_iter().map(day).collect_view()}</tr> })
        .collect_view();
    let heads = lang
        .weekdays()
        .map(|name| view! { <th scope="col">{name}</th> })
        .into_iter()
        .collect_view();
    let door = |to: Month, words: &'static str, glyph: Glyph| {
        view! {
            <a class="button icon-only" href=format!("/dashboard/posts?month={}", to.name()) aria-label=words>
                <Icon glyph/>
            </a>
        }
    };
    view! {
        <div class="calendar">
            <table>
                <caption>
                    {door(month.before(), lang.calendar_before(), Glyph::Back)}
                    <b>{lang.month_of(month.year, month.month)}</b>
                    {door(month.after(), lang.calendar_after(), Glyph::Next)}
                </caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{weeks}</tbody>
            </table>
        </div>
    }
}
