//! `/welcome`: the first steps of somebody new: a name, a handle, a few creators to follow. Nobody has to; all of it is
//! in the settings too.

use super::{
    HandleField,
    view_model::{Section, Unsaved},
};
use crate::{
    creators::{self, CreatorLine},
    engagement::FollowButton,
    errors::{Failure, FailurePage},
    layout::PageHead,
    request::use_request,
};
use leptos::prelude::*;
use shared::{
    Code, Problem,
    creators::{CreatorCard, CreatorQuery, CreatorRef},
    identity::Me,
    text::Lang,
};

/// Creators to choose from.
const SOME: u32 = 6;

/// The page; a visitor is asked to sign in.
#[component]
pub fn WelcomePage() -> impl IntoView {
    let request = use_request();
    let unsaved = use_context::<Unsaved>();
    Suspend::new(async move {
        let Some(me) = request.viewer.clone() else {
            let problem = Problem::new(Code::SignInRequired.into(), None);
            return view! { <FailurePage failure=Failure(problem)/> }.into_any();
        };
        let some = CreatorQuery {
            limit: Some(SOME),
            ..CreatorQuery::default()
        };
        match creators::api::list(some).await {
            Ok(page) => view! { <Welcome lang=request.lang me creators=page.items unsaved/> }.into_any(),
            Err(failure) => view! { <FailurePage failure/> }.into_any(),
        }
    })
}

#[component]
fn Welcome(lang: Lang, me: Me, creators: Vec<CreatorCard>, unsaved: Option<Unsaved>) -> impl IntoView {
    let of = |field: &str| unsaved.as_ref().and_then(|unsaved| unsaved.fault(lang, field));
    let (name_fault, handle_fault) = (of("name"), of("handle"));
    let own = me.handle.to_string();
    let (name, handle) = match &unsaved {
        Some(unsaved) => (unsaved.name.clone(), unsaved.handle.clone()),
        None => (me.name.clone(), own.clone()),
    };
    let people = creators
        .into_iter()
        .filter(|card| card.handle != me.handle)
        .map(|card| {
            let creator = CreatorRef {
                handle: card.handle.clone(),
                name: card.name,
                avatar: card.avatar,
            };
            view! {
                <li class="settings-line">
                    <CreatorLine creator/>
                    <FollowButton lang handle=card.handle on=card.following/>
                </li>
            }
        })
        .collect_view();
    let described = name_fault.is_some().then_some("name-fault");
    let wrong = name_fault.map(|words| {
        view! {
            <p class="field-fault" id="name-fault" role="alert">
                {words}
            </p>
        }
    });
    view! {
        <PageHead title=lang.welcome_title().to_owned() description=None canonical=None/>
        <div class="welcome-steps">
            <header class="page-head">
                <h1>{lang.welcome_title()}</h1>
                <p class="lead">{lang.welcome_text()}</p>
            </header>
            <form class="fields" id="welcome" method="post" action=format!("/settings/{}", Section::Profile.name())>
                <input type="hidden" name="welcome" value="true"/>
                <input type="hidden" name="bio" value=me.bio/>
                <label class="field">
                    <span>{lang.welcome_name()}</span>
                    <input
                        name="name"
                        type="text"
                        autocomplete="nickname"
                        maxlength="50"
                        required
                        value=name
                        aria-describedby=described
                    />
                </label>
                {wrong}
                <HandleField lang own typed=handle fault=handle_fault/>
            </form>
            <section class="block" aria-labelledby="welcome-follow">
                <h2 id="welcome-follow">{lang.welcome_follow()}</h2>
                <p class="quiet">{lang.welcome_follow_text()}</p>
                <ul class="settings-list">{people}</ul>
            </section>
            <div class="actions">
                <button class="button primary" form="welcome">
                    {lang.welcome_done()}
                </button>
                <button class="button" form="welcome" name="later" value="true" formnovalidate>
                    {lang.welcome_later()}
                </button>
            </div>
        </div>
    }
}
