//! Who is here, and which conversations want to know: plain data. Whoever goes from page to page is here all the while; it refuses to tell
//! of anybody who does not let themself be seen, for those are never put in.

use shared::{Timestamp, ids::UserId, live::Channel};
use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

/// So long after their last connection somebody counts as here.
pub const LINGER: Duration = Duration::from_secs(20);

/// Of one process.
#[derive(Debug, Default)]
pub struct Presence {
    /// Connections of each.
    here: HashMap<UserId, usize>,
    /// Those without one, and when they are gone.
    leaving: HashMap<UserId, Timestamp>,
    /// Which channels are told of whom, and by how many connections.
    told: HashMap<UserId, HashMap<Channel, usize>>,
}

impl Presence {
    /// A connection of somebody's begins; whether they were not here before.
    pub fn comes(&mut self, user: UserId) -> bool {
        let connections = self.here.entry(user).or_default();
        *connections += 1;
        self.leaving.remove(&user).is_none() && *connections == 1
    }

    /// A connection of somebody's ends.
    pub fn goes(&mut self, user: UserId, now: Timestamp) {
        if let Some(connections) = self.here.get_mut(&user) {
            *connections -= 1;
            if *connections == 0 {
                self.here.remove(&user);
                self.leaving.insert(user, now.after(LINGER));
            }
        }
    }

    /// Those who are gone for good by now.
    pub fn gone(&mut self, now: Timestamp) -> Vec<UserId> {
        let gone = self.leaving.extract_if(|_, until| *until <= now);
        gone.map(|(user, _)| user).collect()
    }

    pub fn is_here(&self, user: UserId) -> bool {
        self.here.contains_key(&user) || self.leaving.contains_key(&user)
    }

    /// A connection wants to know of somebody in this channel.
    pub fn watch(&mut self, user: UserId, channel: Channel) {
        *self.told.entry(user).or_default().entry(channel).or_default() += 1;
    }

    /// It does not any more.
    pub fn unwatch(&mut self, user: UserId, channel: Channel) {
        let Some(channels) = self.told.get_mut(&user) else {
            return;
        };
        if let Some(watching) = channels.get_mut(&channel) {
            *watching -= 1;
            if *watching == 0 {
                channels.remove(&channel);
            }
        }
        if channels.is_empty() {
            self.told.remove(&user);
        }
    }

    /// Where it is told that somebody came or went.
    pub fn channels(&self, user: UserId) -> HashSet<Channel> {
        let channels = self.told.get(&user).map(HashMap::keys);
        channels.into_iter().flatten().copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ids::ConversationId;
    use uuid::Uuid;

    const WHO: UserId = UserId(Uuid::from_u128(1));

    #[test]
    fn going_from_page_to_page_is_being_here() {
        let mut presence = Presence::default();
        let now = Timestamp(1_000);
        assert!(!presence.is_here(WHO));
        assert!(presence.comes(WHO));
        assert!(!presence.comes(WHO));
        presence.goes(WHO, now);
        presence.goes(WHO, now);
        assert!(presence.is_here(WHO));
        assert!(presence.gone(now).is_empty());
        assert!(!presence.comes(WHO));
        presence.goes(WHO, now);
        assert_eq!(presence.gone(now.after(LINGER)), [WHO]);
        assert!(!presence.is_here(WHO));
        assert!(presence.gone(now.after(LINGER)).is_empty());
        assert!(presence.comes(WHO));
    }

    #[test]
    fn as_long_as_one_connection_wants_to_know() {
        let mut presence = Presence::default();
        let channel = Channel::Conversation(ConversationId(Uuid::from_u128(2)));
        presence.watch(WHO, channel);
        presence.watch(WHO, channel);
        presence.unwatch(WHO, channel);
        assert_eq!(presence.channels(WHO), HashSet::from([channel]));
        presence.unwatch(WHO, channel);
        presence.unwatch(WHO, channel);
        assert!(presence.channels(WHO).is_empty());
        assert!(presence.told.is_empty());
    }
}
