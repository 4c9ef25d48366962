//! Putting the house together and keeping it open: state, router, workers, and a stop that finishes what is in
//! flight. It refuses to open on the wrong Solana network.

mod admin;
mod check;
mod outside;
mod trace;
mod verify;

pub use admin::grant;
pub use check::check;
#[cfg(feature = "localnet")]
pub use outside::embedded;
pub use outside::{Outside, outside};
pub use trace::{Traced, trace};
pub use verify::{Verdict, verify};

use crate::{
    adapters::{
        bucket, database,
        mail::{Smtp, SmtpMailer},
        parts::{Durable, FolderParts},
        prices,
        push::HttpPusher,
        redis::{self, Redis},
        storage::ObjectStorage,
        studio::Workshop,
        webhooks::HttpMessenger,
    },
    assets::{self, Assets, Site},
    config::{Config, Ffmpeg},
    http::{
        collecting_forms, composing_forms, creating_forms, deadline, errors, feeds, flash_forms, forms,
        goods_forms, headers, inviting,
        limits::Limits,
        link_forms, media, message_forms, notification_forms, observe, offline, origin, pages, paying_forms,
        session, settings_forms, sharing, syndication, webhook_forms,
        wire::Counting,
        with_files::{TYPED, WITH_FILES},
    },
    pictures::{Cards, FACE_LIMIT, Marks},
    realtime::{self, Realtime},
    rest,
    state::{AppState, Shared},
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{MethodRouter, get, post},
};
use axum_server::{Handle, Server};
use domain::{
    Domain, Rules,
    courier::{self, Couriers},
    identity, live,
    media::{making, uploads},
    messages, notifications, payments,
    payments::fiat,
    personal_data,
    ports::{self, Bell},
    posts,
    rules::Network,
    search, subscriptions,
};
use footage::Tools;
use leptos::config::{Env, LeptosOptions};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use sea_orm::DatabaseConnection;
use std::{
    future::Future,
    net::SocketAddr,
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::{net::TcpListener, sync::OnceCell};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower_http::catch_panic::CatchPanicLayer;

/// The largest body that a JSON door takes, in bytes.
const BODY_LIMIT: usize = 256 * 1024;

/// The same for the form with a picture: the file and what a form puts around it.
const FACE_BODY: usize = FACE_LIMIT + 64 * 1024;

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the data folder {0} cannot be used: {1}")]
    DataDir(String, std::io::Error),
    #[error("the database cannot be opened: {0}")]
    Database(#[from] sea_orm::DbErr),
    #[error("the embedded network cannot be opened: {0}")]
    Localnet(String),
    #[error("the bucket cannot be used: {0}")]
    Bucket(object_store::Error),
    #[error("Redis cannot be used: {0}")]
    Redis(redis::Fault),
    #[error("the Solana network cannot be reached: {0}")]
    Chain(#[from] domain::ports::ChainError),
    #[error("RPC node {node} is on another network: its genesis hash is {found}, {network} has {expected}")]
    Genesis {
        /// Its place in the list, from 1; the address may hold a key and is not named.
        node: usize,
        network: String,
        expected: String,
        found: String,
    },
    #[error(
        "the database belongs to another network: its orders are on the one with the genesis hash {kept}, not on {found}. \
         Use another database, or go back to that network"
    )]
    OtherNetwork { kept: String, found: String },
    #[error("nobody could pay here: {0}")]
    Payments(#[from] payments::NotReady),
    #[error("{0} cannot be listened on: {1}")]
    Listen(SocketAddr, std::io::Error),
    #[error("{0}")]
    Domain(#[from] domain::Error),
}

fn make_data_dir(config: &Config) -> Result<(), StartError> {
    std::fs::create_dir_all(&config.data_dir)
        .map_err(|error| StartError::DataDir(config.data_dir.display().to_string(), error))
}

/// The domain with its database and folder, ready for use cases.
pub async fn domain(config: &Config, outside: &Outside) -> Result<Domain, StartError> {
    make_data_dir(config)?;
    let db = database::open(&config.database_url, &config.data_dir).await?;
    let found = outside.genesis_hash.clone();
    let kept = database::keep_genesis(&db, &found).await?;
    if kept != found {
        return Err(StartError::OtherNetwork { kept, found });
    }
    let writer = database::writer(&config.database_url, &db).await?;
    let domain = domain_on(db, config, outside)?;
    Ok(Domain { writer, ..domain })
}

/// A storage, and what comes in beside it.
pub type Files = (Arc<dyn ports::Storage>, Arc<dyn ports::Parts>);

/// Where files lie, and where uploads do until they are files: on the same disk, where the storage is a folder.
pub fn files(config: &Config, durable: Durable) -> Result<Files, StartError> {
    let media = config.data_dir.join("media");
    let parts = Arc::new(FolderParts::new(media.join("parts"), durable));
    let storage = match &config.bucket {
        Some(named) => ObjectStorage::bucket(bucket::open(named).map_err(StartError::Bucket)?),
        None => ObjectStorage::folder(&media, parts.clone())
            .map_err(|error| StartError::DataDir(media.display().to_string(), error))?,
    };
    Ok((Arc::new(storage), parts))
}

/// The domain on an open database.
pub fn domain_on(db: DatabaseConnection, config: &Config, outside: &Outside) -> Result<Domain, StartError> {
    let (storage, parts) = files(config, Durable::Yes)?;
    Ok(Domain {
        writer: db.clone(),
        together: Arc::default(),
        db,
        clock: outside.clock.clone(),
        chain: outside.chain.clone(),
        storage,
        parts,
        rules: Arc::new(Rules {
            origin: config.origin.clone(),
            domain: config.domain.clone(),
            network: Network {
                name: config.network().to_owned(),
                genesis_hash: outside.genesis_hash.clone(),
                usdc_mint: outside.usdc_mint,
            },
            platform_address: outside.platform,
            rates: config.rates,
            order_lifetime: config.order_lifetime,
            grace: config.grace,
            uploads: config.uploads,
            mail: config.mail.as_ref().map(Smtp::address),
        }),
        lists: Arc::default(),
        prices: Arc::new(fiat::Prices::new(
            !config.price_sources.is_empty(),
            config.price_sources.iter().any(prices::Named::is_test),
        )),
        payments_due: Arc::new(Bell::default()),
        exports_due: Arc::new(Bell::default()),
        uploads_due: Arc::new(Bell::default()),
        makings_due: Arc::default(),
        drafts_due: Arc::default(),
        broadcasts_due: Arc::default(),
        keys: Arc::new(identity::Keys::default()),
        figures: Arc::default(),
        listener: Arc::new(()),
        round: None,
    })
}

/// The recorder belongs to the process; several servers of one test process share it.
fn metrics() -> PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE
        .get_or_init(|| {
            let recorder = PrometheusBuilder::new().build_recorder();
            let handle = recorder.handle();
            // Only fails when somebody else has installed one, whose figures then stand elsewhere.
            let _ = metrics::set_global_recorder(recorder);
            handle
        })
        .clone()
}

/// The state of a server on the network that the configuration asks for; only where people can pay.
pub async fn prepare(config: Config, site: Site) -> Result<AppState, StartError> {
    let outside = outside(&config).await?;
    let real = !config.embedded();
    let state = state(config, outside, site).await?;
    if real {
        payments::check_network(&state.domain).await?;
    }
    Ok(state)
}

/// The state of a server.
pub async fn state(config: Config, outside: Outside, site: Site) -> Result<AppState, StartError> {
    let alone = domain(&config, &outside).await?;
    let redis = match &config.redis {
        Some(at) => {
            let space = live::space(&alone).await?;
            Some(Arc::new(Redis::new(at, &space).map_err(StartError::Redis)?))
        }
        None => None,
    };
    let clock = outside.clock.clone();
    let realtime = Arc::new(Realtime::new(clock, config.rate_limits, redis.clone()));
    let domain = Domain {
        listener: realtime.clone(),
        ..alone
    };
    let leptos = LeptosOptions::builder()
        .output_name("fonana")
        .site_root("target/site")
        .site_pkg_dir("pkg")
        .site_addr(config.addr)
        .env(if cfg!(debug_assertions) {
            Env::DEV
        } else {
            Env::PROD
        })
        .build();
    Ok(AppState::from(Shared {
        domain,
        limits: Arc::new(Limits::new(config.rate_limits, redis.clone())),
        ready: Arc::default(),
        config: Arc::new(config),
        assets: Arc::new(Assets::load(site)),
        cards: Cards::new(site),
        marks: Marks::default(),
        stills: OnceCell::new(),
        realtime,
        redis,
        leptos,
        metrics: metrics(),
        #[cfg(feature = "localnet")]
        localnet: outside.localnet,
    }))
}

/// What works on films and sounds, if there is something.
///
/// # Errors
/// Why what is there, or was named, will not do.
pub async fn tools(config: &Config) -> Result<Option<Tools>, String> {
    match &config.ffmpeg {
        Ffmpeg::None => Ok(None),
        Ffmpeg::Found => Tools::find(None).await,
        Ffmpeg::At(path) => Tools::find(Some(path)).await,
    }
}

/// Where what is shown of uploads is made.
pub async fn studio(state: &AppState) -> Workshop {
    let tools = tools(&state.config).await;
    match &tools {
        Ok(Some(tools)) => tracing::debug!("films and sounds are worked on by {tools}"),
        Ok(None) => {}
        Err(words) => tracing::warn!("films and sounds are played as they are sent: {words}"),
    }
    let domain = &state.domain;
    let scratch = state.config.data_dir.join("media").join("scratch");
    let tools = tools.unwrap_or_default();
    Workshop::new(domain.storage.clone(), domain.parts.clone(), scratch, tools)
}

/// The routes that are neither documented doors nor pages, with the method that each takes; the access matrix
/// has a row for every one.
pub fn plain_routes() -> Vec<(&'static str, &'static str, MethodRouter<AppState>)> {
    vec![
        ("GET", "/media/{id}/{name}", get(media::get)),
        ("GET", "/v/{version}/{*path}", get(assets::versioned)),
        ("GET", "/pkg/{*path}", get(assets::plain)),
        ("GET", "/assets/{*path}", get(assets::plain)),
        ("GET", "/favicon.ico", get(assets::favicon)),
        ("GET", "/metrics", get(rest::health::metrics)),
        ("GET", "/ws", get(realtime::open)),
        ("GET", "/api/openapi.json", get(rest::openapi)),
        ("GET", "/{handle}/rss", get(syndication::rss)),
        ("GET", "/rss", get(feeds::site)),
        ("GET", "/rss/{key}", get(feeds::own)),
        ("POST", "/mail/{token}", post(link_forms::act)),
        ("GET", "/robots.txt", get(syndication::robots)),
        ("GET", "/oembed", get(syndication::oembed)),
        ("GET", "/manifest.webmanifest", get(syndication::manifest)),
        ("GET", "/sitemap.xml", get(syndication::sitemap_index)),
        ("GET", "/sitemap/{piece}", get(syndication::sitemap_piece)),
        ("POST", "/preferences", post(pages::preferences)),
        ("POST", "/age", post(pages::of_age)),
        ("POST", "/act", post(forms::act)),
        ("POST", "/post/{id}/comments", post(forms::comment)),
        ("POST", "/comment/{id}", post(forms::change_comment)),
        ("POST", "/report", post(forms::report)),
        ("POST", "/pin", post(forms::pin)),
        ("POST", "/vote", post(forms::vote)),
        ("POST", "/order", post(paying_forms::order)),
        ("POST", "/order/tip", post(paying_forms::tip)),
        ("POST", "/order/goods", post(goods_forms::order)),
        ("POST", "/order/trial", post(paying_forms::trial)),
        ("POST", "/sell", post(goods_forms::sell)),
        ("POST", "/sell/stop", post(goods_forms::stop)),
        ("POST", "/bid", post(goods_forms::bid)),
        ("POST", "/dashboard/sent", post(goods_forms::sent)),
        ("POST", "/notifications/read", post(notification_forms::read)),
        (
            "POST",
            "/notifications/switches",
            post(notification_forms::switches),
        ),
        ("POST", "/subscriptions/cancel", post(notification_forms::cancel)),
        ("POST", "/messages", post(message_forms::open)),
        (
            "POST",
            "/messages/broadcasts",
            with_files(post(message_forms::broadcast)),
        ),
        ("POST", "/messages/broadcasts/{id}", post(message_forms::unsend)),
        ("POST", "/messages/{id}", with_files(post(message_forms::write))),
        ("POST", "/messages/{id}/{message}", post(message_forms::change)),
        ("POST", "/collections", post(collecting_forms::collect)),
        (
            "POST",
            "/create",
            post(composing_forms::begin).layer(DefaultBodyLimit::max(TYPED)),
        ),
        (
            "POST",
            "/create/{id}",
            post(composing_forms::go_on).layer(DefaultBodyLimit::max(TYPED)),
        ),
        (
            "POST",
            "/post/{id}/edit",
            post(composing_forms::go_on).layer(DefaultBodyLimit::max(TYPED)),
        ),
        (
            "POST",
            "/create/files",
            with_files(post(composing_forms::begin_with_files)),
        ),
        (
            "POST",
            "/create/{id}/files",
            with_files(post(composing_forms::add_files)),
        ),
        ("POST", "/post/{id}/delete", post(composing_forms::delete)),
        ("POST", "/post/{id}/restore", post(composing_forms::restore)),
        ("POST", "/dashboard/cases", post(creating_forms::settle_case)),
        ("POST", "/moderation/cases", post(creating_forms::grant_case)),
        (
            "POST",
            "/dashboard/promotions",
            post(creating_forms::make_promotion),
        ),
        (
            "POST",
            "/dashboard/promotions/stop",
            post(creating_forms::stop_promotion),
        ),
        ("POST", "/dashboard/flash-sales", post(flash_forms::start)),
        ("POST", "/dashboard/flash-sales/stop", post(flash_forms::stop)),
        ("POST", "/dashboard/tiers", post(creating_forms::change_tiers)),
        ("POST", "/dashboard/webhooks", post(webhook_forms::make)),
        ("POST", "/dashboard/webhooks/act", post(webhook_forms::act)),
        ("POST", "/dashboard/webhooks/again", post(webhook_forms::again)),
        ("POST", "/welcome/creator", post(creating_forms::become_creator)),
        (
            "POST",
            "/settings/picture",
            post(settings_forms::picture).layer(DefaultBodyLimit::max(FACE_BODY)),
        ),
        (
            "POST",
            "/settings/cover",
            post(settings_forms::cover).layer(DefaultBodyLimit::max(FACE_BODY)),
        ),
        ("POST", "/settings/feed", post(settings_forms::feed)),
        ("POST", "/settings/{section}", post(settings_forms::save)),
        ("GET", "/r/{handle}", get(inviting::invite)),
        ("GET", "/post/{id}/card.jpg", get(sharing::post)),
        ("GET", "/{handle}/card.jpg", get(sharing::creator)),
        ("GET", "/card.jpg", get(sharing::site)),
        ("GET", "/sw.js", get(offline::worker)),
        ("GET", "/offline", get(offline::page)),
    ]
}

/// A form that may bring a few files.
fn with_files(form: MethodRouter<AppState>) -> MethodRouter<AppState> {
    form.layer(DefaultBodyLimit::max(WITH_FILES))
}

/// Everything that answers requests.
pub fn router(state: AppState) -> Router {
    let with = |state: &AppState| state.clone();
    let plain = plain_routes()
        .into_iter()
        .fold(Router::new(), |router, (_, path, method)| {
            router.route(path, method)
        });
    // The outermost first. They are one layer: of several, each would copy all within it for every request.
    let around = (
        middleware::from_fn(observe::layer),
        middleware::from_fn_with_state(with(&state), headers::layer),
        // Even the page of a failure is code that can fail.
        CatchPanicLayer::custom(errors::panicked),
        middleware::from_fn_with_state(pages::Failures::new(&state), pages::failures),
        CatchPanicLayer::custom(errors::panicked),
        middleware::from_fn(deadline::layer),
        middleware::from_fn_with_state(with(&state), origin::layer),
        middleware::from_fn_with_state(with(&state), session::layer),
        middleware::from_fn_with_state(with(&state), crate::http::limits::layer),
        middleware::from_fn_with_state(with(&state), pages::layer),
        DefaultBodyLimit::max(BODY_LIMIT),
    );
    Router::new()
        .merge(rest::router())
        .merge(pages::router(&state))
        .merge(plain)
        .method_not_allowed_fallback(errors::method_not_allowed)
        .layer(around)
        .with_state(state)
}

/// A server that runs.
pub struct Running {
    pub addr: SocketAddr,
    connections: Handle<SocketAddr>,
    stop: CancellationToken,
    stop_within: Duration,
    tasks: TaskTracker,
}

impl Running {
    /// Takes no new requests, finishes those in flight and the worker's round. Who is still sending or reading
    /// when the configured time is over is cut off.
    pub async fn stop(self) {
        self.stop.cancel();
        self.connections.graceful_shutdown(None);
        if tokio::time::timeout(self.stop_within, self.tasks.wait())
            .await
            .is_err()
        {
            tracing::warn!("requests were still in flight at the end; they are cut off");
            self.connections.shutdown();
        }
    }
}

/// Binds the address before anything else is made, so that port 0 is known to the configuration.
pub async fn listen(addr: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(addr)
        .await
        .map_err(|error| StartError::Listen(addr, error))
}

/// What brings letters and messages out of the house.
pub fn couriers(state: &AppState) -> Couriers {
    let mailer = state.config.mail.as_ref();
    Couriers {
        mailer: mailer.map(|smtp| Arc::new(SmtpMailer::new(smtp)) as Arc<dyn ports::Mailer>),
        pusher: Arc::new(HttpPusher::new(state.domain.rules.is_tried_at_home())),
    }
}

/// Whether the payment scanner and the workers of webhooks, reminders, auctions, uploads, drafts, prices and of what leaves the page run by
/// themselves; tests may want to take its steps one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scanner {
    Running,
    ByHand,
}

/// Opens the doors and starts the workers; returns at once.
pub fn start(state: AppState, listener: TcpListener, scanner: Scanner) -> Result<Running, StartError> {
    let addr = listener
        .local_addr()
        .map_err(|error| StartError::Listen(state.config.addr, error))?;
    let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
    let stopped = |stop: &CancellationToken| {
        let stop = stop.clone();
        async move { stop.cancelled().await }
    };
    if scanner == Scanner::Running {
        tasks.spawn(payments::scanner::run(state.domain.clone(), stopped(&stop)));
        let messenger = Arc::new(HttpMessenger::new(state.domain.rules.is_tried_at_home()));
        tasks.spawn(payments::webhooks::worker::run(
            state.domain.clone(),
            messenger,
            stopped(&stop),
        ));
        tasks.spawn(subscriptions::reminders::run(
            state.domain.clone(),
            stopped(&stop),
        ));
        tasks.spawn(uploads::collecting::run(state.domain.clone(), stopped(&stop)));
        let (made_by, shutdown) = (state.clone(), stopped(&stop));
        tasks.spawn(async move {
            let studio = Arc::new(studio(&made_by).await);
            making::run(made_by.domain.clone(), studio, shutdown).await;
        });
        tasks.spawn(posts::drafts::run(state.domain.clone(), stopped(&stop)));
        tasks.spawn(messages::broadcasts::run(state.domain.clone(), stopped(&stop)));
        tasks.spawn(posts::announcing::run(state.domain.clone(), stopped(&stop)));
        tasks.spawn(posts::auctions::run(state.domain.clone(), stopped(&stop)));
        tasks.spawn(courier::run(
            state.domain.clone(),
            couriers(&state),
            stopped(&stop),
        ));
        tasks.spawn(fiat::worker::run(
            state.domain.clone(),
            prices::sources(&state.config.price_sources),
            stopped(&stop),
        ));
    }
    tasks.spawn(exports(state.domain.clone(), stopped(&stop)));
    tasks.spawn(make_findable(state.domain.clone()));
    tasks.spawn(state.realtime.clone().run(state.domain.clone(), stopped(&stop)));
    tasks.spawn(sweep(state.clone(), stopped(&stop)));
    let (head_within, stop_within) = (state.config.head_within, state.config.stop_within);
    let connections = Handle::new();
    let mut server = Server::<SocketAddr>::from_listener(listener)
        // A page comes in pieces; waiting to fill packets would cost 40 ms.
        .acceptor(Counting)
        .handle(connections.clone())
        // Before the first byte nobody knows which HTTP it will be; after that, HTTP/1 has a limit of its own.
        .first_request_timeout(head_within)
        .accept_error_handler(|_, error| tracing::warn!(%error, "a connection could not be taken"));
    server.http_builder().http1().header_read_timeout(head_within);
    let service = router(state).into_make_service_with_connect_info::<SocketAddr>();
    tasks.spawn(async move {
        if let Err(error) = server.serve(service).await {
            tracing::error!(%error, "the server stopped");
        }
    });
    tasks.close();
    Ok(Running {
        addr,
        connections,
        stop,
        stop_within,
        tasks,
    })
}

/// How often it is looked whether something was asked of a process that ended since.
const ORPHANS: Duration = Duration::from_secs(60);

/// Makes exports as they are asked for, also of a process that ended before it made them. Where two make the same one, one of them counts.
async fn exports(domain: Domain, stopped: impl Future<Output = ()>) {
    tokio::pin!(stopped);
    loop {
        if let Err(error) = personal_data::make_exports(&domain).await {
            errors::log(&error);
        }
        tokio::select! {
            () = &mut stopped => return,
            () = domain.exports_due.rung() => {}
            () = tokio::time::sleep(ORPHANS) => {}
        }
    }
}

/// What came into the database before there was a search is made findable, once.
async fn make_findable(domain: Domain) {
    match search::complete(&domain).await {
        Ok(0) => {}
        Ok(kept) => tracing::info!("{kept} posts and creators can be found now"),
        Err(error) => errors::log(&error),
    }
}

/// What must not grow for ever is cut back every minute, and in the database every hour.
async fn sweep(state: AppState, stopped: impl Future<Output = ()>) {
    tokio::pin!(stopped);
    let mut minutes = tokio::time::interval(Duration::from_secs(60));
    let mut hours = tokio::time::interval(Duration::from_secs(60 * 60));
    let mut unnamed = personal_data::orphans::Unnamed::default();
    loop {
        tokio::select! {
            () = &mut stopped => return,
            _ = minutes.tick() => {
                state.limits.sweep();
                // Histograms keep every value until somebody reads them, and perhaps nobody does.
                state.metrics.run_upkeep();
            }
            _ = hours.tick() => {
                let domain = &state.domain;
                for done in [
                    identity::forget_ended(domain).await,
                    live::sweep(domain).await,
                    personal_data::forget_exports(domain).await,
                    payments::webhooks::sweep(domain).await,
                    notifications::sweep(domain).await,
                    personal_data::erase_due(domain).await.map(|_| ()),
                    personal_data::orphans::collect(domain, &mut unnamed).await.map(|_| ()),
                ] {
                    if let Err(error) = done {
                        errors::log(&error);
                    }
                }
            }
        }
    }
}

/// Runs until the process is asked to stop (Ctrl-C or SIGTERM); asked once more, it ends at once.
pub async fn run(config: Config, site: Site) -> Result<(), StartError> {
    let listener = listen(config.addr).await?;
    let addr = listener
        .local_addr()
        .map_err(|error| StartError::Listen(config.addr, error))?;
    let config = config.listening_on(addr);
    let (origin, embedded) = (config.origin.clone(), config.embedded());
    let state = prepare(config, site).await?;
    let complete = state.assets.complete();
    let running = start(state, listener, Scanner::Running)?;
    let network = if embedded {
        "the embedded network: play money"
    } else {
        "real money"
    };
    tracing::info!("Fonana is open at {origin} ({network})");
    if !complete {
        tracing::warn!(
            "the site's files are missing: run `make site`; pages will be plain and without wallets"
        );
    }
    asked_to_stop().await;
    tracing::info!("stopping; once more ends it at once");
    tokio::select! {
        () = running.stop() => {}
        () = asked_to_stop() => tracing::warn!("ended without waiting for requests in flight"),
    }
    Ok(())
}

async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
