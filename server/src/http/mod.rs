//! HTTP around the doors: request ids, errors, sessions, cross-site refusal, limits, headers. Nothing here
//! knows what a door is for.

pub mod body;
pub mod client;
pub mod collecting_forms;
pub mod composing_forms;
pub mod creating_forms;
pub mod deadline;
pub mod errors;
pub mod extract;
pub mod feeds;
pub mod flash_forms;
pub mod forms;
pub mod goods_forms;
pub mod headers;
pub mod inviting;
pub mod kept_pages;
pub mod limits;
pub mod link_forms;
pub mod media;
pub mod message_files;
pub mod message_forms;
pub mod notification_forms;
pub mod observe;
pub mod offline;
pub mod origin;
pub mod pages;
pub mod paying_forms;
pub mod session;
pub mod settings_forms;
pub mod sharing;
pub mod signed;
pub mod syndication;
pub mod tus;
pub mod webhook_forms;
pub mod wire;
pub mod with_files;
