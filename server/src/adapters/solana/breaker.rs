//! Lets a node rest that fails again and again, so that nobody waits for it while another answers. It never refuses the last
//! node there is.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Failures in a row after which a node rests.
const PATIENCE: u32 = 3;
/// The first rest; each further failure doubles it.
const FIRST_REST: Duration = Duration::from_secs(2);
/// The longest rest, also where the node itself asks for more.
const LONGEST_REST: Duration = Duration::from_secs(60);

/// What is known of one node.
#[derive(Debug, Default)]
pub struct Breaker(Mutex<State>);

#[derive(Clone, Copy, Debug, Default)]
struct State {
    failures: u32,
    rests_until: Option<Instant>,
}

impl Breaker {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        // It holds two plain values; whoever panicked has left no half of them.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Until when it rests; `None` if it may be asked.
    pub fn rests_until(&self, now: Instant) -> Option<Instant> {
        self.state().rests_until.filter(|until| *until > now)
    }

    pub fn worked(&self) {
        *self.state() = State::default();
    }

    /// `asked` is how long the node itself wants to be left alone.
    pub fn failed(&self, now: Instant, asked: Option<Duration>) {
        let mut state = self.state();
        state.failures = state.failures.saturating_add(1);
        let over = state.failures.checked_sub(PATIENCE);
        let own = over.map(|times| FIRST_REST.saturating_mul(2_u32.saturating_pow(times)));
        if let Some(rest) = own.max(asked) {
            state.rests_until = Some(now + rest.min(LONGEST_REST));
        }
    }
}

/// The order in which nodes are asked: those that may be, as they were given. If all of them rest, the one that has rested
/// longest of what it must.
pub fn in_turn(breakers: &[Breaker], now: Instant) -> Vec<usize> {
    let rests: Vec<Option<Instant>> = breakers.iter().map(|one| one.rests_until(now)).collect();
    let awake: Vec<usize> = (0..rests.len()).filter(|at| rests[*at].is_none()).collect();
    if !awake.is_empty() {
        return awake;
    }
    (0..rests.len()).min_by_key(|at| rests[*at]).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_node_rests_after_some_failures_and_longer_after_more() {
        let (breaker, now) = (Breaker::default(), Instant::now());
        let rest = |breaker: &Breaker| breaker.rests_until(now).map(|until| until - now);
        for _ in 1..PATIENCE {
            breaker.failed(now, None);
            assert_eq!(rest(&breaker), None);
        }
        for seconds in [2, 4, 8, 16, 32, 60, 60] {
            breaker.failed(now, None);
            assert_eq!(rest(&breaker), Some(seconds * SECOND));
        }
        assert_eq!(
            breaker.rests_until(now + 60 * SECOND),
            None,
            "it may be asked once more"
        );
        breaker.worked();
        assert_eq!(rest(&breaker), None);
        breaker.failed(now, Some(5 * SECOND));
        assert_eq!(rest(&breaker), Some(5 * SECOND), "it asked for that itself");
        breaker.failed(now, Some(3_600 * SECOND));
        assert_eq!(rest(&breaker), Some(60 * SECOND));
    }

    #[test]
    fn those_that_rest_are_passed_over_unless_all_do() {
        let now = Instant::now();
        let breakers: [Breaker; 3] = Default::default();
        assert_eq!(in_turn(&breakers, now), [0, 1, 2]);
        breakers[0].failed(now, Some(9 * SECOND));
        assert_eq!(in_turn(&breakers, now), [1, 2]);
        breakers[1].failed(now, Some(2 * SECOND));
        breakers[2].failed(now, Some(5 * SECOND));
        assert_eq!(in_turn(&breakers, now), [1]);
        assert_eq!(in_turn(&breakers, now + 3 * SECOND), [1]);
        assert_eq!(in_turn(&breakers, now + 6 * SECOND), [1, 2]);
        assert_eq!(in_turn(&[], now), [0; 0]);
    }
}
