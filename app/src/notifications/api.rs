//! The server functions of notifications.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::{notifications::NotificationView, paging::Page};

/// A part of what the viewer was told.
#[server(name = ListNotifications, prefix = "/api/fn", endpoint = "notifications/list", input = GetUrl, output = Json)]
pub async fn notifications(
    #[server(default)] cursor: Option<String>,
) -> Result<Page<NotificationView>, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::inbox::list(&door.domain, &door.viewer, None, cursor.as_deref()).await)
}
