//! What every request can reach: the domain, the configuration, the limits, the site's files.

use crate::{
    adapters::{redis::Redis, studio::Workshop},
    assets::Assets,
    config::Config,
    http::limits::Limits,
    pictures::{Cards, Marks},
    realtime::Realtime,
    rest::health::Ready,
};
use axum::extract::FromRef;
use domain::Domain;
use leptos::config::LeptosOptions;
use std::{ops::Deref, sync::Arc};
use tokio::sync::OnceCell;

/// Shared by all requests. Every layer of every request clones it, which costs one count.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl From<Shared> for AppState {
    fn from(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }
}

/// What there is one of in a server.
pub struct Shared {
    pub domain: Domain,
    pub config: Arc<Config>,
    pub limits: Arc<Limits>,
    pub ready: Arc<Ready>,
    pub assets: Arc<Assets>,
    /// Pictures for others to share.
    pub cards: Cards,
    /// Pictures that name to whom they are shown.
    pub marks: Marks,
    /// Where moments of films become pictures; made when it is first needed.
    pub stills: OnceCell<Workshop>,
    /// Who hears what live.
    pub realtime: Arc<Realtime>,
    /// Where this process is one of several.
    pub redis: Option<Arc<Redis>>,
    pub leptos: LeptosOptions,
    pub metrics: metrics_exporter_prometheus::PrometheusHandle,
    #[cfg(feature = "localnet")]
    pub localnet: Option<localnet::Localnet>,
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
