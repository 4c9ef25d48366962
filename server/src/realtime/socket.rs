//! One live connection: what it asks for, what it gets, and why it ends. It refuses frames that are too large, too many or no text, and
//! waits for nobody who does not read.

use super::{Seat, Times, UNREAD, shown};
use crate::http::{errors::log, wire::Wire};
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket};
use domain::{Domain, Error, Viewer, hearing, identity};
use futures::SinkExt;
use hub::Waiting;
use shared::{
    Code, Refusal,
    live::{Channel, Close, FromClient, FromServer, Passing, Topic},
    text::Lang,
};
use std::{sync::Arc, time::Duration};
use tokio::time::{Instant, sleep_until, timeout};

/// Frames that may come at once, and so many more each second.
const BURST: f64 = 100.0;
const A_SECOND: f64 = 10.0;
/// Things that are written at once.
const CHUNK: usize = 32;
/// After a fault it is tried again so soon.
const AGAIN: Duration = Duration::from_secs(1);
/// How long the other side has to say goodbye too.
const GOODBYE: Duration = Duration::from_secs(1);
/// Characters of a name that is no topic, in the answer to it.
const NAME: usize = 80;

/// Why it ends: with a reason to tell, or because nobody is there.
enum End {
    Close(Close),
    Gone,
}

type Going<T = ()> = Result<T, End>;

struct Session {
    domain: Domain,
    seat: Seat,
    viewer: Viewer,
    /// Of the request that it began with.
    lang: Lang,
    connection: WebSocket,
    wire: Arc<Wire>,
    times: Times,
    frames: Frames,
    began: Instant,
    heard_at: Instant,
    doubted_at: Instant,
    /// Whether something was asked for.
    asked: bool,
    next: Instant,
}

/// Serves a connection until it ends.
pub(super) async fn serve(
    (domain, seat): (Domain, Seat),
    (viewer, lang): (Viewer, Lang),
    (connection, wire): (WebSocket, Arc<Wire>),
) {
    let (now, times) = (Instant::now(), seat.realtime.times());
    let mut session = Box::new(Session {
        domain,
        viewer,
        lang,
        connection,
        wire,
        times,
        frames: Frames { left: BURST, at: now },
        began: now,
        heard_at: now,
        doubted_at: now,
        asked: false,
        // Not all at once, when many came at once.
        next: now + times.beat.mul_f64(rand::random_range(0.5..1.0)),
        seat,
    });
    if let Err(End::Close(why)) = session.run().await {
        metrics::counter!("live_closed_total", "code" => why.code().to_string()).increment(1);
        session.say_goodbye(why).await;
    }
}

impl Session {
    async fn run(&mut self) -> Going {
        self.wire.allow(UNREAD);
        let stop = self.seat.realtime.stop.clone();
        let bell = self.seat.bell.clone();
        loop {
            tokio::select! {
                () = stop.cancelled() => return Err(End::Close(Close::GoingAway)),
                () = bell.notified() => Box::pin(self.deliver()).await?,
                frame = self.connection.recv() => {
                    self.heard_at = Instant::now();
                    match frame {
                        Some(Err(_)) if self.wire.is_over() => return Err(End::Close(Close::Flood)),
                        Some(Ok(frame)) => {
                            self.wire.allow(UNREAD);
                            Box::pin(self.hear(frame)).await?;
                        }
                        Some(Err(error)) => return Err(fault(error)),
                        None => return Err(End::Gone),
                    }
                }
                () = sleep_until(self.next) => Box::pin(self.beat()).await?,
            }
        }
    }

    async fn hear(&mut self, frame: Message) -> Going {
        if !self.frames.take(self.heard_at) {
            return Err(End::Close(Close::Flood));
        }
        let text = match frame {
            Message::Text(text) => text,
            Message::Ping(_) | Message::Pong(_) => return Ok(()),
            Message::Binary(_) => return Err(End::Close(Close::NotText)),
            Message::Close(_) => return Err(End::Gone),
        };
        match serde_json::from_str(&text) {
            Ok(FromClient::Subscribe { topic, after }) => self.subscribe(topic, after).await?,
            Ok(FromClient::Unsubscribe { topic }) => {
                if let Ok(channel) = self.channel(&topic) {
                    self.leave(channel);
                }
            }
            Ok(FromClient::Typing { topic }) => self.typing(&topic),
            Err(_) => self.refuse(None, Code::Malformed.into()).await?,
        }
        self.deliver().await
    }

    fn leave(&mut self, channel: Channel) {
        self.with_hub(|hub, id| hub.leave(id, channel));
        self.seat.watch(channel, None);
    }

    /// Says that the viewer is writing, to whoever hears the conversation, if they hear it themself and let that be seen.
    fn typing(&self, topic: &str) {
        let (Viewer::Person(person), Ok(channel)) = (&self.viewer, self.channel(topic)) else {
            return;
        };
        let shows = person.settings.typing && matches!(channel, Channel::Conversation(_));
        if shows && self.with_hub(|hub, id| hub.hears(id, channel)) {
            self.seat.realtime.pass(channel, Passing::Typing, person.id);
        }
    }

    fn channel(&self, topic: &str) -> Result<Channel, Error> {
        hearing::channel(&self.viewer, topic.parse::<Topic>()?)
    }

    async fn subscribe(&mut self, topic: String, after: Option<u64>) -> Going {
        self.asked = true;
        let channel = match self.channel(&topic) {
            Ok(channel) => channel,
            Err(error) => return self.refuse(Some(topic), error.refusal()).await,
        };
        match self.with_hub(|hub, id| hub.subscribe(id, channel, after)) {
            Ok(()) => Ok(()),
            Err(_) => self.refuse(Some(topic), Code::TooManyTopics.into()).await,
        }
    }

    fn with_hub<T>(
        &self,
        work: impl FnOnce(&mut hub::Hub<Utf8Bytes, Arc<tokio::sync::Notify>>, hub::SocketId) -> T,
    ) -> T {
        let id = self.seat.id;
        self.seat.realtime.with(|hub| work(hub, id))
    }

    /// Sends what waits, and asks what is to be asked, until there is nothing.
    async fn deliver(&mut self) -> Going {
        loop {
            let id = self.seat.id;
            let (waiting, check) = self.seat.realtime.hub().take(id, CHUNK);
            if waiting.is_empty() && !check {
                return Ok(());
            }
            let frames = waiting.into_iter().map(|waiting| match waiting {
                Waiting::Event { frame, .. } | Waiting::Passing { frame, .. } => frame,
                Waiting::Subscribed { channel, seq } => {
                    let topic = channel.topic();
                    frame(&FromServer::Subscribed { topic, seq })
                }
                Waiting::Gap { channel, seq } => {
                    let topic = channel.topic();
                    frame(&FromServer::Gap { topic, seq })
                }
                Waiting::Refetch => {
                    metrics::counter!("live_refetch_total").increment(1);
                    frame(&FromServer::Refetch)
                }
            });
            self.send(frames.collect()).await?;
            if check && !self.check().await? {
                self.next = self.next.min(Instant::now() + AGAIN);
                return Ok(());
            }
        }
    }

    /// Asks the rights that are to be asked; whether each had an answer.
    async fn check(&mut self) -> Going<bool> {
        let (doubted, questions) = self.with_hub(|hub, id| hub.questions(id));
        if doubted && let Viewer::Person(person) = &self.viewer {
            match identity::still(&self.domain, person).await {
                Ok(Some(person)) => {
                    self.viewer = Viewer::Person(Box::new(person));
                    self.seat.show(shown(&self.viewer));
                }
                Ok(None) => return Err(End::Close(Close::SessionEnded)),
                Err(error) => {
                    log(&error);
                    self.with_hub(|hub, id| hub.again(id, true));
                    return Ok(false);
                }
            }
        }
        for question in questions {
            let topic = question.channel.topic();
            match hearing::may_hear(&self.domain, &self.viewer, topic).await {
                Ok(right) => {
                    let here = self.seat.watch(question.channel, right.with);
                    let knew = self.with_hub(|hub, id| hub.allow(id, question, right.until));
                    // A page that begins to listen shows who is here; one that listens already is told.
                    if let (true, Some(here)) = (knew, here) {
                        let passing = Passing::Presence { here };
                        self.send(vec![frame(&FromServer::Passing { topic, passing })])
                            .await?;
                    }
                }
                Err(Error::Refused(refusal)) => {
                    self.leave(question.channel);
                    self.refuse(Some(topic.to_string()), refusal).await?;
                }
                Err(error) => {
                    log(&error);
                    self.with_hub(|hub, id| hub.again(id, false));
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// Every now and then: whether somebody is there, and whether what they hear is theirs to hear.
    async fn beat(&mut self) -> Going {
        let now = Instant::now();
        if now.duration_since(self.heard_at) > self.times.silent {
            return Err(End::Close(Close::Silent));
        }
        if !self.asked && now.duration_since(self.began) > self.times.idle {
            return Err(End::Close(Close::Idle));
        }
        self.next = now + self.times.beat;
        let all = now.duration_since(self.doubted_at) > self.times.doubt;
        if all {
            self.doubted_at = now;
        }
        let moment = (!all).then(|| self.domain.now());
        self.with_hub(|hub, id| hub.doubt(id, moment));
        self.write(vec![Message::Ping(Default::default())]).await?;
        self.deliver().await
    }

    async fn refuse(&mut self, topic: Option<String>, refusal: Refusal) -> Going {
        let topic = topic.map(|topic| topic.chars().take(NAME).collect());
        let frame = frame(&FromServer::Refused {
            topic,
            code: refusal.code,
            sentence: refusal.said(self.lang),
        });
        self.send(vec![frame]).await
    }

    async fn send(&mut self, frames: Vec<Utf8Bytes>) -> Going {
        self.write(frames.into_iter().map(Message::Text).collect()).await
    }

    async fn write(&mut self, messages: Vec<Message>) -> Going {
        if messages.is_empty() {
            return Ok(());
        }
        let connection = &mut self.connection;
        let written = async {
            for message in messages {
                connection.feed(message).await?;
            }
            connection.flush().await
        };
        match timeout(self.times.write, written).await {
            Ok(Ok(())) => Ok(()),
            // Whoever takes nothing takes no goodbye either.
            Ok(Err(_)) | Err(_) => Err(End::Gone),
        }
    }

    async fn say_goodbye(&mut self, why: Close) {
        let frame = CloseFrame {
            code: why.code(),
            reason: Utf8Bytes::from_static(why.reason()),
        };
        let connection = &mut self.connection;
        let goodbye = async {
            if connection.send(Message::Close(Some(frame))).await.is_ok() {
                // What was on its way is taken, or the reason would be lost with it.
                while let Some(Ok(_)) = connection.recv().await {}
            }
        };
        let _ = timeout(GOODBYE, goodbye).await;
    }
}

pub(super) fn frame(frame: &FromServer) -> Utf8Bytes {
    // Such values always have a JSON.
    serde_json::to_string(frame).unwrap_or_default().into()
}

/// Why nothing can be read any more.
fn fault(error: axum::Error) -> End {
    use tokio_tungstenite::tungstenite::Error as Fault;
    match error.into_inner().downcast::<Fault>().as_deref() {
        Ok(Fault::Capacity(_)) => End::Close(Close::TooLarge),
        Ok(Fault::Utf8(_)) => End::Close(Close::NotUtf8),
        Ok(Fault::Protocol(why)) if !is_gone(why) => End::Close(Close::Protocol),
        _ => End::Gone,
    }
}

/// Whether nobody is there to be told of it.
fn is_gone(why: &tokio_tungstenite::tungstenite::error::ProtocolError) -> bool {
    use tokio_tungstenite::tungstenite::error::ProtocolError as Why;
    matches!(
        why,
        Why::ResetWithoutClosingHandshake | Why::SendAfterClosing | Why::ReceivedAfterClosing
    )
}

/// Frames that may still come.
struct Frames {
    left: f64,
    at: Instant,
}

impl Frames {
    fn take(&mut self, now: Instant) -> bool {
        let since = now.duration_since(self.at).as_secs_f64();
        self.at = now;
        self.left = (self.left + since * A_SECOND).min(BURST) - 1.0;
        self.left >= 0.0
    }
}
