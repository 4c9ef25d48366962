//! Redis or Valkey, where several processes are to be as one: what they say to each other, and the counts that they share. It keeps nothing
//! that may not be lost, and nobody waits for it for long: whoever gets no answer goes on without.

use futures::StreamExt;
use redis::{
    AsyncConnectionConfig, Client, ConnectionInfo, IntoConnectionInfo, RedisError, Script,
    aio::{MultiplexedConnection, PubSubStream},
};
use std::{
    fmt,
    future::Future,
    str::FromStr,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::timeout;

/// How long connections may take to be there, and what is said to be taken.
const REACHED: Duration = Duration::from_secs(2);
/// How long a request waits for its count.
const PATIENCE: Duration = Duration::from_millis(50);

/// Counts a request for each key, as the limits of one process do (the generic cell rate algorithm): a key holds the moment when the bucket
/// is full again. The first key that is full ends it. The time is Redis's own, so that the clocks of the processes do not matter.
const TAKE: &str = "
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local most = tonumber(ARGV[1])
local each = 60000000 / most
local left = most
for _, key in ipairs(KEYS) do
  local full = tonumber(redis.call('GET', key) or now)
  local earliest = full - each * (most - 1)
  if now < earliest then
    return {-1, math.ceil(earliest - now)}
  end
  full = math.max(full, now) + each
  redis.call('SET', key, string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
  left = math.min(left, math.floor((now + each * most - full) / each))
end
return {left, 0}
";

/// Where a Redis is, and how one gets in.
#[derive(Clone)]
pub struct At(ConnectionInfo);

impl FromStr for At {
    type Err = RedisError;

    fn from_str(url: &str) -> Result<Self, RedisError> {
        url.into_connection_info().map(Self)
    }
}

/// Without the password.
impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.addr().fmt(f)
    }
}

impl fmt::Debug for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "At({self})")
    }
}

/// Why it cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error(transparent)]
    Redis(#[from] RedisError),
    #[error("it does not answer in time")]
    Late,
    #[error("the connection broke")]
    Broke,
    #[error("it does not bring what is said")]
    Deaf,
}

async fn within<T>(time: Duration, work: impl Future<Output = Result<T, RedisError>>) -> Result<T, Fault> {
    match timeout(time, work).await {
        Ok(done) => Ok(done?),
        Err(_) => Err(Fault::Late),
    }
}

/// The Redis of the processes that share one database.
pub struct Redis {
    client: Client,
    /// Begins the names of all that is ours there.
    space: String,
    /// While it answers.
    commands: Mutex<Option<MultiplexedConnection>>,
    patience: Mutex<Duration>,
    take: Script,
}

/// What is open while it answers.
pub struct Meeting {
    commands: MultiplexedConnection,
    heard: PubSubStream,
}

impl Redis {
    /// Connects to nothing yet. `space` is the same for all processes of one database, and no other's.
    pub fn new(at: &At, space: &str) -> Result<Self, Fault> {
        Ok(Self {
            client: Client::open(at.0.clone())?,
            space: format!("fonana:{space}"),
            commands: Mutex::default(),
            patience: Mutex::new(PATIENCE),
            take: Script::new(TAKE),
        })
    }

    /// How long a request waits for its count from now on.
    pub fn keep_patience(&self, patience: Duration) {
        *self.patience.lock().unwrap_or_else(PoisonError::into_inner) = patience;
    }

    fn channel(&self) -> String {
        format!("{}:live", self.space)
    }

    /// Connects, and hears what is said from now on. Requests are counted there once [`Redis::answers`] was called, until the next fault.
    ///
    /// # Errors
    /// It is not there within two seconds, or does not let us do all that is done with it.
    pub async fn meet(&self) -> Result<Meeting, Fault> {
        // How long is waited for anything is said where it is asked.
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(None)
            .set_response_timeout(None);
        within(REACHED, async {
            let mut commands = self
                .client
                .get_multiplexed_async_connection_with_config(&config)
                .await?;
            let nobody = ["nobody".to_owned()];
            self.take(&mut commands, "meeting", 60, &nobody).await?;
            let mut heard = self.client.get_async_pubsub().await?;
            heard.subscribe(self.channel()).await?;
            let heard = heard.into_on_message();
            Ok(Meeting { commands, heard })
        })
        .await
    }

    async fn take(
        &self,
        commands: &mut MultiplexedConnection,
        limit: &str,
        a_minute: u32,
        keys: &[String],
    ) -> Result<(i64, u64), RedisError> {
        let mut take = self.take.prepare_invoke();
        for key in keys {
            take.key(format!("{}:limit:{limit}:{key}", self.space));
        }
        take.arg(a_minute).invoke_async(commands).await
    }

    /// Says something to all who hear, oneself among them.
    pub async fn say(&self, meeting: &mut Meeting, text: &str) -> Result<(), Fault> {
        let mut publish = redis::cmd("PUBLISH");
        publish.arg(self.channel()).arg(text);
        let _heard_by: i64 = within(REACHED, publish.query_async(&mut meeting.commands)).await?;
        Ok(())
    }

    /// It has just answered: requests may be counted there.
    pub fn answers(&self, meeting: &Meeting) {
        *self.commands() = Some(meeting.commands.clone());
    }

    /// It does not answer: nobody asks until it does again.
    pub fn rests(&self) {
        *self.commands() = None;
    }

    /// Whether it is asked.
    pub fn is_asked(&self) -> bool {
        self.commands().is_some()
    }

    fn commands(&self) -> MutexGuard<'_, Option<MultiplexedConnection>> {
        self.commands.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a request for each of these keys, of so many a minute: the least that is left to any, or the microseconds until it may come
    /// again. None where there is no answer.
    pub async fn count(&self, limit: &str, a_minute: u32, keys: &[String]) -> Option<Result<u32, u64>> {
        let mut commands = self.commands().clone()?;
        let patience = *self.patience.lock().unwrap_or_else(PoisonError::into_inner);
        match within(patience, self.take(&mut commands, limit, a_minute, keys)).await {
            // Less than nothing is left to who may not come yet.
            Ok((left, wait)) => Some(u32::try_from(left).map_err(|_| wait)),
            Err(_) => {
                // Whoever speaks to it finds out why, and says so; requests do not wait meanwhile.
                self.rests();
                None
            }
        }
    }
}

impl fmt::Debug for Redis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redis")
            .field("space", &self.space)
            .finish_non_exhaustive()
    }
}

impl Meeting {
    /// What somebody said. What is no text is passed over; none when the connection broke.
    pub async fn next(&mut self) -> Option<String> {
        loop {
            let heard = self.heard.next().await?;
            if let Ok(text) = heard.get_payload() {
                return Some(text);
            }
        }
    }
}

/// Does once all that a server does with it, and says what does not work.
pub async fn ask(at: &At) -> Result<(), Fault> {
    let redis = Redis::new(at, "check")?;
    let mut meeting = redis.meet().await?;
    redis.say(&mut meeting, "{}").await?;
    timeout(REACHED, meeting.next())
        .await
        .map_err(|_| Fault::Deaf)?
        .ok_or(Fault::Broke)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::net::TcpListener;

    #[test]
    fn an_address_is_told_without_its_password() {
        let at: At = "redis://somebody:secret@127.0.0.1:6380/2"
            .parse()
            .expect("an address");
        assert_eq!(at.to_string(), "127.0.0.1:6380");
        assert!(!format!("{at:?}").contains("secret"));
        for wrong in [
            "",
            "127.0.0.1:6379",
            "http://127.0.0.1",
            "redis://",
            "redis://h/x",
        ] {
            assert!(wrong.parse::<At>().is_err(), "{wrong}");
        }
        for right in [
            "rediss://redis.example:6379",
            "valkey://127.0.0.1",
            "unix:///run/redis.sock",
        ] {
            assert!(right.parse::<At>().is_ok(), "{right}");
        }
    }

    #[tokio::test]
    async fn nobody_waits_for_one_that_is_not_there() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let at = format!("redis://{}", listener.local_addr().expect("an address"));
        tokio::spawn(async move {
            loop {
                // Taken, and closed without a word.
                let _ = listener.accept().await;
            }
        });
        let at = at.parse().expect("an address");
        let redis = Redis::new(&at, "test").expect("a client");
        assert!(redis.meet().await.is_err() && ask(&at).await.is_err());
        assert!(!redis.is_asked());
        assert!(redis.count("read", 1, &["a".to_owned()]).await.is_none());
    }
}
