//! The sections of settings: each a heading and one plain form. What could not be saved stands in it again.

use super::{
    HandleField,
    settings_page::Scene,
    view_model::{Section, activity, device_name, may_write, sensitive},
};
use crate::{
    engagement::AwayButton,
    kit::{Avatar, Moment},
    layout::LookFields,
};
use leptos::prelude::*;
use shared::{
    engagement::Act,
    settings::{Activity, AwayView, ExportStatus, ExportView, MayWrite, Sensitive, SessionView},
    text::Lang,
};

/// A section with its heading; what was saved in it just now is said there.
fn section(
    id: &'static str,
    title: &'static str,
    text: Option<&'static str>,
    saved: Option<&'static str>,
    content: impl IntoView + 'static,
) -> impl IntoView {
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    view! {
        <section class="settings-section" id=id aria-labelledby=labelled_by>
            <h2 id=title_id>{title}</h2>
            {text.map(|text| view! { <p class="quiet">{text}</p> })}
            {saved.map(|saved| view! { <p class="good" role="status">{saved}</p> })}
            {content}
        </section>
    }
}

impl Scene {
    fn section(
        &self,
        section_of: Section,
        text: Option<&'static str>,
        content: impl IntoView + 'static,
    ) -> AnyView {
        let lang = self.lang;
        let saved = (self.saved == Some(section_of)).then(|| lang.settings_saved());
        section(section_of.name(), section_of.title(lang), text, saved, content).into_any()
    }
}

fn action(section: Section) -> String {
    format!("/settings/{}", section.name())
}

fn save(lang: Lang) -> impl IntoView {
    view! {
        <div class="actions">
            <button class="button primary">{lang.save()}</button>
        </div>
    }
}

/// Words below a field at fault.
fn fault(id: &'static str, words: Option<String>) -> impl IntoView {
    words.map(|words| {
        view! {
            <p class="field-fault" id=id role="alert">
                {words}
            </p>
        }
    })
}

/// One choice of a few, as a list.
fn select(
    name: &'static str,
    label: &'static str,
    options: Vec<(&'static str, &'static str)>,
    chosen: &'static str,
) -> impl IntoView {
    let options = options
        .into_iter()
        .map(|(value, words)| {
            view! {
                <option value=value selected=value == chosen>
                    {words}
                </option>
            }
        })
        .collect_view();
    view! {
        <label class="field">
            <span>{label}</span>
            <select name=name>{options}</select>
        </label>
    }
}

fn check(name: &'static str, label: &'static str, on: bool) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" name=name value="true" checked=on/>
            {label}
        </label>
    }
}

/// Name, handle and words about oneself.
#[component]
pub fn Profile(scene: Scene) -> impl IntoView {
    let (lang, me) = (scene.lang, scene.me.clone());
    let unsaved = scene.unsaved(Section::Profile);
    let of = |field: &str| unsaved.and_then(|unsaved| unsaved.fault(lang, field));
    let (name_fault, bio_fault, handle_fault, other) = (of("name"), of("bio"), of("handle"), of(""));
    let own = me.handle.to_string();
    let (name, handle, bio) = match unsaved {
        Some(unsaved) => (unsaved.name.clone(), unsaved.handle.clone(), unsaved.bio.clone()),
        None => (me.name.clone(), own.clone(), me.bio.clone()),
    };
    let content = view! {
        <form class="fields" method="post" action=action(Section::Profile) data-swap>
            {fault("profile-fault", other)}
            <label class="field">
                <span>{lang.name_label()}</span>
                <input
                    name="name"
                    type="text"
                    autocomplete="nickname"
                    maxlength="50"
                    required
                    value=name
                    aria-describedby=name_fault.is_some().then_some("name-fault")
                />
            </label>
            {fault("name-fault", name_fault)}
            <HandleField lang own typed=handle fault=handle_fault/>
            <p class="quiet fine">{lang.handle_help()}</p>
            <label class="field">
                <span>{lang.bio_label()}</span>
                <textarea
                    name="bio"
                    rows="4"
                    maxlength="500"
                    aria-describedby=bio_fault.is_some().then_some("bio-fault")
                >
                    {bio}
                </textarea>
            </label>
            {fault("bio-fault", bio_fault)}
            {save(lang)}
        </form>
    };
    scene.section(Section::Profile, Some(lang.settings_profile_text()), content)
}

/// Theme and language: the same choices as in the menu.
#[component]
pub fn Look(scene: Scene) -> impl IntoView {
    let lang = scene.lang;
    let content = view! {
        <form class="look" method="post" action="/preferences">
            <input type="hidden" name="back" value="/settings#look"/>
            <LookFields/>
        </form>
    };
    section("look", lang.settings_look(), None, None, content)
}

/// Who sees and reaches one.
#[component]
pub fn Privacy(scene: Scene) -> impl IntoView {
    let (lang, settings) = (scene.lang, scene.settings);
    let seen = Activity::ALL
        .iter()
        .map(|one| (one.as_str(), activity(lang, *one)))
        .collect();
    let write = MayWrite::ALL
        .iter()
        .map(|one| (one.as_str(), may_write(lang, *one)))
        .collect();
    let content = view! {
        <form class="fields" method="post" action=action(Section::Privacy) data-swap>
            {select("activity", lang.activity_label(), seen, settings.activity.as_str())}
            <p class="quiet fine">{lang.activity_help()}</p>
            {select("may_write", lang.may_write_label(), write, settings.may_write.as_str())}
            {check("presence", lang.presence_label(), settings.presence)}
            {save(lang)}
        </form>
    };
    scene.section(Section::Privacy, None, content)
}

/// What one wants to see.
#[component]
pub fn Content(scene: Scene) -> impl IntoView {
    let (lang, settings) = (scene.lang, scene.settings);
    let pictures = Sensitive::ALL
        .iter()
        .map(|one| (one.as_str(), sensitive(lang, *one)))
        .collect();
    let content = view! {
        <form class="fields" method="post" action=action(Section::Content) data-swap>
            {select("sensitive", lang.sensitive_label(), pictures, settings.sensitive.as_str())}
            {check("adult", lang.adult_label(), settings.adult)}
            <p class="quiet fine">{lang.adult_help()}</p>
            {save(lang)}
        </form>
    };
    scene.section(Section::Content, None, content)
}

/// Whom one muted or blocked, with the way back.
#[component]
pub fn TurnedAway(scene: Scene, away: Vec<AwayView>) -> impl IntoView {
    let lang = scene.lang;
    let empty = away
        .is_empty()
        .then(|| view! { <p class="quiet">{lang.away_nobody()}</p> });
    let people = away
        .into_iter()
        .map(|AwayView { person, muted, blocked }| {
            let handle = person.handle.clone();
            view! {
                <li class="settings-line">
                    <span class="who">
                        <Avatar name=person.name.clone() src=person.avatar/>
                        <b>{person.name.clone()}</b>
                    </span>
                    <span class="actions">
                        <AwayButton lang act=Act::Mute handle=handle.clone() name=person.name.clone() on=muted/>
                        <AwayButton lang act=Act::Block handle name=person.name on=blocked/>
                    </span>
                </li>
            }
        })
        .collect_view();
    let content = view! {
        {empty}
        <ul class="settings-list">{people}</ul>
    };
    section("away", lang.settings_away(), None, None, content)
}

/// Where one is signed in.
#[component]
pub fn Sessions(scene: Scene, sessions: Vec<SessionView>) -> impl IntoView {
    let (lang, now) = (scene.lang, scene.now);
    let others = sessions.iter().any(|session| !session.current);
    let lines = sessions
        .into_iter()
        .map(|session| {
            let end = (!session.current).then(|| {
                view! {
                    <button class="button" name="end" value=session.id.to_string()>
                        {lang.session_end()}
                    </button>
                }
            });
            view! {
                <li class="settings-line">
                    <span class="who-words">
                        <b>{device_name(lang, &session)}</b>
                        <span class="quiet">
                            {if session.current {
                                lang.session_this().to_owned()
                            } else {
                                lang.session_seen(&lang.ago(session.seen_at, now))
                            }}
                            " · "
                            {lang.session_since(&lang.date(session.started_at))}
                        </span>
                    </span>
                    {end}
                </li>
            }
        })
        .collect_view();
    let content = view! {
        <form method="post" action=action(Section::Sessions) data-swap>
            <ul class="settings-list">{lines}</ul>
            {others
                .then(|| {
                    view! {
                        <div class="actions">
                            <button class="button" name="end" value="others">
                                {lang.sessions_end_others()}
                            </button>
                        </div>
                    }
                })}
        </form>
    };
    scene.section(Section::Sessions, Some(lang.settings_sessions_text()), content)
}

/// The wallet one signs in with, and where a creator is paid.
#[component]
pub fn Wallets(scene: Scene) -> impl IntoView {
    let lang = scene.lang;
    let payout = scene.me.creator.as_ref().map(|creator| {
        view! {
            <dt>{lang.wallet_payout()}</dt>
            <dd class="address">{creator.payout_address.to_string()}</dd>
        }
    });
    let content = view! {
        <dl class="settings-facts">
            <dt>{lang.wallet_account()}</dt>
            <dd class="address">{scene.me.address.to_string()}</dd>
            {payout}
        </dl>
    };
    section("wallets", lang.settings_wallets(), None, None, content)
}

/// What one can take along.
#[component]
pub fn Data(scene: Scene, export: Option<ExportView>) -> impl IntoView {
    let (lang, now) = (scene.lang, scene.now);
    let ask = export
        .as_ref()
        .is_none_or(|export| export.status != ExportStatus::Asked);
    let words = if export.is_some() {
        lang.export_again()
    } else {
        lang.export_ask()
    };
    let state = export.map(|export| match export.status {
        ExportStatus::Asked => view! { <p role="status">{lang.export_made()}</p> }.into_any(),
        ExportStatus::Failed => view! { <p class="field-fault">{lang.export_failed()}</p> }.into_any(),
        ExportStatus::Ready => view! {
            <p class="actions">
                <a class="button primary" href="/api/me/export/file" download>
                    {lang.export_fetch(&lang.size(export.bytes))}
                </a>
                <span class="quiet">
                    <Moment lang at=export.asked_at now/>
                    {export.expires_at.map(|moment| format!(" · {}", lang.export_until(&lang.date(moment))))}
                </span>
            </p>
        }
        .into_any(),
    });
    let ask = ask.then(|| {
        view! {
            <form method="post" action=action(Section::Data) data-swap>
                <button class="button">{words}</button>
            </form>
        }
    });
    scene.section(Section::Data, Some(lang.export_text()), view! { {state} {ask} })
}

/// Leaving for good, confirmed by one's handle; and the way back.
#[component]
pub fn Leave(scene: Scene) -> impl IntoView {
    let lang = scene.lang;
    let wrong = scene
        .unsaved(Section::Leave)
        .and_then(|unsaved| unsaved.fault(lang, "handle"));
    let described = wrong.is_some().then_some("leave-fault");
    let content = match scene.me.erase_at {
        Some(moment) => view! {
            <form method="post" action=action(Section::Leave) data-swap>
                <p>{lang.leaving_on(&lang.date(moment))}</p>
                <div class="actions">
                    <button class="button primary" name="stay" value="true">
                        {lang.stay_button()}
                    </button>
                </div>
            </form>
        }
        .into_any(),
        None => view! {
            <form class="fields" method="post" action=action(Section::Leave) data-swap>
                <label class="field">
                    <span>{lang.leave_confirm()}</span>
                    <input
                        name="handle"
                        type="text"
                        autocomplete="off"
                        autocapitalize="none"
                        spellcheck="false"
                        required
                        aria-describedby=described
                    />
                </label>
                {fault("leave-fault", wrong)}
                <div class="actions">
                    <button class="button danger">{lang.leave_button()}</button>
                </div>
            </form>
        }
        .into_any(),
    };
    scene.section(Section::Leave, Some(lang.leave_text()), content)
}
