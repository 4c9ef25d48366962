//! The page itself: a list of doors and a list of shapes. Without a document it points to the JSON.

use super::{
    ApiDocument,
    view_model::{Door, Field, Group, Shape, groups, shapes},
};
use crate::{layout::PageHead, request::use_request};
use leptos::prelude::*;
use shared::text::Lang;

/// Where programs find the document.
const DOCUMENT: &str = "/api/openapi.json";

/// The page.
#[component]
pub fn ApiPage() -> impl IntoView {
    let lang = use_request().lang;
    let read =
        use_context::<ApiDocument>().map(|ApiDocument(document)| (groups(&document), shapes(&document)));
    view! {
        <PageHead
            title=lang.api_title().to_owned()
            description=Some(lang.api_text().to_owned())
            canonical=Some("/docs/api".to_owned())
        />
        <article class="api">
            <h1>{lang.api_title()}</h1>
            <p>{lang.api_text()} " " <a href=DOCUMENT>{DOCUMENT}</a></p>
            {read.map(|(groups, shapes)| {
                view! {
                    {groups.into_iter().map(|group| view! { <Doors lang group/> }).collect_view()}
                    <h2>{lang.api_shapes()}</h2>
                    {shapes.into_iter().map(|shape| view! { <ShapeView shape/> }).collect_view()}
                }
            })}
        </article>
    }
}

#[component]
fn Doors(lang: Lang, group: Group) -> impl IntoView {
    view! {
        <section>
            <h2>{group.name}</h2>
            {group.doors.into_iter().map(|door| view! { <DoorView lang door/> }).collect_view()}
        </section>
    }
}

#[component]
fn DoorView(lang: Lang, door: Door) -> impl IntoView {
    let answers = door.answers.into_iter().map(|(status, shape)| {
        view! { <li><code>{status}</code> " " {shape}</li> }
    });
    view! {
        <h3><code>{door.method} " " {door.path}</code></h3>
        <p>{door.summary} {door.signed_in.then(|| format!(" {}", lang.api_signed_in()))}</p>
        <Fields fields=door.parameters/>
        {door.body.map(|body| view! { <p>{lang.api_body()} " " <code>{body}</code></p> })}
        <ul class="api-answers">{answers.collect_view()}</ul>
    }
}

#[component]
fn Fields(fields: Vec<Field>) -> impl IntoView {
    (!fields.is_empty()).then(|| {
        let rows = fields.into_iter().map(|field| {
            view! {
                <dt><code>{field.name}{(!field.required).then_some("?")}</code> " " {field.kind}</dt>
                <dd>{field.words}</dd>
            }
        });
        view! { <dl class="api-fields">{rows.collect_view()}</dl> }
    })
}

#[component]
fn ShapeView(shape: Shape) -> impl IntoView {
    let values = (!shape.values.is_empty()).then(|| view! { <p><code>{shape.values.join(" | ")}</code></p> });
    view! {
        <section>
            <h3><code>{shape.name}</code></h3>
            <p>{shape.words}</p>
            {values}
            <Fields fields=shape.fields/>
        </section>
    }
}
