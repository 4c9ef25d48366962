//! `/welcome`: the first steps of somebody new: a name, a handle, a few creators to follow. Nobody has to; all of it is
//! in the settings too.

use super::{
    FaceForm, HandleField,
    view_model::{Section, Typed, Unsaved},
};
use crate::{
    creators::{self, CreatorLine},
    engagement::FollowButton,
    kit::TextField,
    layout::{Instead, PageHead, page},
    request::use_request,
};
use leptos::prelude::*;
use shared::{
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
    page(async move {
        let me = request.viewer.clone().ok_or_else(Instead::sign_in)?;
        let some = CreatorQuery {
            limit: Some(SOME),
            ..CreatorQuery::default()
        };
        let creators = creators::api::list(some).await?.items;
        Ok(view! { <Welcome lang=request.lang me creators unsaved/> })
    })
}

#[component]
fn Welcome(lang: Lang, me: Me, creators: Vec<CreatorCard>, unsaved: Option<Unsaved>) -> impl IntoView {
    let of = |field: &str| unsaved.as_ref().and_then(|unsaved| unsaved.fault(field));
    let (name_fault, handle_fault) = (of("name"), of("handle"));
    let picture_fault = of("picture");
    let face = me.clone();
    let own = me.handle.to_string();
    let Typed { name, handle, .. } = unsaved
        .as_ref()
        .map_or_else(|| Typed::of(&me), |unsaved| unsaved.typed.clone());
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
                <TextField
                    label=lang.welcome_name()
                    name="name"
                    value=name
                    autocomplete="nickname"
                    most=50
                    required=true
                    fault=name_fault
                />
                <HandleField lang own typed=handle fault=handle_fault/>
            </form>
            <FaceForm lang me=face fault=picture_fault saved=false welcome=true/>
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
