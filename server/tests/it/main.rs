//! Everything the server promises, tested through its doors: one binary, each body on SQLite and PostgreSQL.

#[cfg(not(feature = "localnet"))]
compile_error!("the integration tests pay on the embedded network");

mod access_matrix;
mod acting;
mod auth;
mod becoming;
mod broadcasts;
mod collections;
mod doors;
mod heads;
mod live;
mod locked;
mod media;
mod messages;
mod notifications;
mod payments;
mod polls;
mod posts;
mod pricing;
mod reaching;
mod reading;
mod refusing;
mod rooms;
mod searching;
mod settings;
mod several;
mod sharing;
mod starting;
mod tidy;
mod turning_away;
mod uploads;
mod visitors;
mod web;
