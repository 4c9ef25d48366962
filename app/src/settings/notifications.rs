//! What one is told of, and where: a box for each kind and way that can be switched off. A way that one does not have has no column.

use super::{sections::save, settings_page::Scene, view_model::Section};
use leptos::prelude::*;
use shared::{notifications::NotificationSwitch, reaching::Reach, text::Lang};

/// A column of boxes: its name in the form, and its words.
#[derive(Clone, Copy)]
struct Column {
    way: &'static str,
    words: &'static str,
    of: fn(&NotificationSwitch) -> Option<bool>,
}

fn columns(lang: Lang, reach: &Reach) -> Vec<Column> {
    let mut columns = vec![Column {
        way: "",
        words: lang.way_in_app(),
        // Messages have a bell of their own.
        of: |switch| switch.kind.is_listed().then_some(switch.in_app),
    }];
    if !reach.devices.is_empty() {
        columns.push(Column {
            way: "push",
            words: lang.way_push(),
            of: |switch| switch.push,
        });
    }
    if reach.sends_mail && reach.email.is_some() {
        columns.push(Column {
            way: "mail",
            words: lang.way_mail(),
            of: |switch| switch.mail,
        });
    }
    columns
}

/// The boxes, as they stand now.
#[component]
pub fn Notifications(scene: Scene, switches: Vec<NotificationSwitch>, reach: Reach) -> impl IntoView {
    let lang = scene.lang;
    let columns = columns(lang, &reach);
    let heads = columns
        .iter()
        .map(|column| view! { <th scope="col">{column.words}</th> })
        .collect_view();
    let there = columns
        .iter()
        .filter(|column| !column.way.is_empty())
        .map(|column| view! { <input type="hidden" name=column.way value="true"/> })
        .collect_view();
    let lines = switches
        .into_iter()
        .filter(|switch| columns.iter().any(|column| (column.of)(switch).is_some()))
        .map(|switch| view! { <Line lang switch columns=columns.clone()/> })
        .collect_view();
    let content = view! {
        <form class="fields" method="post" action="/notifications/switches" data-swap>
            {there}
            <table class="ways">
                <thead>
                    <tr>
                        <th scope="col">{lang.way_kind()}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
            {save(lang)}
        </form>
    };
    scene.section(
        Section::Notifications,
        Some(lang.settings_notifications_text()),
        content,
    )
}

#[component]
fn Line(lang: Lang, switch: NotificationSwitch, columns: Vec<Column>) -> impl IntoView {
    let kind = lang.notification_kind(switch.kind);
    let boxes = columns
        .into_iter()
        .map(|column| {
            let on = (column.of)(&switch);
            let (name, label) = match column.way {
                "" => (switch.kind.as_str().to_owned(), kind.to_owned()),
                way => (
                    format!("{way}.{}", switch.kind.as_str()),
                    lang.way_box(kind, column.words),
                ),
            };
            let tick = on.map(|on| {
                view! {
                    <label class="tick">
                        <input type="checkbox" name=name value="true" checked=on aria-label=label/>
                    </label>
                }
            });
            view! { <td>{tick}</td> }
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row">{kind}</th>
            {boxes}
        </tr>
    }
}
