//! Watches an order from its own page: whoever pays it, with whatever wallet, the page changes by itself.

use super::view_model::LOOK;
use crate::{
    live::Rung,
    ports::{Ports, Request, ports},
};
use leptos::{prelude::*, task::spawn_local};
use serde::Deserialize;
use shared::payments::OrderStatus;

/// Looks until this becomes rarer: a minute and a half.
const OFTEN: u32 = 90_000 / LOOK;
/// Milliseconds between two looks after that.
const SELDOM: u32 = 5_000;

/// As much of an order as is watched.
#[derive(Deserialize)]
struct Watched {
    status: OrderStatus,
}

/// Asks how the order stands until it is another than `status`, and then shows the page as it now is; `paid` is said once it is.
#[island]
pub fn OrderWatch(id: String, status: String, paid: String) -> impl IntoView {
    Effect::new(move |_| {
        let Some(ports) = ports() else { return };
        let (id, status, paid) = (id.clone(), status.clone(), paid.clone());
        spawn_local(async move {
            let generation = ports.pages.generation();
            let here = || ports.pages.generation() == generation;
            let moved = Rung::by(&ports, "me", &format!("order:{id}"));
            let mut looks = 0_u32;
            while here() {
                // Where it is told when the order moves, it is asked for only to be sure.
                let seldom = looks >= OFTEN || ports.live.hears("me");
                moved.within(&ports, if seldom { SELDOM } else { LOOK }).await;
                looks = looks.saturating_add(1);
                // An answer that does not come says nothing.
                let news = Request::get(format!("/api/orders/{id}")).fetch::<Watched>().await;
                let changed = news.ok().filter(|news| news.status.as_str() != status);
                if let Some(Watched { status }) = changed.filter(|_| here()) {
                    let words = if status.paid() { paid.as_str() } else { "" };
                    return show(&ports, words).await;
                }
            }
        });
    });
}

async fn show(ports: &Ports, words: &str) {
    if ports.pages.refresh_main(0).await {
        ports.pages.announce(words);
    } else {
        ports.pages.announce_next(words);
        ports.pages.reload();
    }
}
