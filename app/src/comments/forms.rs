//! The forms to write, answer, change and delete a comment. What could not be sent stands in them again.

use super::view_model::{Looking, Unsent};
use crate::request::use_request;
use leptos::prelude::*;
use shared::{
    comments::CommentView,
    ids::{CommentId, PostId},
    text::Lang,
};

/// Why it was not taken.
fn fault(unsent: Option<&Unsent>) -> Option<impl IntoView + use<>> {
    let words = unsent?.problem.detail.clone();
    Some(view! { <p class="field-fault" id="comment-fault" role="alert">{words}</p> })
}

/// Writes a comment on the post, or a reply.
#[component]
pub fn Composer(
    lang: Lang,
    post: PostId,
    parent: Option<CommentId>,
    label: String,
    unsent: Option<Unsent>,
    /// Where giving up leads.
    #[prop(optional_no_strip)]
    cancel: Option<String>,
) -> impl IntoView {
    let request = use_request();
    // The form of one page view is one act of writing, however often it is sent.
    let key = format!(
        "{}-{}",
        request.request_id,
        parent.map(|id| id.to_string()).unwrap_or_default()
    );
    let fault = fault(unsent.as_ref());
    let described = fault.is_some().then_some("comment-fault");
    let send = if parent.is_some() {
        lang.comment_reply()
    } else {
        lang.comment_send()
    };
    let focus = parent.is_some() || unsent.is_some();
    let anonymous = unsent.as_ref().is_some_and(|unsent| unsent.anonymous);
    let body = unsent.map(|unsent| unsent.body).unwrap_or_default();
    view! {
        <form class="composer" method="post" action=format!("/post/{post}/comments") data-swap>
            <input type="hidden" name="key" value=key/>
            {parent.map(|id| view! { <input type="hidden" name="parent" value=id.to_string()/> })}
            <textarea
                name="body"
                rows="3"
                maxlength="2000"
                required
                aria-label=label.clone()
                placeholder=label
                aria-describedby=described
                autofocus=focus
            >
                {body}
            </textarea>
            {fault}
            <div class="composer-acts">
                <label class="check">
                    <input type="checkbox" name="anonymous" value="true" checked=anonymous/>
                    {lang.comment_anonymous()}
                </label>
                {cancel
                    .map(|href| {
                        view! {
                            <a class="button" href=href data-swap>
                                {lang.comment_cancel()}
                            </a>
                        }
                    })}
                <button class="button primary">{send}</button>
            </div>
        </form>
    }
}

/// Changes the words of one's own comment.
#[component]
pub fn Editor(lang: Lang, comment: CommentView, unsent: Option<Unsent>, back: String) -> impl IntoView {
    let fault = fault(unsent.as_ref());
    let described = fault.is_some().then_some("comment-fault");
    let body = unsent.map_or(comment.body.unwrap_or_default(), |unsent| unsent.body);
    view! {
        <form class="composer" method="post" action=format!("/comment/{}", comment.id) data-swap>
            <input type="hidden" name="back" value=back.clone()/>
            <textarea
                name="body"
                rows="3"
                maxlength="2000"
                required
                aria-label=lang.comment_edit_title()
                aria-describedby=described
                autofocus
            >
                {body}
            </textarea>
            {fault}
            <div class="composer-acts">
                <a class="button" href=back data-swap>
                    {lang.comment_cancel()}
                </a>
                <button class="button primary" name="act" value="edit">
                    {lang.comment_save()}
                </button>
            </div>
        </form>
    }
}

/// Deletes a comment, asked a second time.
#[component]
pub fn Deleter(lang: Lang, id: CommentId, looking: Looking, post: PostId) -> impl IntoView {
    view! {
        <form class="sure" method="post" action=format!("/comment/{id}") data-swap>
            <input type="hidden" name="back" value=looking.href(post, None)/>
            <button class="button danger" name="act" value="delete">
                {lang.comment_delete_sure()}
            </button>
            <a class="act" href=looking.href(post, Some(id)) data-swap>
                {lang.comment_cancel()}
            </a>
        </form>
    }
}
