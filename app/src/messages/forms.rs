//! The forms of a conversation: to write, to change one's words, and to begin one. What could not be sent stands in them again.

use super::view_model::{Place, Unsent, path};
use crate::{
    kit::{Glyph, Icon},
    request::use_request,
};
use leptos::prelude::*;
use shared::{
    Code,
    ids::{ConversationId, MessageId},
    messages::{MessageView, beginning},
    text::Lang,
};

/// Begins a conversation with somebody, or goes on with it.
#[component]
pub fn WriteTo(lang: Lang, handle: String) -> impl IntoView {
    view! {
        <form method="post" action="/messages">
            <input type="hidden" name="with" value=handle/>
            <button class="button" data-testid="write-to">
                <Icon glyph=Glyph::Messages/>
                {lang.message_write()}
            </button>
        </form>
    }
}

/// Why it was not taken, in words of the language.
fn fault(lang: Lang, unsent: Option<&Unsent>) -> Option<impl IntoView + use<>> {
    let problem = &unsent?.problem;
    let words = if problem.code == Code::Invalid {
        lang.message_rules()
    } else {
        lang.refusal(problem.code)
    };
    Some(view! { <p class="field-fault" id="message-fault" role="alert">{words}</p> })
}

/// Writes a message.
#[component]
pub fn Writer(
    lang: Lang,
    id: ConversationId,
    /// The other one's name.
    name: String,
    /// The message that is answered.
    answer: Option<MessageView>,
    unsent: Option<Unsent>,
) -> impl IntoView {
    // The form of one page view is one act of writing, however often it is sent.
    let key = use_request().request_id.clone();
    let unsent = unsent.filter(|unsent| unsent.edit.is_none());
    let fault = fault(lang, unsent.as_ref());
    let described = fault.is_some().then_some("message-fault");
    let label = lang.message_to(&name);
    let answered = answer.map(|answered| {
        let who = if answered.mine {
            lang.message_you().to_owned()
        } else {
            name.clone()
        };
        let words = answered.body.as_deref().map(beginning).unwrap_or_default();
        view! {
            <p class="message-answers">
                <input type="hidden" name="answers" value=answered.id.to_string()/>
                <span>{lang.message_answers(&who)} ": " <q>{words}</q></span>
                <a href=path(id) data-swap>
                    {lang.message_no_answer()}
                </a>
            </p>
        }
    });
    let body = unsent.map(|unsent| unsent.body).unwrap_or_default();
    view! {
        <form class="writer" method="post" action=path(id) data-swap data-testid="writer">
            <input type="hidden" name="key" value=key/>
            {answered}
            <div class="writer-line">
                <textarea
                    name="body"
                    rows="1"
                    maxlength="4000"
                    required
                    autofocus
                    aria-label=label.clone()
                    placeholder=label
                    aria-describedby=described
                >
                    {body}
                </textarea>
                <button class="button primary">{lang.message_send()}</button>
            </div>
            {fault}
        </form>
    }
}

/// Changes the words of a message of one's own.
#[component]
pub fn Rewriter(
    lang: Lang,
    id: ConversationId,
    message: MessageId,
    body: String,
    place: Place,
    unsent: Option<Unsent>,
) -> impl IntoView {
    let unsent = unsent.filter(|unsent| unsent.edit == Some(message));
    let fault = fault(lang, unsent.as_ref());
    let described = fault.is_some().then_some("message-fault");
    let body = unsent.map_or(body, |unsent| unsent.body);
    let back = Place { edit: None, ..place }.href(id);
    view! {
        <form class="writer" method="post" action=format!("/messages/{id}/{message}") data-swap>
            <input type="hidden" name="back" value=back.clone()/>
            <textarea
                name="body"
                rows="2"
                maxlength="4000"
                required
                autofocus
                aria-label=lang.message_edit()
                aria-describedby=described
            >
                {body}
            </textarea>
            {fault}
            <div class="writer-acts">
                <a class="button" href=back data-swap>
                    {lang.comment_cancel()}
                </a>
                <button class="button primary" name="act" value="edit">
                    {lang.message_save()}
                </button>
            </div>
        </form>
    }
}
