//! The plain forms of notifications, and of cancelling what they remind of. Marking is a form and never a link: what a browser
//! fetches by itself changes nothing.

use super::{errors::Failure, extract::Form, forms::own_path};
use crate::state::AppState;
use app::settings::view_model::Section;
use axum::{Extension, extract::State, response::Redirect};
use domain::{Viewer, notifications, subscriptions};
use serde::Deserialize;
use shared::{
    Code, Timestamp,
    ids::NotificationId,
    notifications::{MarkRead, NotificationKind, NotificationSwitch},
};
use std::collections::HashMap;

/// What was read: one of them, or all until a moment in milliseconds.
#[derive(Debug, Deserialize)]
pub struct Read {
    id: Option<NotificationId>,
    until: Option<i64>,
    back: Option<String>,
}

/// `POST /notifications/read`: marks it and goes back to the list.
pub async fn read(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(sent): Form<Read>,
) -> Result<Redirect, Failure> {
    let mark = MarkRead {
        ids: sent.id.into_iter().collect(),
        until: sent.until.map(Timestamp),
    };
    notifications::mark_read(&state.domain, &viewer, &mark).await?;
    Ok(Redirect::to(own_path(
        sent.back.as_deref().or(Some("/notifications")),
    )))
}

/// `POST /notifications/switches`: what one is told of from now on; a box that is not ticked is not sent.
pub async fn switches(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(ticked): Form<HashMap<String, String>>,
) -> Result<Redirect, Failure> {
    // Columns that the page does not have are not in the form, and stay.
    let column = |way: &str| ticked.contains_key(way);
    let (push, mail) = (column("push"), column("mail"));
    let of = |way: &str, kind: NotificationKind| ticked.contains_key(&format!("{way}.{}", kind.as_str()));
    let changes = NotificationKind::CHOICES.map(|kind| NotificationSwitch {
        kind,
        in_app: !kind.is_listed() || ticked.contains_key(kind.as_str()),
        push: push.then(|| of("push", kind)),
        mail: mail.then(|| of("mail", kind)),
    });
    notifications::switch(&state.domain, &viewer, &changes).await?;
    let name = Section::Notifications.name();
    Ok(Redirect::to(&format!("/settings?saved={name}#{name}")))
}

/// A subscription that is cancelled, or kept after all.
#[derive(Debug, Deserialize)]
pub struct Cancelled {
    creator: String,
    act: String,
}

/// `POST /subscriptions/cancel`: back to the subscriptions.
pub async fn cancel(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(sent): Form<Cancelled>,
) -> Result<Redirect, Failure> {
    let cancel = match sent.act.as_str() {
        "cancel" => true,
        "keep" => false,
        _ => return Err(Code::Malformed.into()),
    };
    subscriptions::cancel(&state.domain, &viewer, &sent.creator, cancel).await?;
    Ok(Redirect::to("/subscriptions"))
}
