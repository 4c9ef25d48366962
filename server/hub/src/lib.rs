//! Who hears what in this process, and what waits to be sent to each: plain data, without sockets, clocks and database. It refuses to keep
//! more than its limits, and to deliver anything twice, out of order, with a hole that it does not tell, or while a right is being asked.
//!
//! Events of a channel are numbered without holes, in the order of their commits. They come from requests that committed them, early and in
//! any order, and are read from the outbox where one is missing; the hub says what is to be read ([`Hub::reads`]). Each socket has its own
//! place in each channel that it hears, so one that comes back, one that waits for its rights and one that just hears on are the same thing at
//! different places.

mod check;
mod elsewhere;
mod presence;

pub use elsewhere::{Process, SILENT};
pub use presence::{Coming, LINGER, Presence};

use shared::{Timestamp, ids::UserId, live::Channel};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
    net::IpAddr,
};

/// What the hub keeps at the most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub sockets: usize,
    pub of_a_person: usize,
    /// Of those who are not signed in.
    pub of_an_address: usize,
    /// Of one socket.
    pub topics: usize,
    /// Events that wait for one socket; at more they go, and it is told to ask for everything again.
    pub queue: usize,
    /// Whoever is so many events behind asks for the thing itself again instead.
    pub replay: u64,
}

/// Who holds a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    Person(UserId),
    Address(IpAddr),
}

/// A socket of this process; never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SocketId(u64);

/// There is no room for this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

/// Something to be sent to a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waiting<F> {
    Event {
        channel: Channel,
        frame: F,
    },
    /// It has no number, and goes without a trace where too much waits.
    Passing {
        channel: Channel,
        frame: F,
    },
    Subscribed {
        channel: Channel,
        seq: u64,
    },
    Gap {
        channel: Channel,
        seq: u64,
    },
    /// Events went: everything is to be asked for again.
    Refetch,
}

/// An event with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered<F> {
    pub seq: u64,
    pub frame: F,
    /// Whether what those may hear who hear it is to be asked anew.
    pub touches: bool,
}

/// What is to be read from the outbox: where a channel stands, and its events after a place, if one is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    pub channel: Channel,
    pub after: Option<u64>,
    number: u64,
}

/// A right that is to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    pub channel: Channel,
    number: u64,
}

/// One topic of a socket.
#[derive(Debug)]
struct Heard {
    /// The last event that went to this socket; unknown until the channel's place is.
    at: Option<u64>,
    /// It asked for what comes after an event that this hub has not heard of: only a reading later than this tells whether there is one.
    unsure: Option<u64>,
    /// Whether it was told that it hears this.
    told: bool,
    /// The right is being asked: nothing goes out until it is known.
    asking: Option<u64>,
    /// When the right is to be asked again.
    until: Option<Timestamp>,
}

#[derive(Debug)]
struct Socket<F, W> {
    owner: Owner,
    waker: W,
    topics: BTreeMap<Channel, Heard>,
    queue: VecDeque<Waiting<F>>,
    /// Of the queue.
    events: usize,
    /// Whether there is something to be asked.
    check: bool,
    /// Whether its owner is to be looked at anew.
    doubted: bool,
    /// Whether it was woken and has not looked yet.
    woken: bool,
}

#[derive(Debug, Default)]
struct Held {
    /// The last event that was given to all who hear it and are not behind; unknown until it was read.
    last: Option<u64>,
    /// The last event that is known to be there.
    ahead: u64,
    heard: BTreeSet<SocketId>,
    /// The reading that is under way.
    reading: Option<u64>,
}

/// `F` is an event as it is sent, made once and cheap to clone; `W` is what wakes whoever serves a socket.
#[derive(Debug)]
pub struct Hub<F, W> {
    limits: Limits,
    sockets: HashMap<SocketId, Socket<F, W>>,
    channels: HashMap<Channel, Held>,
    people: HashMap<UserId, BTreeSet<SocketId>>,
    addresses: HashMap<IpAddr, usize>,
    /// Channels of which something is to be read.
    wanting: BTreeSet<Channel>,
    /// Sockets that are to be woken.
    woken: Vec<SocketId>,
    next: u64,
}

impl<F: Clone, W> Hub<F, W> {
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            sockets: HashMap::new(),
            channels: HashMap::new(),
            people: HashMap::new(),
            addresses: HashMap::new(),
            wanting: BTreeSet::new(),
            woken: Vec::new(),
            next: 1,
        }
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    pub fn sockets(&self) -> usize {
        self.sockets.len()
    }

    pub fn channels(&self) -> usize {
        self.channels.len()
    }

    /// Whether somebody hears a channel here.
    pub fn holds(&self, channel: Channel) -> bool {
        self.channels.contains_key(&channel)
    }

    /// Whether there would be room for one more socket.
    pub fn has_room(&self, owner: Owner) -> bool {
        let (held, most) = match owner {
            Owner::Person(user) => (
                self.people.get(&user).map_or(0, BTreeSet::len),
                self.limits.of_a_person,
            ),
            Owner::Address(address) => (
                self.addresses.get(&address).copied().unwrap_or(0),
                self.limits.of_an_address,
            ),
        };
        held < most && self.sockets.len() < self.limits.sockets
    }

    /// A socket begins. What touches the rights of its owner is heard for it from now on.
    pub fn open(&mut self, owner: Owner, waker: W) -> Result<SocketId, Full> {
        if !self.has_room(owner) {
            return Err(Full);
        }
        let id = SocketId(self.number());
        match owner {
            Owner::Person(user) => {
                self.people.entry(user).or_default().insert(id);
                self.hold(Channel::Person(user));
            }
            Owner::Address(address) => *self.addresses.entry(address).or_default() += 1,
        }
        let socket = Socket {
            owner,
            waker,
            topics: BTreeMap::new(),
            queue: VecDeque::new(),
            events: 0,
            check: false,
            doubted: false,
            woken: false,
        };
        self.sockets.insert(id, socket);
        Ok(id)
    }

    /// A socket ends.
    pub fn close(&mut self, id: SocketId) {
        let Some(socket) = self.sockets.remove(&id) else {
            return;
        };
        match socket.owner {
            Owner::Person(user) => {
                if let Some(of_them) = self.people.get_mut(&user) {
                    of_them.remove(&id);
                    if of_them.is_empty() {
                        self.people.remove(&user);
                    }
                }
                self.let_go(Channel::Person(user));
            }
            Owner::Address(address) => {
                if let Some(count) = self.addresses.get_mut(&address) {
                    *count -= 1;
                    if *count == 0 {
                        self.addresses.remove(&address);
                    }
                }
            }
        }
        for channel in socket.topics.into_keys() {
            if let Some(held) = self.channels.get_mut(&channel) {
                held.heard.remove(&id);
            }
            self.let_go(channel);
        }
    }

    /// Makes room for a channel; where it stands is to be read.
    fn hold(&mut self, channel: Channel) -> &mut Held {
        let wanting = &mut self.wanting;
        self.channels.entry(channel).or_insert_with(|| {
            wanting.insert(channel);
            Held::default()
        })
    }

    /// Forgets a channel that nobody needs.
    fn let_go(&mut self, channel: Channel) {
        let needed = match channel {
            Channel::Person(user) => self.people.contains_key(&user),
            _ => false,
        };
        let empty = |held: &Held| held.heard.is_empty();
        if !needed && self.channels.get(&channel).is_some_and(empty) {
            self.channels.remove(&channel);
            self.wanting.remove(&channel);
        }
    }

    /// A socket asks to hear a channel, from an event on or from now on. It hears nothing before its right was asked: see
    /// [`Hub::questions`].
    pub fn subscribe(&mut self, id: SocketId, channel: Channel, after: Option<u64>) -> Result<(), Full> {
        let most = self.limits.topics;
        let number = self.number();
        let Some(socket) = self.sockets.get_mut(&id) else {
            return Ok(());
        };
        if !socket.topics.contains_key(&channel) && socket.topics.len() >= most {
            return Err(Full);
        }
        socket.forget(channel);
        let held = self.hold(channel);
        held.heard.insert(id);
        let last = held.last;
        let unsure = matches!((after, last), (Some(after), Some(last)) if after > last);
        if unsure && held.reading.is_none() {
            self.wanting.insert(channel);
        }
        let heard = Heard {
            at: after.or(last),
            unsure: unsure.then_some(number),
            told: false,
            asking: Some(number),
            until: None,
        };
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.topics.insert(channel, heard);
        }
        // Not before its place is known: of what changes a right afterwards there is an event then.
        if last.is_some() && !unsure {
            self.ask(id);
        }
        Ok(())
    }

    /// A socket does not hear a channel any more, by its own wish or because it may not; what waits of it goes. Whether it did.
    pub fn leave(&mut self, id: SocketId, channel: Channel) -> bool {
        let Some(socket) = self.sockets.get_mut(&id) else {
            return false;
        };
        if socket.topics.remove(&channel).is_none() {
            return false;
        }
        socket.forget(channel);
        if let Some(held) = self.channels.get_mut(&channel) {
            held.heard.remove(&id);
        }
        self.let_go(channel);
        true
    }

    /// The rights that are to be asked for a socket now, each of which is answered by [`Hub::allow`] or [`Hub::leave`]; and before them
    /// whether its owner is to be looked at anew.
    pub fn questions(&mut self, id: SocketId) -> (bool, Vec<Question>) {
        let Some(socket) = self.sockets.get_mut(&id) else {
            return (false, Vec::new());
        };
        socket.check = false;
        let doubted = std::mem::take(&mut socket.doubted);
        let channels = &self.channels;
        let placed = |channel: &Channel| channels.get(channel).is_some_and(|held| held.last.is_some());
        let questions = socket
            .topics
            .iter()
            .filter(|(channel, heard)| placed(channel) && heard.unsure.is_none())
            .filter_map(|(channel, heard)| {
                heard.asking.map(|number| Question {
                    channel: *channel,
                    number,
                })
            })
            .collect();
        (doubted, questions)
    }

    /// What was asked for a socket had no answer: it is to be asked again.
    pub fn again(&mut self, id: SocketId, doubted: bool) {
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.doubted |= doubted;
        }
        self.ask(id);
    }

    /// The right is there, and to be asked again at a moment if one is named. An answer to what was asked anew meanwhile is none. Whether
    /// the socket had been told before that it hears this.
    pub fn allow(&mut self, id: SocketId, question: Question, until: Option<Timestamp>) -> bool {
        let Question { channel, number } = question;
        let replay = self.limits.replay;
        let queue = self.limits.queue;
        let Some(held) = self.channels.get_mut(&channel) else {
            return false;
        };
        let Some(socket) = self.sockets.get_mut(&id) else {
            return false;
        };
        let (Some(last), Some(heard)) = (held.last, socket.topics.get_mut(&channel)) else {
            return false;
        };
        if heard.asking != Some(number) || heard.unsure.is_some() {
            return heard.told;
        }
        heard.asking = None;
        heard.until = until;
        let at = heard.at.unwrap_or(last);
        // From the future, or too far back.
        let gap = at > last || last - at > replay;
        heard.at = Some(if gap { last } else { at });
        let told = std::mem::replace(&mut heard.told, true);
        if !told {
            let seq = if gap { last } else { at };
            socket.queue.push_back(Waiting::Subscribed { channel, seq });
        }
        if gap {
            socket.push(Waiting::Gap { channel, seq: last }, queue);
        } else if at < last && held.reading.is_none() {
            self.wanting.insert(channel);
        }
        self.wake(id);
        told
    }

    /// Rights of a socket end at a moment by themselves, or nobody knows: those are to be asked anew.
    pub fn doubt(&mut self, id: SocketId, now: Option<Timestamp>) {
        let number = self.number();
        let Some(socket) = self.sockets.get_mut(&id) else {
            return;
        };
        let mut asked = false;
        for heard in socket.topics.values_mut() {
            if now.is_none_or(|now| heard.ended(now)) {
                heard.asking = Some(number);
                asked = true;
            }
        }
        socket.doubted |= now.is_none();
        // Whether somebody is there at all is asked even of who hears nothing.
        if asked || now.is_none() {
            self.ask(id);
        }
    }

    fn ask(&mut self, id: SocketId) {
        if let Some(socket) = self.sockets.get_mut(&id) {
            socket.check = true;
        }
        self.wake(id);
    }

    fn wake(&mut self, id: SocketId) {
        if let Some(socket) = self.sockets.get_mut(&id)
            && !socket.woken
        {
            socket.woken = true;
            self.woken.push(id);
        }
    }

    /// Calls `wake` for every socket for which there is something to do since the last time.
    pub fn wakes(&mut self, mut wake: impl FnMut(&W)) {
        for id in self.woken.drain(..) {
            if let Some(socket) = self.sockets.get(&id) {
                wake(&socket.waker);
            }
        }
        // A storm of sockets is not kept as room for the next.
        if self.woken.capacity() > 4_096 {
            self.woken = Vec::new();
        }
    }

    /// Up to so many things that wait for a socket, and whether rights are to be asked. Whoever was woken asks until there are none.
    pub fn take(&mut self, id: SocketId, most: usize) -> (Vec<Waiting<F>>, bool) {
        let Some(socket) = self.sockets.get_mut(&id) else {
            return (Vec::new(), false);
        };
        let count = most.min(socket.queue.len());
        let taken: Vec<_> = socket.queue.drain(..count).collect();
        socket.events -= taken.iter().filter(|waiting| waiting.is_counted()).count();
        if socket.queue.is_empty() {
            socket.queue = VecDeque::new();
        }
        socket.woken = socket.check || !socket.queue.is_empty();
        (taken, socket.check)
    }

    /// An event was committed.
    pub fn publish(&mut self, channel: Channel, event: &Numbered<F>, now: Timestamp) {
        let Some(held) = self.channels.get_mut(&channel) else {
            return;
        };
        held.ahead = held.ahead.max(event.seq);
        let Some(last) = held.last else { return };
        if event.seq <= last {
            return;
        }
        if event.seq > last + 1 {
            if held.reading.is_none() {
                self.wanting.insert(channel);
            }
            return;
        }
        held.last = Some(event.seq);
        for id in &held.heard {
            let Some(socket) = self.sockets.get_mut(id) else {
                continue;
            };
            let some = socket.hear(
                channel,
                last,
                std::slice::from_ref(event),
                (self.limits.queue, now),
            );
            if some && !socket.woken {
                socket.woken = true;
                self.woken.push(*id);
            }
        }
        if event.touches {
            self.touch(channel);
        }
    }

    /// Something is so for a moment: all hear it who hear the channel now, but whoever it is about.
    pub fn pass(&mut self, channel: Channel, frame: &F, about: UserId, now: Timestamp) {
        let heard = self.channels.get(&channel).map(|held| &held.heard);
        for id in heard.into_iter().flatten() {
            let Some(socket) = self.sockets.get_mut(id) else {
                continue;
            };
            if socket.owner == Owner::Person(about) || socket.events >= self.limits.queue {
                continue;
            }
            if socket.may_hear(channel, now).is_some() {
                let frame = frame.clone();
                socket.events += 1;
                socket.queue.push_back(Waiting::Passing { channel, frame });
            }
            if !socket.woken {
                socket.woken = true;
                self.woken.push(*id);
            }
        }
    }

    /// Whether a socket hears a channel now.
    pub fn hears(&self, id: SocketId, channel: Channel) -> bool {
        let heard = self
            .sockets
            .get(&id)
            .and_then(|socket| socket.topics.get(&channel));
        heard.is_some_and(|heard| heard.told && heard.asking.is_none())
    }

    /// A channel is said to stand so far; whether that is further than was known. It is believed as far as the next reading shows.
    pub fn notice(&mut self, channel: Channel, seq: u64) -> bool {
        let Some(held) = self.channels.get_mut(&channel) else {
            return false;
        };
        let news = held.last.is_some_and(|last| last < seq);
        held.ahead = held.ahead.max(seq);
        if news && held.reading.is_none() {
            self.wanting.insert(channel);
        }
        news
    }

    /// Rights that hang on a channel are to be asked anew: of a person all that they hear, of anything else whoever hears it.
    fn touch(&mut self, channel: Channel) {
        let number = self.number();
        if let Channel::Person(user) = channel {
            let theirs: Vec<SocketId> = self.people.get(&user).into_iter().flatten().copied().collect();
            for id in theirs {
                self.doubt(id, None);
            }
            return;
        }
        let heard = self.channels.get(&channel).map(|held| &held.heard);
        let heard: Vec<SocketId> = heard.into_iter().flatten().copied().collect();
        for id in heard {
            if let Some(socket) = self.sockets.get_mut(&id)
                && let Some(heard) = socket.topics.get_mut(&channel)
            {
                heard.asking = Some(number);
            }
            self.ask(id);
        }
    }

    /// Whether something is to be read.
    pub fn wants(&self) -> bool {
        !self.wanting.is_empty()
    }

    /// Up to so many readings that are to be made; each is answered by [`Hub::fill`] or [`Hub::unread`].
    pub fn reads(&mut self, most: usize) -> Vec<Read> {
        let mut reads = Vec::new();
        while reads.len() < most
            && let Some(channel) = self.wanting.pop_first()
        {
            let number = self.number();
            let Some(held) = self.channels.get_mut(&channel) else {
                continue;
            };
            held.reading = Some(number);
            // What was said before it the reading will show; if it does not, there is no such event, and no end of looking for it.
            held.ahead = held.last.unwrap_or(0);
            let behind = held.heard.iter().filter_map(|id| {
                let heard = self.sockets.get(id)?.topics.get(&channel)?;
                heard.at.filter(|_| heard.asking.is_none())
            });
            reads.push(Read {
                channel,
                after: held.last.map(|last| behind.fold(last, u64::min)),
                number,
            });
        }
        reads
    }

    /// It could not be read; it is to be read again.
    pub fn unread(&mut self, read: Read) {
        if let Some(held) = self.channels.get_mut(&read.channel)
            && held.reading == Some(read.number)
        {
            held.reading = None;
            self.wanting.insert(read.channel);
        }
    }

    /// What was read: the channel stood at `seq`, and these are its events up to there that are kept. Where they do not begin behind
    /// the place that was asked, or it is too many of them, there is a gap.
    pub fn fill(&mut self, read: Read, seq: u64, events: &[Numbered<F>], now: Timestamp) {
        let Read {
            channel,
            after,
            number,
        } = read;
        let limits = (self.limits.queue, now);
        let Some(held) = self.channels.get_mut(&channel) else {
            return;
        };
        if held.reading != Some(number) {
            return;
        }
        held.reading = None;
        held.ahead = held.ahead.max(seq);
        let Some(before) = held.last else {
            // The beginning: all who hear it wait to be asked.
            held.last = Some(seq);
            for id in held.heard.clone() {
                let heard = self
                    .sockets
                    .get_mut(&id)
                    .and_then(|socket| socket.topics.get_mut(&channel));
                if let Some(heard) = heard {
                    heard.place(seq, number);
                }
                self.ask(id);
            }
            if let Channel::Person(user) = channel {
                // Whose session ended before this place was known, of them no event tells.
                let theirs = self.people.get(&user).into_iter().flatten();
                for id in theirs.copied().collect::<Vec<_>>() {
                    self.again(id, true);
                }
            }
            self.settle(channel);
            return;
        };
        let events = contiguous(events, seq);
        let first = events.first().map_or(seq.saturating_add(1), |event| event.seq);
        // Behind what touches rights nothing goes out before they are asked; what did so before was asked since.
        let touches = |event: &Numbered<F>| event.seq > before && event.touches;
        let touched = events.iter().position(touches);
        let given = &events[..touched.map_or(events.len(), |at| at + 1)];
        let last = before.max(seq);
        held.last = Some(last);
        for id in &held.heard {
            let Some(socket) = self.sockets.get_mut(id) else {
                continue;
            };
            if let Some(heard) = socket.topics.get_mut(&channel)
                && heard.unsure.is_some()
            {
                heard.place(last, number);
                socket.check = true;
                if !socket.woken {
                    socket.woken = true;
                    self.woken.push(*id);
                }
                continue;
            }
            let Some(at) = socket.topics.get(&channel).and_then(|heard| heard.at) else {
                continue;
            };
            if at >= seq || after.is_none_or(|after| at < after) {
                continue;
            }
            let some = if at + 1 < first {
                socket.miss(channel, seq, limits)
            } else {
                let from = usize::try_from(at + 1 - first).unwrap_or(given.len());
                socket.hear(channel, at, given.get(from..).unwrap_or_default(), limits)
            };
            if some && !socket.woken {
                socket.woken = true;
                self.woken.push(*id);
            }
        }
        let missed = before < seq && before + 1 < first;
        if missed || touched.is_some() {
            self.touch(channel);
        }
        self.settle(channel);
    }

    /// Wants a reading of a channel where one is due.
    fn settle(&mut self, channel: Channel) {
        let Some(held) = self.channels.get(&channel) else {
            return;
        };
        if held.reading.is_some() {
            return;
        }
        let Some(last) = held.last else {
            self.wanting.insert(channel);
            return;
        };
        let behind = |id: &SocketId| {
            let heard = self
                .sockets
                .get(id)
                .and_then(|socket| socket.topics.get(&channel));
            let behind = |heard: &Heard| heard.asking.is_none() && heard.at.is_none_or(|at| at < last);
            heard.is_some_and(|heard| heard.unsure.is_some() || behind(heard))
        };
        if held.ahead > last || held.heard.iter().any(behind) {
            self.wanting.insert(channel);
        }
    }
}

/// The events that stand one behind another up to `seq`; none where there is a hole.
fn contiguous<F>(events: &[Numbered<F>], seq: u64) -> &[Numbered<F>] {
    let whole = events.last().is_some_and(|last| last.seq == seq)
        && events.windows(2).all(|pair| pair[1].seq == pair[0].seq + 1);
    if whole { events } else { &[] }
}

impl<F> Waiting<F> {
    fn channel(&self) -> Option<Channel> {
        match self {
            Self::Event { channel, .. }
            | Self::Passing { channel, .. }
            | Self::Subscribed { channel, .. }
            | Self::Gap { channel, .. } => Some(*channel),
            Self::Refetch => None,
        }
    }

    /// Whether it goes when there are too many: an answer never does.
    fn is_counted(&self) -> bool {
        matches!(self, Self::Event { .. } | Self::Passing { .. } | Self::Gap { .. })
    }
}

impl Heard {
    /// The channel stands at `last`, by a reading of this number: a place that it has not reached then is none.
    fn place(&mut self, last: u64, reading: u64) {
        let at = *self.at.get_or_insert(last);
        let since = self.unsure.unwrap_or(self.asking.unwrap_or_default());
        self.unsure = (at > last && reading < since).then_some(since);
    }

    fn ended(&self, now: Timestamp) -> bool {
        self.asking.is_none() && self.until.is_some_and(|until| until <= now)
    }
}

impl<F: Clone, W> Socket<F, W> {
    /// Takes what waits of a channel out of the queue.
    fn forget(&mut self, channel: Channel) {
        self.queue.retain(|waiting| waiting.channel() != Some(channel));
        self.events = self.queue.iter().filter(|waiting| waiting.is_counted()).count();
    }

    /// Whether it hears the channel now; a right that has ended meanwhile is to be asked first.
    fn may_hear(&mut self, channel: Channel, now: Timestamp) -> Option<&mut Heard> {
        let heard = self.topics.get_mut(&channel)?;
        if heard.ended(now) {
            // Any number that is nobody's answer: it is asked with the next one.
            heard.asking = Some(0);
            self.check = true;
        }
        heard.asking.is_none().then_some(heard)
    }

    /// Puts events that stand behind `at` into the queue, if that is its place. Whether there is something to look at.
    fn hear(
        &mut self,
        channel: Channel,
        at: u64,
        events: &[Numbered<F>],
        (most, now): (usize, Timestamp),
    ) -> bool {
        let Some(heard) = self.may_hear(channel, now) else {
            return self.check;
        };
        if heard.at != Some(at) {
            return false;
        }
        heard.at = events.last().map_or(heard.at, |last| Some(last.seq));
        for event in events {
            let frame = event.frame.clone();
            self.push(Waiting::Event { channel, frame }, most);
        }
        true
    }

    /// Tells that events up to `seq` are not to be had.
    fn miss(&mut self, channel: Channel, seq: u64, (most, now): (usize, Timestamp)) -> bool {
        let Some(heard) = self.may_hear(channel, now) else {
            return self.check;
        };
        heard.at = Some(seq);
        self.push(Waiting::Gap { channel, seq }, most);
        true
    }

    fn push(&mut self, waiting: Waiting<F>, most: usize) {
        if self.events >= most {
            self.queue
                .retain(|waiting| matches!(waiting, Waiting::Subscribed { .. }));
            self.events = 0;
            self.queue.push_back(Waiting::Refetch);
        } else {
            self.events += 1;
            self.queue.push_back(waiting);
        }
    }
}

#[cfg(test)]
mod tests;
