//! The live connections of this process: who holds one, what reaches them at once, and what is read from the outbox because it did not. It
//! refuses other sites' pages, spent tickets and more connections than it holds; what a connection may hear is decided in `domain`.

mod bus;
mod others;
mod socket;

use crate::{
    adapters::redis::Redis,
    http::{
        client,
        errors::{Failure, log},
        extract::Query,
        limits::customer,
        observe, origin,
        wire::Wire,
    },
    state::AppState,
};
use axum::{
    Extension,
    extract::{
        Request, State,
        ws::{Utf8Bytes, WebSocketUpgrade, rejection::WebSocketUpgradeRejection},
    },
    http::{HeaderMap, header},
    response::Response,
};
use bus::{Bus, Said};
use domain::{
    Domain, Viewer, identity,
    live::{self, Told},
    ports::{Clock, Listener},
};
use hub::{Hub, Limits, Numbered, Owner, Presence, SocketId};
use serde::Deserialize;
use shared::{
    Code, Refusal, Timestamp,
    ids::UserId,
    live::{Channel, FromServer, MOST_BYTES, MOST_TOPICS},
    text::Lang,
};
use std::{
    collections::BTreeMap,
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{sync::Notify, time::MissedTickBehavior};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Connections that one process holds.
const MOST_SOCKETS: usize = 20_000;
/// Of one person: tabs and devices.
const OF_A_PERSON: usize = 20;
/// Of all at one address who are not signed in.
const OF_AN_ADDRESS: usize = 100;
/// Bytes that may come before there is something whole: the longest message, each of its letters in a piece of its own between empty ones.
const UNREAD: u64 = 16 * MOST_BYTES as u64;
/// Events that wait for one connection.
const QUEUE: usize = 256;
/// Whoever missed more asks for the thing itself.
const REPLAY: u64 = 100;
/// Channels that are read at once.
const AT_ONCE: usize = 100;
/// How often the outbox is looked at for what nobody brought.
const SWEEP: Duration = Duration::from_secs(1);
/// A transaction may be committed so long after the moment that stands in it.
const LATE: Duration = Duration::from_secs(30);
/// How long connections have to end when the server stops.
const GOODBYE: Duration = Duration::from_secs(3);

/// The times of a connection.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// Between two pings, and two looks at rights that end by themselves.
    pub beat: Duration,
    /// Whoever says nothing for so long, not even an answer to a ping, is gone.
    pub silent: Duration,
    /// Whoever asks for nothing for so long has no need of it.
    pub idle: Duration,
    /// Whoever takes nothing of what is sent for so long is gone.
    pub write: Duration,
    /// All rights are asked again so often, whatever was told of them.
    pub doubt: Duration,
}

impl Default for Times {
    fn default() -> Self {
        Self {
            beat: Duration::from_secs(20),
            silent: Duration::from_secs(75),
            idle: Duration::from_secs(60),
            write: Duration::from_secs(10),
            doubt: Duration::from_secs(600),
        }
    }
}

/// What there is one of in a server.
pub struct Realtime {
    hub: Mutex<Hub<Utf8Bytes, Arc<Notify>>>,
    /// Who is here of those who let others see that.
    presence: Mutex<Presence>,
    /// Where there are other processes.
    bus: Option<Bus>,
    /// Rung where something is to be read from the outbox.
    reads: Notify,
    clock: Arc<dyn Clock>,
    times: Mutex<Times>,
    stop: CancellationToken,
    sockets: TaskTracker,
}

impl Realtime {
    /// `limited` as requests are; with other processes where there is a Redis.
    pub fn new(clock: Arc<dyn Clock>, limited: bool, redis: Option<Arc<Redis>>) -> Self {
        let limits = Limits {
            sockets: MOST_SOCKETS,
            of_a_person: OF_A_PERSON,
            of_an_address: if limited { OF_AN_ADDRESS } else { MOST_SOCKETS },
            topics: MOST_TOPICS,
            queue: QUEUE,
            replay: REPLAY,
        };
        Self {
            hub: Mutex::new(Hub::new(limits)),
            presence: Mutex::default(),
            bus: redis.map(Bus::new),
            reads: Notify::new(),
            clock,
            times: Mutex::default(),
            stop: CancellationToken::new(),
            sockets: TaskTracker::new(),
        }
    }

    /// For connections that begin from now on.
    pub fn keep_times(&self, times: Times) {
        *self.times.lock().unwrap_or_else(PoisonError::into_inner) = times;
    }

    fn times(&self) -> Times {
        *self.times.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn presence(&self) -> MutexGuard<'_, Presence> {
        self.presence.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hub(&self) -> MutexGuard<'_, Hub<Utf8Bytes, Arc<Notify>>> {
        self.hub.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Works on the hub, and wakes whom that concerns once it is free again.
    fn with<T>(&self, work: impl FnOnce(&mut Hub<Utf8Bytes, Arc<Notify>>) -> T) -> T {
        let (mut woken, mut hub) = (Vec::new(), self.hub());
        let done = work(&mut hub);
        hub.wakes(|bell| woken.push(bell.clone()));
        let wants = hub.wants();
        drop(hub);
        if wants {
            self.reads.notify_one();
        }
        for bell in woken {
            bell.notify_one();
        }
        done
    }

    /// How many other processes are heard of.
    pub fn others(&self) -> usize {
        self.presence().others()
    }

    /// How many people are here by the word of this process.
    pub fn own(&self) -> usize {
        self.presence().ours().len()
    }

    /// How many connections there are, and how many topics are heard.
    pub fn held(&self) -> (usize, usize) {
        let hub = self.hub();
        (hub.sockets(), hub.channels())
    }

    /// Reads what is missing and hears other processes, until `stopped` completes; then all connections are told to come back later.
    pub async fn run(self: Arc<Self>, domain: Domain, stopped: impl Future<Output = ()>) {
        let heard = async {
            match &self.bus {
                Some(bus) => bus.run(&self, &domain).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = self.look(&domain, stopped) => {}
            () = heard => {}
        }
        self.stop.cancel();
        self.sockets.close();
        // Who does not take its leave in time is cut off.
        let _ = tokio::time::timeout(GOODBYE, self.sockets.wait()).await;
    }

    /// Reads what is missing, until `stopped` completes.
    async fn look(&self, domain: &Domain, stopped: impl Future<Output = ()>) {
        tokio::pin!(stopped);
        let mut ticks = tokio::time::interval(SWEEP);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (mut since, mut well) = (self.clock.now(), true);
        loop {
            let done = tokio::select! {
                () = &mut stopped => return,
                () = self.reads.notified() => self.read(domain).await,
                _ = ticks.tick() => self.sweep(domain, &mut since).await,
            };
            match done {
                Ok(()) => well = true,
                Err(error) if well => {
                    log(&error);
                    well = false;
                }
                Err(_) => {}
            }
        }
    }

    /// Finds what was committed and brought by nobody: of another process, or of one that died in between.
    async fn sweep(&self, domain: &Domain, since: &mut Timestamp) -> domain::Result<()> {
        let now = self.clock.now();
        self.see_off();
        if self.hub().channels() > 0 {
            let changed = live::changed_since(domain, since.before(LATE)).await?;
            if self.notice(changed).into_iter().any(stands_in_lists) {
                domain.lists.changed();
            }
        }
        *since = now;
        self.read(domain).await
    }

    /// Channels are said to stand so far; those of which that is news. It is read soon.
    fn notice(&self, at: Vec<(Channel, u64)>) -> Vec<Channel> {
        self.with(|hub| {
            let news = at.into_iter().filter(|(channel, seq)| hub.notice(*channel, *seq));
            news.map(|(channel, _)| channel).collect()
        })
    }

    /// Reads what the hub wants, until it wants nothing. What cannot be read is tried again with the next sweep.
    async fn read(&self, domain: &Domain) -> domain::Result<()> {
        loop {
            let reads = self.hub().reads(AT_ONCE);
            if reads.is_empty() {
                return Ok(());
            }
            let asked: Vec<_> = reads.iter().map(|read| (read.channel, read.after)).collect();
            let mut found = match live::read(domain, &asked, REPLAY).await {
                Ok(found) => found,
                Err(error) => {
                    let mut hub = self.hub();
                    reads.into_iter().for_each(|read| hub.unread(read));
                    return Err(error);
                }
            };
            let touches = |told: &Told| told.event.touches_rights();
            if found.values().any(|standing| standing.events.iter().any(touches)) {
                // It may be of another process: what is kept here is older.
                domain.lists.changed();
            }
            let now = self.clock.now();
            let filled = reads.into_iter().map(|read| {
                let standing = found.remove(&read.channel).unwrap_or_default();
                let events: Vec<_> = standing.events.iter().map(numbered).collect();
                (read, standing.seq, events)
            });
            let filled: Vec<_> = filled.collect();
            self.with(|hub| {
                for (read, seq, events) in filled {
                    hub.fill(read, seq, &events, now);
                }
            });
        }
    }
}

impl Listener for Realtime {
    fn is_here(&self, user: UserId) -> bool {
        self.presence().is_here(user)
    }

    fn told(&self, events: &[Told]) {
        let now = self.clock.now();
        self.with(|hub| {
            for told in events {
                if hub.holds(told.channel) {
                    hub.publish(told.channel, &numbered(told), now);
                }
            }
        });
        if self.bus.is_some() {
            let at = events.iter().map(|told| (told.channel.to_string(), told.seq));
            self.say(Said::Told { at: at.collect() });
        }
    }
}

/// Whether lists show something of what is told there: what concerns one person stands in none.
fn stands_in_lists(channel: Channel) -> bool {
    !matches!(channel, Channel::Person(_))
}

/// An event as it goes out, made once for all.
fn numbered(told: &Told) -> Numbered<Utf8Bytes> {
    let body = told.body.strip_prefix('{').unwrap_or("}");
    let frame = format!(
        r#"{{"type":"event","topic":"{}","seq":{},{body}"#,
        told.channel.topic(),
        told.seq
    );
    Numbered {
        seq: told.seq,
        frame: frame.into(),
        touches: told.event.touches_rights(),
    }
}

/// A place in the hub, which is free again however its connection ends.
struct Seat {
    realtime: Arc<Realtime>,
    id: SocketId,
    bell: Arc<Notify>,
    /// Whose it is, if they let others see that they are here.
    shown: Option<UserId>,
    /// Of whom it wants to know whether they are here.
    watched: BTreeMap<Channel, UserId>,
}

impl Seat {
    fn take(realtime: &Arc<Realtime>, owner: Owner, shown: Option<UserId>) -> Result<Self, Refusal> {
        let bell = Arc::new(Notify::new());
        let taken = realtime.with(|hub| hub.open(owner, bell.clone()));
        let id = taken.map_err(|_| Refusal::from(Code::TooManySockets))?;
        metrics::gauge!("live_sockets").increment(1.0);
        if let Some(user) = shown {
            realtime.comes(user);
        }
        Ok(Self {
            realtime: realtime.clone(),
            id,
            bell,
            shown,
            watched: BTreeMap::new(),
        })
    }

    /// Lets others see that its person is here, or no longer.
    fn show(&mut self, user: Option<UserId>) {
        if self.shown == user {
            return;
        }
        if let Some(before) = std::mem::replace(&mut self.shown, user) {
            self.realtime.hides(before);
        }
        if let Some(user) = user {
            self.realtime.comes(user);
        }
    }

    /// Wants to know of whoever this is, as long as the channel is heard; of nobody any more. Where that changes who is seen to be here:
    /// whether somebody is.
    fn watch(&mut self, channel: Channel, user: Option<UserId>) -> Option<bool> {
        let mut presence = self.realtime.presence();
        let before = self.watched.remove(&channel);
        if let Some(before) = before {
            presence.unwatch(before, channel);
        }
        if let Some(user) = user {
            presence.watch(user, channel);
            self.watched.insert(channel, user);
        }
        let [was, is] = [before, user].map(|user| user.is_some_and(|user| presence.is_here(user)));
        (was != is).then_some(is)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut presence = self.realtime.presence();
        if let Some(user) = self.shown {
            presence.goes(user, self.realtime.clock.now());
        }
        for (channel, user) in &self.watched {
            presence.unwatch(*user, *channel);
        }
        drop(presence);
        // Last: whoever sees that it is closed sees that its person left.
        self.realtime.with(|hub| hub.close(self.id));
        metrics::gauge!("live_sockets").decrement(1.0);
    }
}

/// Whose coming and going others may see.
fn shown(viewer: &Viewer) -> Option<UserId> {
    match viewer {
        Viewer::Person(person) if person.settings.presence => Some(person.id),
        _ => None,
    }
}

/// How a connection is asked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    ticket: Option<String>,
}

/// Who asks for a connection. Cookies count for pages of ours alone; whoever brings a ticket or a token is no page.
async fn asker(
    state: &AppState,
    viewer: Viewer,
    headers: &HeaderMap,
    ticket: Option<&str>,
) -> Result<Viewer, Failure> {
    if let Some(ticket) = ticket {
        let person = identity::redeem(&state.domain, ticket).await?;
        return match person {
            Some(person) => Ok(Viewer::Person(Box::new(person))),
            None => Err(Code::TicketUnknown.into()),
        };
    }
    let own = &state.config.origin;
    let ours = match viewer {
        _ if headers.contains_key(header::AUTHORIZATION) => true,
        Viewer::Person(_) => origin::named(headers, own),
        _ => origin::ours(headers, own),
    };
    if ours {
        Ok(viewer)
    } else {
        Err(Code::CrossSite.into())
    }
}

/// The live connection: a WebSocket. What is sent is `FromClient`, what comes is `FromServer`, one JSON text a frame; topics, rights, resuming
/// and codes of closing are described in docs/live.md.
#[utoipa::path(get, path = "/ws", tag = "live", security((), ("cookie" = []), ("bearer" = [])),
    params(("ticket" = Option<String>, Query, description = "Of `POST /api/me/ticket`, for who can send neither cookie nor header.")),
    responses((status = 101, description = "Frames from now on.", body = FromServer),
        (status = "4XX", body = shared::Problem, content_type = "application/problem+json")))]
pub async fn open(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Extension(wire): Extension<Arc<Wire>>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Result<Response, Failure> {
    let upgrade = upgrade.map_err(|_| Refusal::from(Code::Malformed).saying(Lang::door_websocket))?;
    let viewer = asker(&state, viewer, request.headers(), asked.ticket.as_deref()).await?;
    let address = client::address(&state.config, request.headers(), request.extensions());
    let owner = match viewer.id() {
        Some(user) => Owner::Person(user),
        None => Owner::Address(customer(address)),
    };
    let realtime = &state.realtime;
    let seat = Seat::take(realtime, owner, shown(&viewer))?;
    // Whoever says little needs little room.
    let upgrade = upgrade
        .max_message_size(MOST_BYTES)
        .max_frame_size(MOST_BYTES)
        .read_buffer_size(1024)
        .write_buffer_size(4 * 1024)
        .max_write_buffer_size(256 * 1024);
    observe::heed(&viewer);
    let lang = observe::lang();
    let ending = realtime.sockets.token();
    let domain = state.domain.clone();
    Ok(upgrade.on_upgrade(async move |connection| {
        socket::serve((domain, seat), (viewer, lang), (connection, wire)).await;
        drop(ending);
    }))
}

/// The channels that are heard here, for whoever looks.
pub fn hears(realtime: &Realtime, channel: Channel) -> bool {
    realtime.hub().holds(channel)
}
