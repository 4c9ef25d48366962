//! `/settings`: everything that is one's own to set, as plain forms on one page. It is theirs alone and no search
//! engine's.

use super::{
    api,
    notifications::Notifications,
    reaching::{Devices, Email, Feed, Letters},
    sections::{Content, Data, Leave, Look, Privacy, Profile, Sessions, TurnedAway, Wallets},
    view_model::{Section, Unsaved},
};
use crate::{
    layout::{Instead, PageHead, page},
    request::use_request,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::{
    identity::Me,
    reaching::FeedAddress,
    settings::{Overview, Settings},
};

/// What every section is drawn with.
#[derive(Clone)]
pub struct Scene {
    pub lang: shared::text::Lang,
    pub now: shared::Timestamp,
    pub me: Me,
    pub settings: Settings,
    pub unsaved: Option<Unsaved>,
    /// What was saved just now.
    pub saved: Option<Section>,
}

impl Scene {
    /// What was typed into this section and refused.
    pub fn unsaved(&self, section: Section) -> Option<&Unsaved> {
        self.unsaved.as_ref().filter(|unsaved| unsaved.section == section)
    }
}

/// The page; a visitor is asked to sign in.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let request = use_request();
    let unsaved = use_context::<Unsaved>();
    let feed = use_context::<FeedAddress>();
    let saved = use_query_map().with_untracked(|query| Section::of(query.get_str("saved")?));
    page(async move {
        let me = request.viewer.clone().ok_or_else(Instead::sign_in)?;
        let scene = Scene {
            lang: request.lang,
            now: request.now,
            me,
            settings: request.settings,
            saved: saved.filter(|_| unsaved.is_none()),
            unsaved,
        };
        let overview = api::overview().await?;
        Ok(view! { <SettingsOf scene overview feed/> })
    })
}

#[component]
fn SettingsOf(scene: Scene, overview: Overview, feed: Option<FeedAddress>) -> impl IntoView {
    let lang = scene.lang;
    let Overview {
        sessions,
        away,
        export,
        switches,
        reach,
    } = overview;
    let doors = [
        ("profile", lang.settings_profile()),
        ("look", lang.settings_look()),
        ("privacy", lang.settings_privacy()),
        ("content", lang.settings_content()),
        ("notifications", lang.settings_notifications()),
        ("email", lang.settings_email()),
        ("reach", lang.settings_reach()),
        ("push", lang.settings_push()),
        ("feed", lang.settings_feed()),
        ("away", lang.settings_away()),
        ("sessions", lang.settings_sessions()),
        ("wallets", lang.settings_wallets()),
        ("data", lang.settings_data()),
        ("leave", lang.settings_leave()),
    ];
    let doors = doors
        .map(|(id, name)| {
            view! {
                <li>
                    <a href=format!("#{id}")>{name}</a>
                </li>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <PageHead title=lang.settings().to_owned() description=None canonical=None/>
        <div class="settings">
            <header class="page-head">
                <h1>{lang.settings()}</h1>
            </header>
            <nav class="settings-doors" aria-label=lang.settings_sections()>
                <ul>{doors}</ul>
            </nav>
            <div class="settings-sections">
                <Profile scene=scene.clone()/>
                <Look scene=scene.clone()/>
                <Privacy scene=scene.clone()/>
                <Content scene=scene.clone()/>
                <Notifications scene=scene.clone() switches reach=reach.clone()/>
                <Email scene=scene.clone() reach=reach.clone()/>
                <Letters scene=scene.clone() reach=reach.clone()/>
                <Devices scene=scene.clone() reach=reach.clone()/>
                <Feed scene=scene.clone() there=reach.feed address=feed/>
                <TurnedAway scene=scene.clone() away/>
                <Sessions scene=scene.clone() sessions/>
                <Wallets scene=scene.clone()/>
                <Data scene=scene.clone() export/>
                <Leave scene/>
            </div>
        </div>
    }
}
