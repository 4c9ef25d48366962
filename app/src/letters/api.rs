//! The server function of links in letters.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use shared::reaching::LinkView;

/// What a link does and whose account it is about; looking changes nothing.
#[server(name = LookAtLink, prefix = "/api/fn", endpoint = "letters/link", input = GetUrl, output = Json)]
pub async fn link(token: String) -> Result<LinkView, Failure> {
    let door = crate::door::open()?;
    door.answer(domain::notifications::look_at_link(&door.domain, &token).await)
}
