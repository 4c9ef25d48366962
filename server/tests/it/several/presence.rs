//! Who is here, by two servers, beside a simple model: people come and go at either, time passes, Redis goes and comes back. Whenever it is
//! there, both come to know what the model knows.

use super::{first, is_asked, met, until};
use crate::live::{Client, token, until_held};
use domain::ports::Listener;
use hub::{LINGER, SILENT};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use server::realtime::Times;
use shared::{Timestamp, ids::UserId};
use std::{collections::HashMap, time::Duration};
use testkit::TestApp;

const STEPS: usize = 40;
const PEOPLE: usize = 4;

/// What is so at one of the servers.
#[derive(Default)]
struct At {
    open: Vec<(usize, Client)>,
    /// When they are gone who have no connection any more.
    leaving: HashMap<usize, Timestamp>,
}

impl At {
    fn has(&self, person: usize, now: Timestamp) -> bool {
        let open = self.open.iter().any(|(whose, _)| *whose == person);
        open || self.leaving.get(&person).is_some_and(|until| *until > now)
    }
}

async fn run(seed: u64) {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let (mut redis, one) = first().await;
    let (mut people, mut bearers) = (Vec::new(), Vec::new());
    for _ in 0..PEOPLE {
        let fan = one.fan().await;
        let id = fan.get("/api/me").await.json["id"].clone();
        people.push(serde_json::from_value::<UserId>(id).expect("an id"));
        bearers.push(format!("Bearer {}", token(&fan).await));
    }
    let other = one.beside(Duration::ZERO).await;
    met(&one, &other).await;
    let apps = [&one, &other];
    for app in apps {
        // Nobody reads here, and so nobody answers pings.
        let silent = Duration::from_secs(3_600);
        app.state.realtime.keep_times(Times {
            silent,
            ..Times::default()
        });
    }
    let (mut model, mut up) = ([At::default(), At::default()], true);
    let agree = async |model: &[At; 2], step: usize| {
        let is_so = |person: usize| {
            let now = |app: &TestApp| app.domain().now();
            let here = model.iter().zip(apps).any(|(at, app)| at.has(person, now(app)));
            apps.iter()
                .all(|app| app.state.realtime.is_here(people[person]) == here)
        };
        let what = format!("seed {seed}, step {step}: both know who is here");
        until(&what, || (0..PEOPLE).all(is_so)).await;
    };
    for step in 0..STEPS {
        let at = dice.random_range(0..2);
        match dice.random_range(0..10) {
            0..4 => {
                let person = dice.random_range(0..PEOPLE);
                let bearer = [("authorization", bearers[person].as_str())];
                let mut client = Client::ask(apps[at], "/ws", &bearer, None)
                    .await
                    .expect("a connection");
                client.hear("feed").await;
                model[at].open.push((person, client));
                model[at].leaving.remove(&person);
            }
            4..7 if !model[at].open.is_empty() => {
                let left = dice.random_range(0..model[at].open.len());
                let (person, client) = model[at].open.swap_remove(left);
                drop(client);
                until_held(apps[at], model[at].open.len()).await;
                if model[at].open.iter().all(|(whose, _)| *whose != person) {
                    let until = apps[at].domain().now().after(LINGER);
                    model[at].leaving.insert(person, until);
                }
            }
            7..9 => apps.iter().for_each(|app| app.advance(LINGER / 2)),
            9 if up => {
                redis.stop();
                until("both notice", || apps.iter().all(|app| !is_asked(app))).await;
                up = false;
            }
            9 => {
                redis.begin().await;
                met(&one, &other).await;
                up = true;
            }
            _ => {}
        }
        if up {
            agree(&model, step).await;
        }
    }
    if !up {
        redis.begin().await;
        met(&one, &other).await;
        agree(&model, STEPS).await;
    }
    // Who was there alone goes with it.
    let [here, _] = model;
    other.stop().await;
    one.advance(SILENT);
    let is_so = |person: usize| {
        let now = one.domain().now();
        one.state.realtime.is_here(people[person]) == here.has(person, now)
    };
    let what = format!("seed {seed}: a server that ended has nobody");
    until(&what, || {
        one.state.realtime.others() == 0 && (0..PEOPLE).all(is_so)
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_servers_know_who_is_here_on_postgres() {
    for seed in 0..3 {
        run(seed).await;
    }
}
