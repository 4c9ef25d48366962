//! What must be true of the hub after every step; tests ask.

use crate::{Hub, Owner, Waiting};
use shared::live::Channel;
use std::collections::{BTreeSet, HashMap};

impl<F: Clone, W> Hub<F, W> {
    /// What is wrong, if anything is.
    pub fn check(&self) -> Result<(), String> {
        self.check_owners()?;
        self.check_channels()?;
        self.check_sockets()
    }

    fn check_owners(&self) -> Result<(), String> {
        let mut people: HashMap<_, BTreeSet<_>> = HashMap::new();
        let mut addresses: HashMap<_, usize> = HashMap::new();
        for (id, socket) in &self.sockets {
            match socket.owner {
                Owner::Person(user) => _ = people.entry(user).or_default().insert(*id),
                Owner::Address(address) => *addresses.entry(address).or_default() += 1,
            }
        }
        if people != self.people || addresses != self.addresses {
            return Err("owners are not those of the sockets".into());
        }
        let limits = self.limits;
        let many = people.values().any(|of_them| of_them.len() > limits.of_a_person)
            || addresses.values().any(|count| *count > limits.of_an_address)
            || self.sockets.len() > limits.sockets;
        if many {
            return Err("there are more sockets than may be".into());
        }
        Ok(())
    }

    fn check_channels(&self) -> Result<(), String> {
        for (channel, held) in &self.channels {
            let wrong = |what: &str| Err(format!("{channel}: {what}"));
            let needed = matches!(channel, Channel::Person(user) if self.people.contains_key(user));
            if held.heard.is_empty() && !needed {
                return wrong("held by nobody");
            }
            for id in &held.heard {
                let socket = self.sockets.get(id);
                if !socket.is_some_and(|socket| socket.topics.contains_key(channel)) {
                    return wrong("heard by a socket that does not hear it");
                }
            }
            let known = self.wanting.contains(channel) || held.reading.is_some();
            let Some(last) = held.last else {
                if !known {
                    return wrong("nobody will read where it stands");
                }
                continue;
            };
            if held.ahead < last {
                return wrong("behind what was given out");
            }
            if held.ahead > last && !known {
                return wrong("nobody will read what is missing");
            }
            if self.wanting.contains(channel) && held.reading.is_some() {
                return wrong("it would be read twice");
            }
        }
        for user in self.people.keys() {
            if !self.channels.contains_key(&Channel::Person(*user)) {
                return Err(format!("nobody hears what touches the rights of {user}"));
            }
        }
        match self
            .wanting
            .iter()
            .find(|channel| !self.channels.contains_key(channel))
        {
            Some(channel) => Err(format!("{channel}: wanted by nobody")),
            None => Ok(()),
        }
    }

    fn check_sockets(&self) -> Result<(), String> {
        for (id, socket) in &self.sockets {
            let wrong = |what: String| Err(format!("{id:?}: {what}"));
            if socket.topics.len() > self.limits.topics {
                return wrong("too many topics".into());
            }
            for (channel, heard) in &socket.topics {
                let Some(held) = self.channels.get(channel).filter(|held| held.heard.contains(id)) else {
                    return wrong(format!("{channel} does not know it"));
                };
                let known = self.wanting.contains(channel) || held.reading.is_some();
                if heard.unsure.is_some() && (heard.asking.is_none() || !known) {
                    return wrong(format!("{channel}: nobody reads whether its place is there"));
                }
                if heard.asking.is_some() {
                    continue;
                }
                match (heard.at, held.last) {
                    (Some(at), Some(last)) if at == last || at < last && known => {}
                    places => return wrong(format!("{channel}: it stands at {places:?} and nobody reads")),
                }
                if !heard.told {
                    return wrong(format!("{channel}: it was not told that it hears it"));
                }
            }
            let events = socket.queue.iter().filter(|waiting| waiting.is_counted()).count();
            if events != socket.events || events > self.limits.queue {
                return wrong(format!("{events} events wait and {} are counted", socket.events));
            }
            let refetches = socket
                .queue
                .iter()
                .filter(|waiting| matches!(waiting, Waiting::Refetch));
            let others = socket.queue.len() - events;
            if refetches.count() > 1 || others > self.limits.topics + 1 {
                return wrong(format!("{others} other things wait"));
            }
            let channels = socket.queue.iter().filter_map(Waiting::channel);
            if let Some(channel) = channels
                .into_iter()
                .find(|channel| !socket.topics.contains_key(channel))
            {
                return wrong(format!("{channel} waits and is not heard"));
            }
            if (socket.check || !socket.queue.is_empty()) && !socket.woken {
                return wrong("nobody will look after it".into());
            }
        }
        Ok(())
    }
}
