//! The time: the machine's, or the embedded network's when that one may travel.

use domain::ports::Clock;
use shared::Timestamp;
use std::time::{SystemTime, UNIX_EPOCH};

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

/// Milliseconds since the Unix epoch by the machine's clock.
#[expect(clippy::disallowed_methods, reason = "this is the room for it")]
pub fn system_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp(system_ms())
    }
}

/// The embedded network's clock, so that time travel moves subscriptions and blocks alike.
#[cfg(feature = "localnet")]
#[derive(Clone)]
pub struct LocalnetClock(pub localnet::Localnet);

#[cfg(feature = "localnet")]
impl Clock for LocalnetClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.now_ms())
    }
}
