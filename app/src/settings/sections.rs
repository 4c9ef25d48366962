//! The sections of settings: each a heading and one plain form. What could not be saved stands in it again.

use super::{
    CoverForm, FaceForm, HandleField,
    payout::Payout,
    settings_page::Scene,
    view_model::{Section, Typed, action, activity, device_name, may_write, sensitive},
};
use crate::{
    engagement::AwayButton,
    kit::{Avatar, CheckField, Fault, Moment, SelectField, TextArea, TextField, choices},
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
    pub(super) fn section(
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

pub(super) fn save(lang: Lang) -> impl IntoView {
    view! {
        <div class="actions">
            <button class="button primary">{lang.save()}</button>
        </div>
    }
}

/// Name, handle and words about oneself.
#[component]
pub fn Profile(scene: Scene) -> impl IntoView {
    let (lang, me) = (scene.lang, scene.me.clone());
    let unsaved = scene.unsaved(Section::Profile);
    let of = |field: &str| unsaved.and_then(|unsaved| unsaved.fault(field));
    let own = me.handle.to_string();
    let Typed {
        name,
        handle,
        bio,
        links,
    } = unsaved.map_or_else(|| Typed::of(&me), |unsaved| unsaved.typed.clone());
    let content = view! {
        <form class="fields" method="post" action=action(Section::Profile) data-swap>
            <Fault of="profile" words=of("")/>
            <TextField
                label=lang.name_label()
                name="name"
                value=name
                autocomplete="nickname"
                most=50
                required=true
                fault=of("name")
            />
            <HandleField lang own typed=handle fault=of("handle")/>
            <p class="quiet fine">{lang.handle_help()}</p>
            <TextArea label=lang.bio_label() name="bio" value=bio most=500 fault=of("bio")/>
            <TextArea
                label=lang.links_label()
                name="links"
                value=links
                rows=3
                help=Some(lang.links_help())
                fault=of("links")
            />
            {save(lang)}
        </form>
    };
    let fault = scene.unsaved(Section::Picture).and_then(|unsaved| {
        let of_file = unsaved.fault("picture");
        of_file.or_else(|| unsaved.fault(""))
    });
    let saved = scene.saved == Some(Section::Picture);
    let face = view! { <FaceForm lang me=scene.me.clone() fault saved/> };
    let cover = scene.me.creator.is_some().then(|| {
        let fault = scene.unsaved(Section::Cover).and_then(|unsaved| {
            let of_file = unsaved.fault("cover");
            of_file.or_else(|| unsaved.fault(""))
        });
        view! { <CoverForm lang fault saved=scene.saved == Some(Section::Cover)/> }
    });
    let content = view! {
        {face}
        {content}
        {cover}
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
    let seen = choices(Activity::ALL, Activity::as_str, |one| activity(lang, one));
    let write = choices(MayWrite::ALL, MayWrite::as_str, |one| may_write(lang, one));
    let content = view! {
        <form class="fields" method="post" action=action(Section::Privacy) data-swap>
            <SelectField
                label=lang.activity_label()
                name="activity"
                options=seen
                chosen=settings.activity.as_str()
            />
            <p class="quiet fine">{lang.activity_help()}</p>
            <SelectField
                label=lang.may_write_label()
                name="may_write"
                options=write
                chosen=settings.may_write.as_str()
            />
            <CheckField label=lang.presence_label() name="presence" on=settings.presence/>
            <CheckField label=lang.seen_label() name="seen" on=settings.seen/>
            <CheckField label=lang.typing_label() name="typing" on=settings.typing/>
            {save(lang)}
        </form>
    };
    scene.section(Section::Privacy, None, content)
}

/// What one wants to see.
#[component]
pub fn Content(scene: Scene) -> impl IntoView {
    let (lang, settings) = (scene.lang, scene.settings);
    let marks = scene.me.creator.is_some().then(|| {
        view! {
            <input type="hidden" name="sells" value="true"/>
            <CheckField label=lang.marks_label() name="marks" on=settings.marks/>
            <p class="quiet fine">{lang.marks_help()}</p>
        }
    });
    let pictures = choices(Sensitive::ALL, Sensitive::as_str, |one| sensitive(lang, one));
    let content = view! {
        <form class="fields" method="post" action=action(Section::Content) data-swap>
            <SelectField
                label=lang.sensitive_label()
                name="sensitive"
                options=pictures
                chosen=settings.sensitive.as_str()
            />
            <CheckField label=lang.adult_label() name="adult" on=settings.adult/>
            <p class="quiet fine">{lang.adult_help()}</p>
            {marks}
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
    let address = scene.me.address.to_string();
    let payout = scene.me.creator.as_ref().map(|creator| {
        view! {
            <dt>{lang.wallet_payout()}</dt>
            <dd class="address">{creator.payout_address.to_string()}</dd>
        }
    });
    let change = scene
        .me
        .creator
        .clone()
        .map(|creator| view! { <Payout scene creator/> });
    let content = view! {
        <dl class="settings-facts">
            <dt>{lang.wallet_account()}</dt>
            <dd class="address">{address}</dd>
            {payout}
        </dl>
        {change}
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
        .and_then(|unsaved| unsaved.fault("handle"));
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
                <TextField label=lang.leave_confirm() name="handle" value="" required=true fault=wrong/>
                <div class="actions">
                    <button class="button danger">{lang.leave_button()}</button>
                </div>
            </form>
        }
        .into_any(),
    };
    scene.section(Section::Leave, Some(lang.leave_text()), content)
}
