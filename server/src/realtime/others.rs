//! What this process says to the others and what it makes of what they say: who is here, what is so for a moment, how far topics are. Nothing
//! of it is believed for good: events are read from the outbox, and who is here is said again.

use super::{Realtime, bus::Said, socket, stands_in_lists};
use domain::Domain;
use hub::Process;
use shared::{
    ids::UserId,
    live::{Channel, FromServer, Passing},
};

impl Realtime {
    /// Says it to the other processes, if there are some.
    pub(super) fn say(&self, said: Said) {
        if let Some(bus) = &self.bus {
            bus.say(said);
        }
    }

    /// Something is so for a moment: told to all who hear the channel, at other processes too, but whoever it is about.
    pub(super) fn pass(&self, channel: Channel, passing: Passing, about: UserId) {
        self.pass_here(channel, passing, about);
        self.say(Said::Passing {
            channel: channel.to_string(),
            passing,
            about,
        });
    }

    fn pass_here(&self, channel: Channel, passing: Passing, about: UserId) {
        let topic = channel.topic();
        let frame = socket::frame(&FromServer::Passing { topic, passing });
        let now = self.clock.now();
        self.with(|hub| hub.pass(channel, &frame, about, now));
    }

    /// Tells of somebody who came or went. Each process tells its own.
    fn tell_of(&self, user: UserId, here: bool) {
        let channels = self.presence().channels(user);
        for channel in channels {
            self.pass_here(channel, Passing::Presence { here }, user);
        }
    }

    /// A connection of somebody's begins who lets others see that.
    pub(super) fn comes(&self, user: UserId) {
        let mut presence = self.presence();
        let coming = presence.comes(user);
        if coming.ours {
            // Said before anybody else can change it, so that it is said in its order.
            self.say(Said::Came { user });
        }
        drop(presence);
        if coming.news {
            self.tell_of(user, true);
        }
    }

    /// A connection of somebody's is not to be seen any more.
    pub(super) fn hides(&self, user: UserId) {
        let mut presence = self.presence();
        let going = presence.hides(user);
        if going.ours {
            self.say(Said::Went { user });
        }
        drop(presence);
        if going.news {
            self.tell_of(user, false);
        }
    }

    /// Tells of those who have left by now.
    pub(super) fn see_off(&self) {
        let mut presence = self.presence();
        let gone = presence.gone(self.clock.now());
        for (user, _) in gone.iter().filter(|(_, going)| going.ours) {
            self.say(Said::Went { user: *user });
        }
        drop(presence);
        for (user, _) in gone.into_iter().filter(|(_, going)| going.news) {
            self.tell_of(user, false);
        }
    }

    /// Says to the other processes who is here.
    pub(super) fn introduce(&self) {
        let presence = self.presence();
        let users = presence.ours();
        self.say(Said::Here { users });
    }

    /// Says to the other processes that this one lives.
    pub(super) fn beat(&self) {
        let presence = self.presence();
        let sum = presence.sum();
        self.say(Said::Beat { sum });
    }

    /// Another process says something.
    pub(super) fn hear(&self, domain: &Domain, from: Process, said: Said) {
        let now = self.clock.now();
        match said {
            Said::Told { at } => {
                let read = |(channel, seq): (String, u64)| Some((channel.parse().ok()?, seq));
                let at: Vec<(Channel, u64)> = at.into_iter().filter_map(read).collect();
                // What is kept of it here is old, before anybody hears of it.
                if at.iter().any(|(channel, _)| stands_in_lists(*channel)) {
                    domain.lists.changed();
                }
                self.notice(at);
            }
            Said::Passing {
                channel,
                passing: passing @ Passing::Typing,
                about,
            } => {
                if let Ok(channel) = channel.parse() {
                    self.pass_here(channel, passing, about);
                }
            }
            Said::Came { user } => {
                let news = self.presence().came_to(from, user, now);
                if news {
                    self.tell_of(user, true);
                }
            }
            Said::Went { user } => {
                let news = self.presence().went_from(from, user, now);
                if news {
                    self.tell_of(user, false);
                }
            }
            Said::Here { users } => {
                let (came, went) = self.presence().says(from, &users, now);
                came.into_iter().for_each(|user| self.tell_of(user, true));
                went.into_iter().for_each(|user| self.tell_of(user, false));
            }
            Said::Beat { sum } => {
                if !self.presence().beats(from, sum, now) {
                    let whom = Some(uuid::Uuid::from_u128(from.0));
                    self.say(Said::Ask { whom });
                }
            }
            Said::Ask { whom } => {
                if self.bus.as_ref().is_some_and(|bus| bus.is_meant(whom)) {
                    self.introduce();
                }
            }
            // Who is here is said otherwise.
            Said::Passing { .. } | Said::Unknown => {}
        }
    }
}
