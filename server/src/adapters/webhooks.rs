//! Webhooks over HTTP. A name is looked up here and every address behind it is judged before anything is connected to, so that no
//! name can lead into a private network, however often it changes. Redirects are not followed, and of an answer only its status
//! is read.

use async_trait::async_trait;
use domain::ports::{Letter, Messenger};
use reqwest::{
    Client, Url,
    dns::{Name, Resolve, Resolving},
    header, redirect,
};
use shared::webhooks::{DeliveryFault, may_be_sent_to, webhook_url};
use std::{
    error::Error,
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

/// From the name to the answer's head.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Finds the addresses behind a name.
#[async_trait]
pub trait Names: Send + Sync {
    async fn addresses(&self, name: &str) -> io::Result<Vec<IpAddr>>;
}

/// The operating system's way to find them.
#[derive(Clone, Copy, Debug)]
pub struct SystemNames;

#[async_trait]
impl Names for SystemNames {
    async fn addresses(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let found = tokio::net::lookup_host((name, 0)).await?;
        Ok(found.map(|address| address.ip()).collect())
    }
}

/// Why a name is not connected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum Refused {
    #[error("the name has no address")]
    NoAddress,
    #[error("the name leads into a private network")]
    NotPublic,
}

/// Gives only addresses that may be sent to; where one of a name's may not be, none.
struct Guarded {
    names: Arc<dyn Names>,
    local: bool,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let (names, local) = (self.names.clone(), self.local);
        Box::pin(async move {
            let found = names.addresses(name.as_str()).await;
            let found = found.map_err(|_| Refused::NoAddress)?;
            if found.is_empty() {
                return Err(Refused::NoAddress.into());
            }
            if !found.iter().all(|address| may_be_sent_to(*address, local)) {
                return Err(Refused::NotPublic.into());
            }
            let found = found.into_iter().map(|address| SocketAddr::new(address, 0));
            Ok(Box::new(found) as reqwest::dns::Addrs)
        })
    }
}

/// A client for addresses that strangers named: it connects to none that may not be sent to, and follows no redirect to another.
pub(super) fn guarded(local: bool, names: Arc<dyn Names>, agent: &str) -> Result<Client, String> {
    let client = Client::builder()
        .dns_resolver(Arc::new(Guarded { names, local }))
        .redirect(redirect::Policy::none())
        // A proxy would look names up by itself.
        .no_proxy()
        .https_only(!local)
        .timeout(TIMEOUT)
        // Each message is a connection of its own, to an address that was judged for it.
        .pool_max_idle_per_host(0)
        .user_agent(agent)
        .build();
    client.map_err(|error| error.to_string())
}

/// The way to other people's servers.
pub struct HttpMessenger {
    /// Or why there is none; then every attempt says so in the log.
    client: Result<Client, String>,
    local: bool,
}

impl HttpMessenger {
    /// `local` where http and this machine may be tried.
    pub fn new(local: bool) -> Self {
        Self::with_names(local, Arc::new(SystemNames))
    }

    /// The same with another way to find addresses.
    pub fn with_names(local: bool, names: Arc<dyn Names>) -> Self {
        Self {
            client: guarded(local, names, "Fonana-Webhooks/1"),
            local,
        }
    }
}

#[async_trait]
impl Messenger for HttpMessenger {
    async fn send(&self, letter: Letter<'_>) -> Result<u16, DeliveryFault> {
        // Addresses that are written as numbers ask no resolver.
        let url: Url = webhook_url(letter.url, self.local).map_err(|_| DeliveryFault::NotPublic)?;
        let client = self.client.as_ref().map_err(|error| {
            tracing::error!(error, "webhooks cannot be sent at all");
            DeliveryFault::Unreachable
        })?;
        let sent = client
            .post(url)
            .header(header::CONTENT_TYPE, "application/json")
            .header("webhook-id", letter.id)
            .header("webhook-timestamp", letter.timestamp)
            .header("webhook-signature", letter.signature)
            .body(letter.body.to_owned())
            .send()
            .await;
        // What else there is of the answer is dropped unread.
        sent.map(|answer| answer.status().as_u16())
            .map_err(|error| fault(&error))
    }
}

/// What kept a request from its answer.
pub(super) fn fault(error: &reqwest::Error) -> DeliveryFault {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(one) = cause {
        match one.downcast_ref::<Refused>() {
            Some(Refused::NoAddress) => return DeliveryFault::NoAddress,
            Some(Refused::NotPublic) => return DeliveryFault::NotPublic,
            None => cause = one.source(),
        }
    }
    if error.is_timeout() {
        DeliveryFault::TimedOut
    } else {
        DeliveryFault::Unreachable
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;
    use tokio::net::TcpListener;

    /// Names as a hostile name server would give them.
    struct Told(HashMap<&'static str, Vec<&'static str>>);

    #[async_trait]
    impl Names for Told {
        async fn addresses(&self, name: &str) -> io::Result<Vec<IpAddr>> {
            let found = self.0.get(name).ok_or(io::ErrorKind::NotFound)?;
            Ok(found
                .iter()
                .map(|text| text.parse().expect("an address"))
                .collect())
        }
    }

    fn messenger(local: bool) -> HttpMessenger {
        let names = HashMap::from([
            ("own.example", vec!["127.0.0.1"]),
            ("metadata.example", vec!["169.254.169.254"]),
            ("office.example", vec!["10.1.2.3"]),
            ("carrier.example", vec!["100.64.0.1"]),
            ("mapped.example", vec!["::ffff:127.0.0.1"]),
            ("six.example", vec!["fd00::1"]),
            ("both.example", vec!["1.1.1.1", "192.168.0.1"]),
            ("none.example", vec![]),
        ]);
        HttpMessenger::with_names(local, Arc::new(Told(names)))
    }

    async fn send(messenger: &HttpMessenger, url: &str) -> Result<u16, DeliveryFault> {
        let letter = Letter {
            url,
            id: "id".into(),
            timestamp: 1,
            signature: "v1,x".into(),
            body: "{}",
        };
        messenger.send(letter).await
    }

    #[tokio::test]
    async fn no_name_leads_into_a_private_network() {
        // Whatever is connected to is heard here, and nothing is.
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let strict = messenger(false);
        for (host, expected) in [
            ("own.example", DeliveryFault::NotPublic),
            ("metadata.example", DeliveryFault::NotPublic),
            ("office.example", DeliveryFault::NotPublic),
            ("carrier.example", DeliveryFault::NotPublic),
            ("mapped.example", DeliveryFault::NotPublic),
            ("six.example", DeliveryFault::NotPublic),
            ("both.example", DeliveryFault::NotPublic),
            ("127.0.0.1", DeliveryFault::NotPublic),
            ("127.1", DeliveryFault::NotPublic),
            ("[::1]", DeliveryFault::NotPublic),
            ("[::ffff:7f00:1]", DeliveryFault::NotPublic),
            ("localhost", DeliveryFault::NotPublic),
            ("none.example", DeliveryFault::NoAddress),
            ("unknown.example", DeliveryFault::NoAddress),
        ] {
            let url = format!("https://{host}:{port}/hook");
            assert_eq!(send(&strict, &url).await, Err(expected), "{host}");
        }
        let plain = format!("http://own.example:{port}/hook");
        assert_eq!(send(&strict, &plain).await, Err(DeliveryFault::NotPublic));
        let heard = futures::FutureExt::now_or_never(listener.accept());
        assert!(heard.is_none(), "nobody connected: {heard:?}");
    }

    #[tokio::test]
    async fn where_it_is_tried_this_machine_can_be_sent_to_and_no_other_of_the_network() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let elsewhere = format!("http://office.example:{port}/");
        let answers = axum::Router::new()
            .route("/hook", axum::routing::post(|| async { "well" }))
            .route(
                "/moved",
                axum::routing::post(move || async move { axum::response::Redirect::temporary("/hook") }),
            );
        let server = tokio::spawn(async move { axum::serve(listener, answers).await });
        let local = messenger(true);
        for host in ["127.0.0.1", "own.example"] {
            assert_eq!(
                send(&local, &format!("http://{host}:{port}/hook")).await,
                Ok(200),
                "{host}"
            );
            assert_eq!(
                send(&local, &format!("http://{host}:{port}/moved")).await,
                Ok(307),
                "{host}"
            );
        }
        assert_eq!(send(&local, &elsewhere).await, Err(DeliveryFault::NotPublic));
        server.abort();
        // Nobody listens any more, or what does speaks no TLS.
        let closed = format!("https://127.0.0.1:{port}/hook");
        assert_eq!(send(&local, &closed).await, Err(DeliveryFault::Unreachable));
    }
}
