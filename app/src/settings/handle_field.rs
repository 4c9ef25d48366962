//! The field for a handle. Awake it says while one types whether the handle can be had.

use crate::{
    kit::url::encode,
    ports::{Fault, Request, ports},
};
use leptos::{prelude::*, task::spawn_local};
use serde::Deserialize;
use shared::{Code, identity::Handle, text::Lang};

/// Milliseconds of quiet before the server is asked.
const QUIET: u32 = 250;

#[derive(Deserialize)]
struct Answer {
    free: bool,
}

/// A field named `handle`. `own` is what one has; `typed` what stands in it; `fault` why that was refused.
#[island]
pub fn HandleField(lang: Lang, own: String, typed: String, fault: Option<String>) -> impl IntoView {
    let wrong = fault.is_some();
    let said = RwSignal::new((wrong, fault.unwrap_or_default()));
    let asked = StoredValue::new(0_u32);
    let own = StoredValue::new(own);
    let on_input = move |text: String| {
        let turn = asked.get_value() + 1;
        asked.set_value(turn);
        let text = text.trim().trim_start_matches('@').to_ascii_lowercase();
        if own.with_value(|own| *own == text) {
            return said.set((false, lang.handle_yours().to_owned()));
        }
        if let Err(refusal) = text.parse::<Handle>() {
            return said.set((
                !text.is_empty(),
                refusal
                    .detail
                    .map_or_else(String::new, |words| words.in_lang(lang).into_owned()),
            ));
        }
        spawn_local(async move {
            let Some(ports) = ports() else { return };
            ports.pages.wait(QUIET).await;
            if asked.try_get_value() != Some(turn) {
                return;
            }
            let answer = Request::get(format!("/api/handles/{}", encode(&text)))
                .fetch::<Answer>()
                .await;
            let words = match answer {
                Ok(Answer { free: true }) => (false, lang.handle_free().to_owned()),
                Ok(Answer { free: false }) => (true, lang.handle_taken().to_owned()),
                Err(Fault::Refused {
                    code: Code::Invalid,
                    detail,
                }) => (true, detail),
                // Whether it is free will be seen when it is saved.
                Err(_) => (false, String::new()),
            };
            if asked.try_get_value() == Some(turn) {
                said.try_set(words);
            }
        });
    };
    view! {
        <label class="field">
            <span>{lang.handle_label()}</span>
            <input
                name="handle"
                type="text"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                maxlength="31"
                required
                aria-describedby="handle-said"
                aria-invalid=move || said.with(|(wrong, _)| wrong.then_some("true"))
                value=typed
                on:input=move |event| on_input(event_target_value(&event))
            />
        </label>
        <p
            id="handle-said"
            class="field-said"
            class:wrong=move || said.with(|(wrong, _)| *wrong)
            aria-live="polite"
        >
            {move || said.with(|(_, words)| words.clone())}
        </p>
    }
}
