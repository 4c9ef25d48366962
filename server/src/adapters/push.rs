//! Messages to browsers' push services (RFC 8030). A subscription's address came from a browser and is judged as a webhook's is, where it
//! is connected to: nothing leads into a private network. Redirects are not followed, and of an answer only its status is read.

use super::webhooks::{Names, SystemNames, fault, guarded};
use async_trait::async_trait;
use domain::ports::{Pushed, Pusher};
use reqwest::{Client, Url, header};
use shared::webhooks::{DeliveryFault, public_url};
use std::sync::Arc;

/// The way to push services.
pub struct HttpPusher {
    /// Or why there is none; then every attempt says so in the log.
    client: Result<Client, String>,
    local: bool,
}

impl HttpPusher {
    /// `local` where http and this machine may be tried.
    pub fn new(local: bool) -> Self {
        Self::with_names(local, Arc::new(SystemNames))
    }

    /// The same with another way to find addresses.
    pub fn with_names(local: bool, names: Arc<dyn Names>) -> Self {
        Self {
            client: guarded(local, names, "Fonana-Push/1"),
            local,
        }
    }
}

#[async_trait]
impl Pusher for HttpPusher {
    async fn push(&self, pushed: Pushed<'_>) -> Result<u16, DeliveryFault> {
        // Addresses that are written as numbers ask no resolver.
        let url: Url =
            public_url("endpoint", pushed.endpoint, self.local).map_err(|_| DeliveryFault::NotPublic)?;
        let client = self.client.as_ref().map_err(|error| {
            tracing::error!(error, "nothing can be pushed at all");
            DeliveryFault::Unreachable
        })?;
        let sent = client
            .post(url)
            .header(header::AUTHORIZATION, pushed.authorization)
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header(header::CONTENT_ENCODING, "aes128gcm")
            .header("ttl", pushed.keep)
            .header("topic", pushed.topic)
            .body(pushed.body)
            .send()
            .await;
        // What else there is of the answer is dropped unread.
        sent.map(|answer| answer.status().as_u16())
            .map_err(|error| fault(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{io, net::IpAddr};
    use tokio::net::TcpListener;

    /// A name server that leads everything to this machine.
    struct Here;

    #[async_trait]
    impl Names for Here {
        async fn addresses(&self, _: &str) -> io::Result<Vec<IpAddr>> {
            Ok(vec![IpAddr::from([127, 0, 0, 1])])
        }
    }

    #[tokio::test]
    async fn no_subscription_leads_into_a_private_network() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let pusher = HttpPusher::with_names(false, Arc::new(Here));
        for host in ["push.example", "127.0.0.1", "[::1]", "localhost"] {
            let endpoint = format!("https://{host}:{port}/push");
            let pushed = Pushed {
                endpoint: &endpoint,
                authorization: "vapid t=x, k=y".into(),
                topic: "one".into(),
                keep: 60,
                body: vec![1],
            };
            assert_eq!(pusher.push(pushed).await, Err(DeliveryFault::NotPublic), "{host}");
        }
        let heard = futures::FutureExt::now_or_never(listener.accept());
        assert!(heard.is_none(), "nobody connected: {heard:?}");
    }
}
