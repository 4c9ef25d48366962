//! What processes of one database say to each other, by Redis: how far topics are, who is here, and what is so for a moment. It refuses
//! nothing and promises nothing: what is not heard is found in the outbox a second later, or said again. Who says something to Redis that
//! no process would say is passed over.

use super::Realtime;
use crate::adapters::redis::{Fault, Meeting, Redis};
use domain::Domain;
use hub::Process;
use serde::{Deserialize, Serialize};
use shared::{ids::UserId, live::Passing};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{Mutex, mpsc},
    time::{Instant, MissedTickBehavior, interval, sleep},
};
use uuid::Uuid;

/// How it is said; who says it otherwise is not understood.
const VERSION: u32 = 1;
/// What waits to be said.
const QUEUE: usize = 4_096;
/// What is said at once.
const AT_ONCE: usize = 256;
/// How often each says that it lives.
const BEAT: Duration = Duration::from_secs(2);
/// Whoever does not hear even themself for so long hears nothing.
const DEAF: Duration = Duration::from_secs(10);
/// It is tried again so soon.
const AGAIN: Duration = Duration::from_secs(1);

/// Something that a process says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "snake_case")]
pub(super) enum Said {
    /// These channels stand so far.
    Told {
        at: Vec<(String, u64)>,
    },
    /// Something is so for a moment; not who is here.
    Passing {
        channel: String,
        passing: Passing,
        about: UserId,
    },
    /// Somebody is here who was not here by this process's word.
    Came {
        user: UserId,
    },
    Went {
        user: UserId,
    },
    /// All who are here by this process's word.
    Here {
        users: Vec<UserId>,
    },
    /// This process lives, and who is here by its word has this sum.
    Beat {
        sum: u64,
    },
    /// One process, or each, is to say who is here.
    Ask {
        whom: Option<Uuid>,
    },
    /// Something that this program does not know yet.
    #[serde(other)]
    Unknown,
}

#[derive(Serialize, Deserialize)]
struct Letter {
    v: u32,
    from: Uuid,
    said: Vec<Said>,
}

impl Letter {
    fn read(text: &str) -> Option<Self> {
        let letter: Self = serde_json::from_str(text).ok()?;
        (letter.v == VERSION).then_some(letter)
    }
}

/// This process's place among the others.
pub(super) struct Bus {
    redis: Arc<Redis>,
    own: Uuid,
    say: mpsc::Sender<Said>,
    queue: Mutex<mpsc::Receiver<Said>>,
}

impl Bus {
    pub(super) fn new(redis: Arc<Redis>) -> Self {
        let (say, queue) = mpsc::channel(QUEUE);
        Self {
            redis,
            own: Uuid::from_u128(rand::random()),
            say,
            queue: Mutex::new(queue),
        }
    }

    /// Says it soon, without waiting. Where too much waits it is not said.
    pub(super) fn say(&self, said: Said) {
        if self.say.try_send(said).is_err() {
            metrics::counter!("live_bus_unsaid_total").increment(1);
        }
    }

    /// Whether this is the process that is meant.
    pub(super) fn is_meant(&self, whom: Option<Uuid>) -> bool {
        whom.is_none_or(|whom| whom == self.own)
    }

    /// Speaks and hears, for ever. That there is no Redis is said once, and that it is back.
    pub(super) async fn run(&self, realtime: &Realtime, domain: &Domain) {
        let up = metrics::gauge!("live_bus_up");
        let mut queue = self.queue.lock().await;
        let mut well = true;
        loop {
            let fault = match self.redis.meet().await {
                Ok(meeting) => {
                    let attended = self.attend(meeting, &mut queue, (realtime, domain), || {
                        up.set(1.0);
                        if !std::mem::replace(&mut well, true) {
                            tracing::info!("Redis answers again");
                        }
                    });
                    attended.await
                }
                Err(fault) => fault,
            };
            self.redis.rests();
            up.set(0.0);
            if std::mem::replace(&mut well, false) {
                tracing::warn!(%fault, "without Redis: other processes are heard a second later, and each counts requests alone");
            }
            sleep(AGAIN).await;
        }
    }

    /// Speaks and hears until that fails. `heard` is called for each of our own words that comes back: then all is well.
    async fn attend(
        &self,
        mut meeting: Meeting,
        queue: &mut mpsc::Receiver<Said>,
        (realtime, domain): (&Realtime, &Domain),
        mut heard: impl FnMut(),
    ) -> Fault {
        // What waited is old: what was told is found in the outbox, and who is here is said whole.
        while queue.try_recv().is_ok() {}
        realtime.introduce();
        self.say(Said::Ask { whom: None });
        let mut beats = interval(BEAT);
        beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (mut heard_at, mut said) = (Instant::now(), Vec::new());
        loop {
            tokio::select! {
                _ = beats.tick() => {
                    if heard_at.elapsed() > DEAF {
                        return Fault::Deaf;
                    }
                    realtime.beat();
                }
                _ = queue.recv_many(&mut said, AT_ONCE) => {
                    metrics::counter!("live_bus_said_total").increment(said.len() as u64);
                    let (v, from, said) = (VERSION, self.own, std::mem::take(&mut said));
                    // Such values always have a JSON.
                    let letter = serde_json::to_string(&Letter { v, from, said }).unwrap_or_default();
                    if let Err(fault) = self.redis.say(&mut meeting, &letter).await {
                        return fault;
                    }
                }
                text = meeting.next() => {
                    let Some(text) = text else { return Fault::Broke };
                    let Some(letter) = Letter::read(&text) else { continue };
                    if letter.from == self.own {
                        heard_at = Instant::now();
                        self.redis.answers(&meeting);
                        heard();
                        continue;
                    }
                    let from = Process(letter.from.as_u128());
                    metrics::counter!("live_bus_heard_total").increment(letter.said.len() as u64);
                    for said in letter.said {
                        realtime.hear(domain, from, said);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_passed_over() {
        let own = Uuid::nil();
        let told = Said::Told {
            at: vec![("feed".into(), 7)],
        };
        let letter = Letter {
            v: VERSION,
            from: own,
            said: vec![told.clone(), Said::Ask { whom: None }],
        };
        let text = serde_json::to_string(&letter).expect("JSON");
        assert_eq!(
            text,
            r#"{"v":1,"from":"00000000-0000-0000-0000-000000000000","said":[{"say":"told","at":[["feed",7]]},{"say":"ask","whom":null}]}"#
        );
        let read = Letter::read(&text).expect("a letter");
        assert_eq!((read.from, read.said), (own, letter.said));
        let newer = text.replace(r#""say":"ask","whom":null"#, r#""say":"dance","with":[1]"#);
        assert_eq!(
            Letter::read(&newer).expect("a letter").said,
            [told, Said::Unknown]
        );
        let other = text.replace(r#""v":1"#, r#""v":2"#);
        for wrong in ["", "{}", "[]", "null", "hello", &text[1..], &other] {
            assert!(Letter::read(wrong).is_none(), "{wrong}");
        }
    }
}
