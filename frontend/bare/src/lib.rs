//! What the modules have in common that wake a form by hand: steps over its markup, requests to this site's doors, what these answer, and files on
//! their way. It knows no page, and draws in neither Leptos nor code that the browser has itself.

pub mod dom;
pub mod json;
pub mod refusals;
pub mod requests;
pub mod tus;

/// The page's own module sends it to an element with `data-hears` when what that names has happened.
pub const HEARD: &str = "fonana:heard";
