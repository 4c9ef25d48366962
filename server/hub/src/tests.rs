//! The hub beside a naive one: the whole history of each channel, and for each socket what it must have got. Seeded runs do anything in any
//! order, with events that come early, late, twice or never and readings that come late. A run that fails prints its seed.

use super::*;
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use shared::ids::PostId;
use std::collections::HashSet;
use uuid::Uuid;

type Frame = (Channel, u64);

const LIMITS: Limits = Limits {
    sockets: 7,
    of_a_person: 3,
    of_an_address: 2,
    topics: 3,
    queue: 6,
    replay: 5,
};

fn user(number: u128) -> UserId {
    UserId(Uuid::from_u128(number))
}

fn post(number: u128) -> Channel {
    Channel::Post(PostId(Uuid::from_u128(number)))
}

fn address(last: u8) -> Owner {
    Owner::Address(IpAddr::from([192, 0, 2, last]))
}

fn numbered(channel: Channel, seq: u64, touches: bool) -> Numbered<Frame> {
    Numbered {
        seq,
        frame: (channel, seq),
        touches,
    }
}

const NOW: Timestamp = Timestamp(0);
/// Where the numbers of what has none begin, to tell them apart.
const PASSING: u64 = 1 << 32;

/// What was committed of a channel: whether each event touches rights, and from where on it is kept.
#[derive(Default)]
struct Truth {
    events: Vec<bool>,
    kept_from: u64,
}

impl Truth {
    fn seq(&self) -> u64 {
        self.events.len() as u64
    }

    fn after(&self, channel: Channel, after: u64) -> Vec<Numbered<Frame>> {
        let first = (after + 1).max(self.kept_from);
        let numbers = first..=self.seq();
        if self.seq().saturating_sub(after) > LIMITS.replay {
            return Vec::new();
        }
        numbers
            .map(|seq| numbered(channel, seq, self.events[seq as usize - 1]))
            .collect()
    }
}

/// What a client knows of one topic.
#[derive(Debug)]
struct Client {
    asked_after: Option<u64>,
    place: Option<u64>,
    /// Events may be missing here: it was told to ask for everything again.
    loose: bool,
}

struct Model {
    rng: ChaCha8Rng,
    hub: Hub<Frame, SocketId>,
    truth: BTreeMap<Channel, Truth>,
    /// Committed, and not given to the hub yet.
    early: Vec<(Channel, Numbered<Frame>)>,
    reading: Vec<(Read, u64, Vec<Numbered<Frame>>)>,
    owners: BTreeMap<SocketId, Owner>,
    clients: BTreeMap<(SocketId, Channel), Client>,
    /// Who may not hear what, and since which event of it, if one tells.
    closed: BTreeMap<(Owner, Channel), Option<u64>>,
    asked: Vec<(SocketId, Question)>,
    /// Whom each thing is about that was so for a moment.
    passed: Vec<UserId>,
    now: i64,
    steps: Vec<String>,
}

impl Model {
    fn new(seed: u64) -> Self {
        Self {
            rng: ChaCha8Rng::seed_from_u64(seed),
            hub: Hub::new(LIMITS),
            truth: BTreeMap::new(),
            early: Vec::new(),
            reading: Vec::new(),
            owners: BTreeMap::new(),
            clients: BTreeMap::new(),
            closed: BTreeMap::new(),
            asked: Vec::new(),
            passed: Vec::new(),
            now: 0,
            steps: Vec::new(),
        }
    }

    fn channel(&mut self) -> Channel {
        match self.rng.random_range(0..5) {
            0 => Channel::Feed,
            1 => Channel::Person(user(self.rng.random_range(0..2))),
            number => post(number),
        }
    }

    fn owner(&mut self) -> Owner {
        match self.rng.random_range(0..4) {
            0 => address(1),
            1 => address(2),
            number => Owner::Person(user(number - 2)),
        }
    }

    fn socket(&mut self) -> Option<SocketId> {
        let all: Vec<SocketId> = self.owners.keys().copied().collect();
        all.choose(&mut self.rng).copied()
    }

    fn may(&self, owner: Owner, channel: Channel) -> bool {
        let own = match channel {
            Channel::Person(user) => owner == Owner::Person(user),
            _ => true,
        };
        own && !self.closed.contains_key(&(owner, channel))
    }

    fn commit(&mut self, channel: Channel, touches: bool) {
        let truth = self.truth.entry(channel).or_default();
        truth.events.push(touches);
        self.early
            .push((channel, numbered(channel, truth.seq(), touches)));
    }

    fn step(&mut self) -> Result<(), String> {
        let dice = self.rng.random_range(0..100);
        let said = match dice {
            0..6 => {
                let owner = self.owner();
                let room = self.hub.has_room(owner);
                let of_them = self.owners.values().filter(|other| **other == owner).count();
                let most = match owner {
                    Owner::Person(_) => LIMITS.of_a_person,
                    Owner::Address(_) => LIMITS.of_an_address,
                };
                if room != (of_them < most && self.owners.len() < LIMITS.sockets) {
                    return Err(format!("{owner:?} has room: {room}"));
                }
                let id = self.hub.open(owner, SocketId(0));
                if let Ok(id) = id {
                    self.owners.insert(id, owner);
                }
                format!("open {owner:?}: {id:?}")
            }
            6..9 => {
                let id = self.socket();
                if let Some(id) = id {
                    self.hub.close(id);
                    self.owners.remove(&id);
                    self.clients.retain(|(socket, _), _| *socket != id);
                }
                format!("close {id:?}")
            }
            9..25 => {
                let (id, channel) = (self.socket(), self.channel());
                let seq = self.truth.get(&channel).map_or(0, Truth::seq);
                let after = match self.rng.random_range(0..3) {
                    0 => None,
                    1 => Some(self.rng.random_range(0..=seq)),
                    _ => Some((seq + self.rng.random_range(0..3)).saturating_sub(2)),
                };
                let Some(id) = id else { return Ok(()) };
                let done = self.hub.subscribe(id, channel, after);
                let heard = self.clients.keys().filter(|(socket, _)| *socket == id).count();
                let room = heard < LIMITS.topics || self.clients.contains_key(&(id, channel));
                if done.is_ok() != room {
                    return Err(format!("{id:?} has room for {channel}: {room}"));
                }
                if done.is_ok() {
                    let client = Client {
                        asked_after: after,
                        place: None,
                        loose: false,
                    };
                    self.clients.insert((id, channel), client);
                }
                format!("subscribe {id:?} {channel} {after:?}: {done:?}")
            }
            25..29 => {
                let (id, channel) = (self.socket(), self.channel());
                let Some(id) = id else { return Ok(()) };
                let left = self.hub.leave(id, channel);
                if left != self.clients.remove(&(id, channel)).is_some() {
                    return Err(format!("{id:?} left {channel}: {left}"));
                }
                format!("leave {id:?} {channel}")
            }
            29..45 => {
                let channel = self.channel();
                self.commit(channel, false);
                format!("commit {channel}")
            }
            45..50 => {
                let (owner, channel) = (self.owner(), self.channel());
                // Rights of a person hang on themselves too.
                let on = match (owner, self.rng.random_bool(0.3)) {
                    (Owner::Person(user), true) => Channel::Person(user),
                    _ => channel,
                };
                self.commit(on, true);
                let seq = self.truth.get(&channel).map_or(0, Truth::seq);
                if self.closed.remove(&(owner, channel)).is_none() {
                    self.closed
                        .insert((owner, channel), (on == channel).then_some(seq));
                }
                format!(
                    "{owner:?} may hear {channel}: {}, told on {on}",
                    self.may(owner, channel)
                )
            }
            50..62 => {
                let Some(at) = (!self.early.is_empty()).then(|| self.rng.random_range(0..self.early.len()))
                else {
                    return Ok(());
                };
                let (channel, event) = if self.rng.random_bool(0.1) {
                    self.early[at].clone()
                } else {
                    self.early.swap_remove(at)
                };
                if self.rng.random_bool(0.8) {
                    self.hub.publish(channel, &event, Timestamp(self.now));
                }
                format!("publish {channel} {}", event.seq)
            }
            62 => {
                self.sweep();
                "sweep".into()
            }
            63 => {
                // Another process may say anything: what is not there is looked for once.
                let channel = self.channel();
                let seq = self.truth.get(&channel).map_or(0, Truth::seq);
                self.hub.notice(channel, seq + self.rng.random_range(0..9));
                format!("rumour of {channel}")
            }
            64..66 => {
                let (channel, about) = (self.channel(), user(self.rng.random_range(0..2)));
                let frame = (channel, PASSING + self.passed.len() as u64);
                self.passed.push(about);
                self.hub.pass(channel, &frame, about, Timestamp(self.now));
                format!("pass {channel} about {about}")
            }
            66..74 => {
                self.begin_reading();
                "read".into()
            }
            74..82 => self.end_reading(),
            82..90 => {
                let Some(id) = self.socket() else { return Ok(()) };
                let most = self.rng.random_range(1..4);
                self.take(id, most)?;
                format!("take {id:?}")
            }
            90..96 => {
                if let Some(id) = self.socket() {
                    self.ask(id);
                }
                self.answer();
                "ask".into()
            }
            96..98 => {
                self.now += 10;
                let id = self.socket();
                if let Some(id) = id {
                    let now = self.rng.random_bool(0.8).then_some(Timestamp(self.now));
                    self.hub.doubt(id, now);
                }
                format!("later {id:?}")
            }
            _ => {
                let channel = self.channel();
                if let Some(truth) = self.truth.get_mut(&channel) {
                    truth.kept_from = self.rng.random_range(0..=truth.seq() + 1);
                }
                format!("forget {channel}")
            }
        };
        self.steps.push(said);
        self.hub.check()
    }

    fn sweep(&mut self) {
        for (channel, truth) in &self.truth {
            self.hub.notice(*channel, truth.seq());
        }
    }

    fn begin_reading(&mut self) {
        let most = self.rng.random_range(1..4);
        for read in self.hub.reads(most) {
            let truth = self.truth.entry(read.channel).or_default();
            let events = read
                .after
                .map_or_else(Vec::new, |after| truth.after(read.channel, after));
            self.reading.push((read, truth.seq(), events));
        }
    }

    fn end_reading(&mut self) -> String {
        if self.reading.is_empty() {
            return "nothing is read".into();
        }
        let at = self.rng.random_range(0..self.reading.len());
        let (read, seq, events) = self.reading.swap_remove(at);
        if self.rng.random_bool(0.1) {
            self.hub.unread(read);
            return format!("unread {read:?}");
        }
        self.hub.fill(read, seq, &events, Timestamp(self.now));
        format!("fill {read:?} {seq}")
    }

    fn ask(&mut self, id: SocketId) {
        let (_, questions) = self.hub.questions(id);
        self.asked
            .extend(questions.into_iter().map(|question| (id, question)));
    }

    /// Answers one question of those that were asked, by what is true now.
    fn answer(&mut self) {
        if self.asked.is_empty() {
            return;
        }
        let at = self.rng.random_range(0..self.asked.len());
        let (id, question) = self.asked.swap_remove(at);
        self.answer_one(id, question);
    }

    fn answer_one(&mut self, id: SocketId, question: Question) {
        let Some(owner) = self.owners.get(&id).copied() else {
            return;
        };
        if self.may(owner, question.channel) {
            let until = self.rng.random_bool(0.3).then_some(Timestamp(self.now + 15));
            self.hub.allow(id, question, until);
        } else {
            self.hub.leave(id, question.channel);
            self.clients.remove(&(id, question.channel));
        }
    }

    fn take(&mut self, id: SocketId, most: usize) -> Result<bool, String> {
        let (waiting, check) = self.hub.take(id, most);
        let some = !waiting.is_empty();
        let owner = self.owners[&id];
        for one in waiting {
            let wrong = |what: &str| Err(format!("{id:?} gets {one:?}: {what}"));
            if one == Waiting::Refetch {
                for ((socket, _), client) in &mut self.clients {
                    client.loose |= *socket == id;
                }
                continue;
            }
            let channel = one.channel().expect("all but one have a channel");
            let Some(client) = self.clients.get_mut(&(id, channel)) else {
                return wrong("it does not hear that");
            };
            let truth = self.truth.get(&channel).map_or(0, Truth::seq);
            match one {
                Waiting::Subscribed { seq, .. } => {
                    if client.place.is_some() || seq > truth {
                        return wrong("nobody asked");
                    }
                    if client
                        .asked_after
                        .is_some_and(|after| after != seq && truth.abs_diff(after) == 0)
                    {
                        return wrong("it asked for another place");
                    }
                    client.place = Some(seq);
                }
                Waiting::Event { frame, .. } => {
                    let Some(place) = client.place else {
                        return wrong("it was not told that it hears that");
                    };
                    let next = if client.loose {
                        frame.1 > place
                    } else {
                        frame.1 == place + 1
                    };
                    if frame.0 != channel || frame.1 > truth || !next {
                        return wrong("it is not the next one");
                    }
                    let since = self.closed.get(&(owner, channel)).copied().flatten();
                    if since.is_some_and(|since| frame.1 > since) {
                        return wrong("it may not hear that any more");
                    }
                    client.place = Some(frame.1);
                    client.loose = false;
                }
                Waiting::Passing { frame, .. } => {
                    if client.place.is_none() {
                        return wrong("it was not told that it hears that");
                    }
                    let about = self.passed[(frame.1 - PASSING) as usize];
                    if frame.0 != channel || owner == Owner::Person(about) {
                        return wrong("it is not for them");
                    }
                }
                Waiting::Gap { seq, .. } => {
                    // Whoever came from the future is told to go back.
                    if seq > truth || client.place.is_none() {
                        return wrong("it leads nowhere");
                    }
                    client.place = Some(seq);
                    client.loose = false;
                }
                Waiting::Refetch => {}
            }
        }
        if check && self.rng.random_bool(0.5) {
            self.ask(id);
        }
        Ok(some || check)
    }

    /// Lets everything come to rest: then all who hear something stand at its end, and only those hear it who may.
    fn rest(&mut self) -> Result<(), String> {
        for round in 0.. {
            self.sweep();
            self.begin_reading();
            while !self.reading.is_empty() {
                self.end_reading();
                self.hub.check()?;
            }
            let mut some = self.hub.wants();
            for id in self.owners.keys().copied().collect::<Vec<_>>() {
                self.hub.doubt(id, Some(Timestamp(self.now)));
                some |= self.take(id, 100)?;
                self.ask(id);
                some |= !self.asked.is_empty();
                for (id, question) in std::mem::take(&mut self.asked) {
                    self.answer_one(id, question);
                }
                self.hub.check()?;
            }
            if !some {
                break;
            }
            if round > 1_000 {
                return Err("it does not come to rest".into());
            }
        }
        for ((id, channel), client) in &self.clients {
            let truth = self.truth.get(channel).map_or(0, Truth::seq);
            // Where it is loose the hub knows the place, and the client asks for everything again.
            if client.place != Some(truth) && !client.loose {
                return Err(format!(
                    "{id:?} stands at {client:?} of {channel}, which is at {truth}"
                ));
            }
        }
        self.hub.wakes(|_| ());
        self.hub.check()
    }
}

#[test]
fn whatever_happens_everybody_gets_what_they_may_once_and_in_order() {
    let mut kinds = HashSet::new();
    for seed in 0..60 {
        let mut model = Model::new(seed);
        for round in 0..6 {
            let done = (0..120)
                .try_for_each(|_| model.step())
                .and_then(|()| model.rest());
            if let Err(fault) = done {
                let last = model.steps.len().saturating_sub(80);
                panic!(
                    "seed {seed}, round {round}: {fault}\n{}",
                    model.steps[last..].join("\n")
                );
            }
        }
        kinds.extend(
            model
                .steps
                .iter()
                .map(|step| step.split(' ').next().map(str::to_owned)),
        );
        for id in model.owners.keys().copied().collect::<Vec<_>>() {
            model.hub.close(id);
            model.hub.check().expect("it is whole");
        }
        assert_eq!((model.hub.sockets(), model.hub.channels()), (0, 0), "seed {seed}");
        assert!(!model.hub.wants(), "seed {seed}");
    }
    assert!(kinds.len() > 12, "{kinds:?}");
}

/// A hub with one socket that hears a channel, which stands at 3.
fn heard(limits: Limits, channel: Channel) -> (Hub<Frame, ()>, SocketId) {
    let mut hub = Hub::new(limits);
    let id = hub.open(address(1), ()).expect("room");
    hub.subscribe(id, channel, None).expect("room");
    assert_eq!(
        hub.questions(id),
        (false, vec![]),
        "no right is asked before the place is known"
    );
    let [read] = hub.reads(9).try_into().expect("one reading");
    hub.fill(read, 3, &[], NOW);
    let [question] = hub.questions(id).1.try_into().expect("one question");
    hub.allow(id, question, None);
    assert_eq!(hub.take(id, 9).0, [Waiting::Subscribed { channel, seq: 3 }]);
    (hub, id)
}

fn event(channel: Channel, seq: u64) -> Waiting<Frame> {
    Waiting::Event {
        channel,
        frame: (channel, seq),
    }
}

#[test]
fn early_and_late_events_come_in_order_and_once() {
    let channel = post(1);
    let (mut hub, id) = heard(LIMITS, channel);
    for seq in [4, 4, 6, 3] {
        hub.publish(channel, &numbered(channel, seq, false), NOW);
    }
    assert_eq!(hub.take(id, 9).0, [event(channel, 4)]);
    let [read] = hub.reads(9).try_into().expect("the hole is to be read");
    assert_eq!(read.after, Some(4));
    let events = [numbered(channel, 5, false), numbered(channel, 6, false)];
    hub.fill(read, 6, &events, NOW);
    hub.publish(channel, &numbered(channel, 5, false), NOW);
    assert_eq!(hub.take(id, 9).0, [event(channel, 5), event(channel, 6)]);
    assert!(!hub.wants());
}

#[test]
fn whoever_reads_too_slowly_is_told_to_ask_again() {
    let channel = post(1);
    let (mut hub, id) = heard(LIMITS, channel);
    for seq in 4..=11 {
        hub.publish(channel, &numbered(channel, seq, false), NOW);
        hub.check().expect("it is whole");
    }
    assert_eq!(hub.take(id, 9).0, [Waiting::Refetch, event(channel, 11)]);
}

#[test]
fn nothing_goes_out_after_a_right_was_touched_or_has_ended() {
    let channel = post(1);
    let (mut hub, id) = heard(LIMITS, channel);
    hub.publish(channel, &numbered(channel, 4, true), NOW);
    hub.publish(channel, &numbered(channel, 5, false), NOW);
    assert_eq!(hub.take(id, 9), (vec![event(channel, 4)], true));
    let [question] = hub.questions(id).1.try_into().expect("a question");
    // Touched again while it was asked: the answer is too old.
    hub.publish(channel, &numbered(channel, 6, true), NOW);
    hub.allow(id, question, None);
    assert_eq!(hub.take(id, 9).0, []);
    let [question] = hub.questions(id).1.try_into().expect("a question");
    hub.allow(id, question, Some(Timestamp(10)));
    let [read] = hub.reads(9).try_into().expect("what was kept back is read");
    assert_eq!(read.after, Some(4));
    let events = [numbered(channel, 5, false), numbered(channel, 6, true)];
    hub.fill(read, 6, &events, NOW);
    assert_eq!(hub.take(id, 9).0, [event(channel, 5), event(channel, 6)]);
    // What is behind it already touches nobody a second time.
    assert_eq!(hub.questions(id), (false, vec![]));
    hub.publish(channel, &numbered(channel, 7, false), Timestamp(10));
    assert_eq!(hub.take(id, 9), (vec![], true));
    let [question] = hub.questions(id).1.try_into().expect("a question");
    assert!(hub.leave(id, question.channel));
    hub.allow(id, question, None);
    hub.publish(channel, &numbered(channel, 8, false), Timestamp(10));
    assert_eq!((hub.take(id, 9), hub.channels()), ((vec![], false), 0));
}

#[test]
fn what_touches_a_person_touches_all_of_their_sockets() {
    let (me, channel) = (Channel::Person(user(1)), post(1));
    let mut hub: Hub<Frame, ()> = Hub::new(LIMITS);
    let (one, two) = (
        hub.open(Owner::Person(user(1)), ()).expect("room"),
        hub.open(Owner::Person(user(1)), ()).expect("room"),
    );
    let [read] = hub.reads(9).try_into().expect("their channel is held for both");
    assert_eq!(read.channel, me);
    hub.fill(read, 0, &[], NOW);
    hub.subscribe(one, channel, Some(0)).expect("room");
    let [read] = hub.reads(9).try_into().expect("one reading");
    hub.fill(read, 0, &[], NOW);
    for question in hub.questions(one).1 {
        hub.allow(one, question, None);
    }
    hub.take(one, 9);
    assert_eq!(hub.questions(two), (true, vec![]));
    hub.take(two, 9);
    let mut woken = 0;
    hub.wakes(|()| woken += 1);
    assert_eq!(woken, 2);
    // It was lost on its way, and found by a look at the outbox.
    hub.notice(me, 1);
    let [read] = hub.reads(9).try_into().expect("what is missing");
    hub.fill(read, 1, &[numbered(me, 1, true)], NOW);
    assert!(hub.take(one, 9).1 && hub.take(two, 9).1);
    let ((one, of_one), (two, of_two)) = (hub.questions(one), hub.questions(two));
    assert_eq!((one, of_one.len(), two, of_two.len()), (true, 1, true, 0));
    hub.wakes(|()| woken += 1);
    assert_eq!(woken, 4);
}

#[test]
fn whoever_is_far_behind_or_from_the_future_is_told_of_the_gap() {
    let channel = post(1);
    for after in [Some(0), Some(9), Some(2), Some(1)] {
        let (mut hub, _) = heard(LIMITS, channel);
        for seq in 4..=6 {
            hub.publish(channel, &numbered(channel, seq, false), NOW);
        }
        let id = hub.open(address(2), ()).expect("room");
        hub.subscribe(id, channel, after).expect("room");
        // Of what this process has not heard of it asks the outbox first.
        for _ in 0..2 {
            for question in hub.questions(id).1 {
                hub.allow(id, question, None);
            }
            for read in hub.reads(9) {
                let from = read.after.expect("a place") + 1;
                // The first two are not kept.
                let events: Vec<_> = (from.max(3)..=6)
                    .map(|seq| numbered(channel, seq, false))
                    .collect();
                hub.fill(read, 6, &events, NOW);
            }
        }
        let got = hub.take(id, 9).0;
        let gap = Waiting::Gap { channel, seq: 6 };
        match after {
            Some(2) => assert_eq!(got[1..], [3, 4, 5, 6].map(|seq| event(channel, seq))),
            _ => assert_eq!(got[1..], [gap], "{after:?}"),
        }
    }
}

#[test]
fn an_event_for_thousands_is_given_out_at_once() {
    let channel = Channel::Feed;
    let many = Limits {
        sockets: 5_000,
        of_an_address: 5_000,
        ..LIMITS
    };
    let (mut hub, first) = heard(many, channel);
    let mut all = vec![first];
    while let Ok(id) = hub.open(address(1), ()) {
        hub.subscribe(id, channel, None).expect("room");
        for question in hub.questions(id).1 {
            hub.allow(id, question, None);
        }
        hub.take(id, 9);
        all.push(id);
    }
    hub.wakes(|()| ());
    hub.publish(channel, &numbered(channel, 4, false), NOW);
    let mut woken = 0;
    hub.wakes(|()| woken += 1);
    assert_eq!(woken, 5_000);
    for id in all {
        assert_eq!(hub.take(id, 9).0, [event(channel, 4)]);
    }
}
