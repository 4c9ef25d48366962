//! The server function of the home page.

use crate::errors::Failure;
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};
use serde::{Deserialize, Serialize};
use shared::money::Amount;

/// Figures of the whole site; counted, never invented.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    pub creators: u64,
    pub posts: u64,
    /// What creators have been paid, in each currency that came.
    pub earned: Vec<Amount>,
}

/// Counts for the home page.
#[server(name = GetFigures, prefix = "/api/fn", endpoint = "home/figures", input = GetUrl, output = Json)]
pub async fn figures() -> Result<Figures, Failure> {
    let door = crate::door::open()?;
    let figures = door.answer(domain::feed::figures(&door.domain).await)?;
    Ok(Figures {
        creators: figures.creators,
        posts: figures.posts,
        earned: figures.earned,
    })
}
