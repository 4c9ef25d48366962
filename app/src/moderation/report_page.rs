//! `/report`: what is wrong with a post, comment or person; and beside it the ways to not meet its author any more. Who
//! wrote without their name is not named here either, and cannot be turned away from.

use super::{
    api,
    view_model::{Unreported, kind as kind_words, reason as reason_words},
};
use crate::{
    engagement::AwayButton,
    layout::{Instead, PageHead, page},
    request::use_request,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{
    engagement::Act,
    moderation::{ReportKind, ReportReason, Reported},
    text::Lang,
};

/// The page of what the address names.
#[component]
pub fn ReportPage() -> impl IntoView {
    let (kind, target, sent) = use_query_map().with_untracked(|query| {
        (
            query
                .get_str("kind")
                .and_then(|kind| kind.parse::<ReportKind>().ok()),
            query.get("target").unwrap_or_default(),
            query.get_str("sent").is_some(),
        )
    });
    let unreported = use_context::<Unreported>();
    page(async move {
        let kind = kind.ok_or_else(Instead::not_found)?;
        let about = api::about(kind.as_str().to_owned(), target).await?;
        Ok(view! { <ReportOf about sent unreported/> })
    })
}

#[component]
fn ReportOf(about: Reported, sent: bool, unreported: Option<Unreported>) -> impl IntoView {
    let lang = use_request().lang;
    let Reported {
        kind,
        target,
        title,
        author,
        muted,
        blocked,
    } = about;
    let by = author
        .as_ref()
        .filter(|_| kind != ReportKind::User)
        .map(|author| view! { " " <span class="quiet">{lang.report_of(&author.name)}</span> });
    let away = author.map(|author| {
        view! {
            <section class="block" aria-labelledby="report-away">
                <h2 id="report-away">{lang.report_or()}</h2>
                <p class="quiet">{lang.mute_text()}</p>
                <p>
                    <AwayButton
                        lang
                        act=Act::Mute
                        handle=author.handle.clone()
                        name=author.name.clone()
                        on=muted
                    />
                </p>
                <p class="quiet">{lang.block_text()}</p>
                <p>
                    <AwayButton lang act=Act::Block handle=author.handle name=author.name on=blocked/>
                </p>
            </section>
        }
    });
    // What has no words came with something.
    let title = match title.is_empty() {
        true => lang.message_enclosed().to_owned(),
        false => title,
    };
    let shown = (kind == ReportKind::Message && !sent)
        .then(|| view! { <p class="quiet">{lang.report_message_text()}</p> });
    let form = if sent {
        view! { <p class="notice" role="status">{lang.report_thanks()}</p> }.into_any()
    } else {
        view! { <ReportForm lang kind target unreported/> }.into_any()
    };
    view! {
        <PageHead title=lang.report().to_owned() description=None canonical=None/>
        <div class="reporting">
            <header class="page-head">
                <h1>{if sent { lang.report() } else { lang.report_title() }}</h1>
                <p>
                    {kind_words(lang, kind)} ": " <b>{title}</b>
                    {by}
                </p>
                {shown}
            </header>
            {form}
            {away}
        </div>
    }
}

#[component]
fn ReportForm(lang: Lang, kind: ReportKind, target: String, unreported: Option<Unreported>) -> impl IntoView {
    let chosen = unreported.as_ref().and_then(|unreported| unreported.reason);
    let note = unreported
        .as_ref()
        .map(|unreported| unreported.note.clone())
        .unwrap_or_default();
    let fault = unreported.map(|Unreported { problem, .. }| {
        view! {
            <p class="field-fault" role="alert">
                {problem.detail}
            </p>
        }
    });
    let reasons = ReportReason::ALL
        .iter()
        .map(|reason| {
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name="reason"
                        value=reason.as_str()
                        required
                        checked=chosen == Some(*reason)
                    />
                    {reason_words(lang, *reason)}
                </label>
            }
        })
        .collect_view();
    view! {
        <form class="fields" method="post" action="/report" data-swap>
            <input type="hidden" name="kind" value=kind.as_str()/>
            <input type="hidden" name="target" value=target/>
            <fieldset class="choices">
                <legend class="unseen">{lang.report_title()}</legend>
                {reasons}
            </fieldset>
            <label class="field">
                <span>{lang.report_note()}</span>
                <textarea name="note" rows="3" maxlength="1000">
                    {note}
                </textarea>
            </label>
            {fault}
            <p class="quiet fine">{lang.report_what_next()}</p>
            <div class="actions">
                <button class="button primary">{lang.report_send()}</button>
            </div>
        </form>
    }
}
