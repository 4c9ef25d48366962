//! Who is here by the word of other processes: plain data. A process that is not heard of for long takes its people with it; it refuses to
//! believe in a person longer than somebody says so.

use shared::{Timestamp, ids::UserId};
use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

/// Whoever says nothing for so long has ended, or cannot be heard.
pub const SILENT: Duration = Duration::from_secs(30);

/// A number that two sets of people hardly ever share, whatever order they are named in; 0 of nobody.
pub(crate) fn sum_of<'a>(users: impl IntoIterator<Item = &'a UserId>) -> u64 {
    // The lower half of an id is chance.
    let low = |user: &UserId| user.0.as_u64_pair().1;
    users.into_iter().map(low).fold(0, |sum, one| sum ^ one)
}

/// Another process; never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Process(pub u128);

/// What one process says.
#[derive(Debug, Default)]
struct Theirs {
    here: HashSet<UserId>,
    until: Timestamp,
}

/// All other processes.
#[derive(Debug, Default)]
pub(crate) struct Elsewhere {
    processes: HashMap<Process, Theirs>,
    /// By how many of them somebody is here.
    here: HashMap<UserId, usize>,
}

impl Elsewhere {
    pub(crate) fn processes(&self) -> usize {
        self.processes.len()
    }

    pub(crate) fn is_here(&self, user: UserId) -> bool {
        self.here.contains_key(&user)
    }

    fn of(&mut self, process: Process, now: Timestamp) -> &mut Theirs {
        let theirs = self.processes.entry(process).or_default();
        theirs.until = now.after(SILENT);
        theirs
    }

    /// Somebody came to another process; whether nobody else had them.
    pub(crate) fn comes(&mut self, process: Process, user: UserId, now: Timestamp) -> bool {
        if !self.of(process, now).here.insert(user) {
            return false;
        }
        let count = self.here.entry(user).or_default();
        *count += 1;
        *count == 1
    }

    /// Somebody left another process; whether nobody else has them.
    pub(crate) fn goes(&mut self, process: Process, user: UserId, now: Timestamp) -> bool {
        self.of(process, now).here.remove(&user) && self.one_less(user)
    }

    fn one_less(&mut self, user: UserId) -> bool {
        let Some(count) = self.here.get_mut(&user) else {
            return false;
        };
        *count -= 1;
        let last = *count == 0;
        if last {
            self.here.remove(&user);
        }
        last
    }

    /// A process says who is here, all of them: who came by that, and who went.
    pub(crate) fn says(
        &mut self,
        process: Process,
        users: &[UserId],
        now: Timestamp,
    ) -> (Vec<UserId>, Vec<UserId>) {
        let whole: HashSet<UserId> = users.iter().copied().collect();
        let before = self.of(process, now).here.clone();
        let mut came: Vec<UserId> = whole.difference(&before).copied().collect();
        let mut went: Vec<UserId> = before.difference(&whole).copied().collect();
        came.retain(|user| self.comes(process, *user, now));
        went.retain(|user| self.goes(process, *user, now));
        (came, went)
    }

    /// A process lives, and this is the sum of who is here by its word; whether that is what is known of it.
    pub(crate) fn beats(&mut self, process: Process, sum: u64, now: Timestamp) -> bool {
        sum_of(&self.of(process, now).here) == sum
    }

    /// Forgets processes that were not heard of for long; who went with them.
    pub(crate) fn gone(&mut self, now: Timestamp) -> Vec<UserId> {
        let silent = self.processes.extract_if(|_, theirs| theirs.until <= now);
        let theirs: Vec<UserId> = silent.flat_map(|(_, theirs)| theirs.here).collect();
        theirs.into_iter().filter(|user| self.one_less(*user)).collect()
    }
}
