//! `/docs/api`: the REST doors as the server's own OpenAPI document tells them.

mod api_page;
mod view_model;

pub use api_page::ApiPage;

use std::sync::Arc;

/// The OpenAPI document, given as context by the server.
#[derive(Clone, Debug)]
pub struct ApiDocument(pub Arc<serde_json::Value>);
