//! Who is here, and which conversations want to know: plain data. Whoever goes from page to page is here all the while, and whoever is here by
//! another process's word too; it refuses to tell of anybody who does not let themself be seen, for those are never put in.

use crate::elsewhere::{Elsewhere, Process, sum_of};
use shared::{Timestamp, ids::UserId, live::Channel};
use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

/// So long after their last connection somebody counts as here.
pub const LINGER: Duration = Duration::from_secs(20);

/// Of one process, with what others say.
#[derive(Debug, Default)]
pub struct Presence {
    /// Connections of each.
    here: HashMap<UserId, usize>,
    /// Those without one, and when they are gone.
    leaving: HashMap<UserId, Timestamp>,
    /// Which channels are told of whom, and by how many connections.
    told: HashMap<UserId, HashMap<Channel, usize>>,
    /// Who is here by the word of other processes.
    elsewhere: Elsewhere,
}

/// What it means that somebody comes or goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coming {
    /// To this process: the others are to be told.
    pub ours: bool,
    /// At all: those who want to know are to be told.
    pub news: bool,
}

impl Presence {
    /// A connection of somebody's begins.
    pub fn comes(&mut self, user: UserId) -> Coming {
        let connections = self.here.entry(user).or_default();
        *connections += 1;
        let ours = self.leaving.remove(&user).is_none() && *connections == 1;
        let news = ours && !self.elsewhere.is_here(user);
        Coming { ours, news }
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

    /// A connection is not to be seen any more, at once: its person does not let others see them from now on.
    pub fn hides(&mut self, user: UserId) -> Coming {
        let Some(connections) = self.here.get_mut(&user) else {
            return Coming::default();
        };
        *connections -= 1;
        let ours = *connections == 0;
        if ours {
            self.here.remove(&user);
        }
        let news = ours && !self.elsewhere.is_here(user);
        Coming { ours, news }
    }

    /// Those who have left by now, each with what it means.
    pub fn gone(&mut self, now: Timestamp) -> Vec<(UserId, Coming)> {
        let left = self.leaving.extract_if(|_, until| *until <= now);
        let told = left.map(|(user, _)| {
            let news = !self.elsewhere.is_here(user);
            (user, Coming { ours: true, news })
        });
        let mut told: Vec<_> = told.collect();
        // After those, so that of whom both are true it is told once.
        let lost = self.elsewhere.gone(now).into_iter();
        let lost = lost.filter(|user| !self.is_ours(*user));
        let (ours, news) = (false, true);
        told.extend(lost.map(|user| (user, Coming { ours, news })));
        told
    }

    fn is_ours(&self, user: UserId) -> bool {
        self.here.contains_key(&user) || self.leaving.contains_key(&user)
    }

    pub fn is_here(&self, user: UserId) -> bool {
        self.is_ours(user) || self.elsewhere.is_here(user)
    }

    /// All who are here by this process's word.
    pub fn ours(&self) -> Vec<UserId> {
        self.here.keys().chain(self.leaving.keys()).copied().collect()
    }

    /// A number by which others see whether they know who that is.
    pub fn sum(&self) -> u64 {
        sum_of(self.here.keys().chain(self.leaving.keys()))
    }

    /// Other processes that are heard of.
    pub fn others(&self) -> usize {
        self.elsewhere.processes()
    }

    /// Somebody came to another process; whether they were not here before.
    pub fn came_to(&mut self, process: Process, user: UserId, now: Timestamp) -> bool {
        self.elsewhere.comes(process, user, now) && !self.is_ours(user)
    }

    /// Somebody left another process; whether they are gone.
    pub fn went_from(&mut self, process: Process, user: UserId, now: Timestamp) -> bool {
        self.elsewhere.goes(process, user, now) && !self.is_ours(user)
    }

    /// Another process says who is here, all of them: who came by that, and who is gone.
    pub fn says(&mut self, process: Process, users: &[UserId], now: Timestamp) -> (Vec<UserId>, Vec<UserId>) {
        let (mut came, mut went) = self.elsewhere.says(process, users, now);
        came.retain(|user| !self.is_ours(*user));
        went.retain(|user| !self.is_ours(*user));
        (came, went)
    }

    /// Another process lives, and this is its [`Presence::sum`]; whether that is what is known of it. Else it is to be asked.
    pub fn beats(&mut self, process: Process, sum: u64, now: Timestamp) -> bool {
        self.elsewhere.beats(process, sum, now)
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
    use crate::elsewhere::SILENT;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;
    use shared::ids::ConversationId;
    use uuid::Uuid;

    const WHO: UserId = UserId(Uuid::from_u128(1));
    const NEW: Coming = Coming {
        ours: true,
        news: true,
    };
    const OLD: Coming = Coming {
        ours: false,
        news: false,
    };
    const NEXT_DOOR: Process = Process(7);

    #[test]
    fn going_from_page_to_page_is_being_here() {
        let mut presence = Presence::default();
        let now = Timestamp(1_000);
        assert!(!presence.is_here(WHO));
        assert_eq!(presence.comes(WHO), NEW);
        assert_eq!(presence.comes(WHO), OLD);
        presence.goes(WHO, now);
        presence.goes(WHO, now);
        assert!(presence.is_here(WHO));
        assert!(presence.gone(now).is_empty());
        assert_eq!(presence.comes(WHO), OLD);
        presence.goes(WHO, now);
        assert_eq!(presence.gone(now.after(LINGER)), [(WHO, NEW)]);
        assert!(!presence.is_here(WHO));
        assert!(presence.gone(now.after(LINGER)).is_empty());
        assert_eq!(presence.comes(WHO), NEW);
    }

    #[test]
    fn whoever_hides_is_gone_at_once() {
        let (mut presence, now) = (Presence::default(), Timestamp(1_000));
        presence.comes(WHO);
        presence.comes(WHO);
        assert_eq!(presence.hides(WHO), OLD, "by another connection they are seen");
        assert_eq!(presence.hides(WHO), NEW);
        assert!(!presence.is_here(WHO) && presence.gone(now.after(LINGER)).is_empty());
        assert_eq!(presence.comes(WHO), NEW);
        presence.came_to(NEXT_DOOR, WHO, now);
        let (ours, news) = (true, false);
        assert_eq!(presence.hides(WHO), Coming { ours, news });
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

    #[test]
    fn whoever_is_here_by_two_processes_is_gone_with_the_last() {
        let (mut presence, now) = (Presence::default(), Timestamp(1_000));
        assert!(presence.came_to(NEXT_DOOR, WHO, now));
        assert!(!presence.came_to(NEXT_DOOR, WHO, now), "said twice");
        let (ours, news) = (true, false);
        assert_eq!(presence.comes(WHO), Coming { ours, news });
        assert!(!presence.went_from(NEXT_DOOR, WHO, now));
        assert!(!presence.went_from(NEXT_DOOR, WHO, now), "said twice");
        presence.goes(WHO, now);
        assert!(!presence.came_to(NEXT_DOOR, WHO, now));
        assert_eq!(presence.gone(now.after(LINGER)), [(WHO, Coming { ours, news })]);
        assert!(presence.is_here(WHO) && presence.ours().is_empty());
        assert!(presence.went_from(NEXT_DOOR, WHO, now));
        assert!(!presence.is_here(WHO));
    }

    #[test]
    fn a_process_that_is_not_heard_of_takes_its_people_with_it() {
        let (mut presence, now) = (Presence::default(), Timestamp(1_000));
        let other = UserId(Uuid::from_u128(2));
        assert!(presence.beats(NEXT_DOOR, 0, now), "nobody is there");
        assert!(
            !presence.beats(NEXT_DOOR, sum_of(&[WHO]), now),
            "nobody told of them"
        );
        assert_eq!(presence.says(NEXT_DOOR, &[WHO], now), (vec![WHO], vec![]));
        assert_eq!(presence.says(NEXT_DOOR, &[other], now), (vec![other], vec![WHO]));
        let theirs = sum_of(&[other]);
        assert!(presence.beats(NEXT_DOOR, theirs, now));
        assert!(
            !presence.beats(NEXT_DOOR, sum_of(&[WHO]), now),
            "as many, and others"
        );
        let later = now.after(SILENT / 2);
        assert!(presence.beats(NEXT_DOOR, theirs, later));
        assert!(presence.gone(now.after(SILENT)).is_empty());
        let (ours, news) = (false, true);
        assert_eq!(
            presence.gone(later.after(SILENT)),
            [(other, Coming { ours, news })]
        );
        assert_eq!((presence.others(), presence.is_here(other)), (0, false));
        assert!(
            !presence.beats(NEXT_DOOR, theirs, later),
            "forgotten: it is to be asked"
        );
    }

    /// One process of three: what it knows, whom its connections are of, and what the others have not heard of it yet.
    #[derive(Default)]
    struct One {
        presence: Presence,
        connections: Vec<UserId>,
        /// Whom it last told of, and whether they are here.
        told: HashMap<UserId, bool>,
    }

    /// What goes from one to all others.
    enum Said {
        Came(UserId),
        Went(UserId),
        Here(Vec<UserId>),
        Beat(u64),
    }

    impl One {
        fn tell(&mut self, user: UserId, here: bool) {
            let before = self.told.insert(user, here);
            assert_ne!(before.unwrap_or(false), here, "what is told is news");
        }

        fn hear(&mut self, from: Process, said: &Said, now: Timestamp) -> bool {
            match said {
                Said::Came(user) if self.presence.came_to(from, *user, now) => self.tell(*user, true),
                Said::Went(user) if self.presence.went_from(from, *user, now) => self.tell(*user, false),
                Said::Came(_) | Said::Went(_) => {}
                Said::Here(users) => {
                    let (came, went) = self.presence.says(from, users, now);
                    came.into_iter().for_each(|user| self.tell(user, true));
                    went.into_iter().for_each(|user| self.tell(user, false));
                }
                Said::Beat(sum) => return self.presence.beats(from, *sum, now),
            }
            true
        }
    }

    /// A process takes what another one says, and asks it when it finds that it knows something else.
    fn bring(all: &mut [One; 3], (from, at): (usize, usize), said: &Said, now: Timestamp) {
        let process = Process(from as u128);
        if !all[at].hear(process, said, now) {
            let whole = Said::Here(all[from].presence.ours());
            all[at].hear(process, &whole, now);
        }
    }

    fn others(from: usize) -> impl Iterator<Item = usize> {
        (0..3).filter(move |at| *at != from)
    }

    fn run(seed: u64) {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let users: [UserId; 5] = std::array::from_fn(|_| UserId(Uuid::from_u128(dice.random())));
        let mut now = Timestamp(1_000);
        let mut all = [One::default(), One::default(), One::default()];
        let mut said: Vec<(usize, Said)> = Vec::new();
        // Nothing goes to it and nothing comes from it.
        let mut cut = None;
        for _ in 0..400 {
            let at = dice.random_range(0..all.len());
            let one = &mut all[at];
            match dice.random_range(0..12) {
                0..4 => {
                    let user = users[dice.random_range(0..users.len())];
                    let coming = one.presence.comes(user);
                    one.connections.push(user);
                    if coming.ours {
                        said.push((at, Said::Came(user)));
                    }
                    if coming.news {
                        one.tell(user, true);
                    }
                }
                4..7 => {
                    if let Some(user) = one.connections.pop() {
                        one.presence.goes(user, now);
                    }
                }
                7 => {
                    if let Some(user) = one.connections.pop() {
                        let going = one.presence.hides(user);
                        if going.ours {
                            said.push((at, Said::Went(user)));
                        }
                        if going.news {
                            one.tell(user, false);
                        }
                    }
                }
                8..10 => now = now.after(LINGER / 3),
                10 if !said.is_empty() => _ = said.remove(dice.random_range(0..said.len())),
                _ if dice.random_bool(0.2) => cut = cut.xor(Some(at)),
                _ => {}
            }
            for (at, one) in all.iter_mut().enumerate() {
                for (user, going) in one.presence.gone(now) {
                    if going.ours {
                        said.push((at, Said::Went(user)));
                    }
                    if going.news {
                        one.tell(user, false);
                    }
                }
                said.push((at, Said::Beat(one.presence.sum())));
                for user in users {
                    let told = one.told.get(&user).copied().unwrap_or(false);
                    assert_eq!(told, one.presence.is_here(user), "seed {seed}: it is told");
                }
            }
            if dice.random_bool(0.7) {
                for (from, what) in std::mem::take(&mut said) {
                    for at in others(from).filter(|at| cut != Some(*at) && cut != Some(from)) {
                        bring(&mut all, (from, at), &what, now);
                    }
                }
            }
        }
        // Whatever was lost, the next beat shows it.
        for from in 0..all.len() {
            let beat = Said::Beat(all[from].presence.sum());
            for at in others(from) {
                bring(&mut all, (from, at), &beat, now);
            }
        }
        for user in users {
            let here = all.iter().any(|one| one.presence.is_ours(user));
            for one in &all {
                assert_eq!(one.presence.is_here(user), here, "seed {seed}");
            }
        }
    }

    #[test]
    fn processes_that_tell_each_other_know_the_same() {
        for seed in 0..300 {
            run(seed);
        }
    }
}
