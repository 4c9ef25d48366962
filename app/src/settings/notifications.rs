//! What one is told of: a box for each kind that can be switched off.

use super::{sections::save, settings_page::Scene, view_model::Section};
use crate::kit::CheckField;
use leptos::prelude::*;
use shared::notifications::NotificationSwitch;

/// The boxes, as they stand now.
#[component]
pub fn Notifications(scene: Scene, switches: Vec<NotificationSwitch>) -> impl IntoView {
    let lang = scene.lang;
    let boxes = switches
        .into_iter()
        .map(|NotificationSwitch { kind, in_app }| {
            view! { <CheckField label=lang.notification_kind(kind) name=kind.as_str() on=in_app/> }
        })
        .collect_view();
    let content = view! {
        <form class="fields" method="post" action="/notifications/switches" data-swap>
            {boxes}
            {save(lang)}
        </form>
    };
    scene.section(
        Section::Notifications,
        Some(lang.settings_notifications_text()),
        content,
    )
}
