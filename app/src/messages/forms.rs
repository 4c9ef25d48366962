//! The forms of a conversation: to change one's words, and to begin one. What could not be sent stands in them again.

use super::view_model::{Place, Unsent};
use crate::kit::{Glyph, Icon};
use leptos::prelude::*;
use shared::{
    ids::{ConversationId, MessageId},
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
    let fault = unsent.as_ref().map(|unsent| {
        view! { <p class="field-fault" id="message-fault" role="alert">{unsent.problem.detail.clone()}</p> }
    });
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
