//! A bucket of an S3-compatible store, spoken to by our own HTTP client. It refuses what is no address; whether the bucket is
//! there shows when it is asked.

use async_trait::async_trait;
use futures::TryStreamExt;
use http_body_util::BodyExt;
use object_store::{
    ClientOptions, Error, ObjectStore,
    aws::AmazonS3Builder,
    client::{
        HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpResponseBody,
        HttpService,
    },
};
use std::{sync::Arc, time::Duration};

/// Where a bucket is, and who asks.
#[derive(Clone, PartialEq, Eq)]
pub struct Bucket {
    pub name: String,
    /// Scheme and host; without one, Amazon's own.
    pub endpoint: Option<String>,
    pub region: String,
    pub access_key: String,
    pub secret_key: String,
}

impl std::fmt::Debug for Bucket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            name,
            endpoint,
            region,
            ..
        } = self;
        write!(f, "Bucket {{ {name} at {endpoint:?} in {region} }}")
    }
}

/// The store that a bucket is.
///
/// # Errors
/// Where its address or its region is none.
pub fn open(bucket: &Bucket) -> Result<Arc<dyn ObjectStore>, Error> {
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&bucket.name)
        .with_region(&bucket.region)
        .with_access_key_id(&bucket.access_key)
        .with_secret_access_key(&bucket.secret_key)
        .with_http_connector(Reqwest);
    if let Some(endpoint) = &bucket.endpoint {
        builder = builder
            .with_endpoint(endpoint)
            .with_allow_http(endpoint.starts_with("http://"));
    }
    Ok(Arc::new(builder.build()?))
}

/// How long a bucket has to answer whoever checks the configuration.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whether it is there and lets itself be read; nothing is written.
///
/// # Errors
/// What the store says, or that it says nothing within ten seconds.
pub async fn ask(bucket: &Bucket) -> Result<(), Error> {
    let store = open(bucket)?;
    let mut listed = store.list(None);
    match tokio::time::timeout(PATIENCE, listed.try_next()).await {
        Ok(first) => first.map(|_| ()),
        Err(late) => Err(Error::Generic {
            store: "S3",
            source: Box::new(late),
        }),
    }
}

/// The HTTP client that all of the server has.
#[derive(Debug)]
struct Reqwest;

impl HttpConnector for Reqwest {
    fn connect(&self, _: &ClientOptions) -> Result<HttpClient, Error> {
        let client = reqwest::Client::builder()
            .connect_timeout(Duration::from_secs(5))
            // For the next piece, not for the whole.
            .read_timeout(Duration::from_secs(30))
            .redirect(reqwest::redirect::Policy::none())
            .build();
        let client = client.map_err(|error| Error::Generic {
            store: "S3",
            source: error.into(),
        })?;
        Ok(HttpClient::new(Client(client)))
    }
}

#[derive(Debug)]
struct Client(reqwest::Client);

/// What went wrong, as far as it decides whether it is tried again.
fn fault(error: reqwest::Error) -> HttpError {
    let kind = if error.is_timeout() {
        HttpErrorKind::Timeout
    } else if error.is_connect() {
        HttpErrorKind::Connect
    } else if error.is_decode() || error.is_body() {
        HttpErrorKind::Interrupted
    } else if error.is_request() {
        HttpErrorKind::Request
    } else {
        HttpErrorKind::Unknown
    };
    HttpError::new(kind, error)
}

#[async_trait]
impl HttpService for Client {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let request = request.map(reqwest::Body::wrap);
        let request = request.try_into().map_err(fault)?;
        let response: http::Response<reqwest::Body> = self.0.execute(request).await.map_err(fault)?.into();
        Ok(response.map(|body| HttpResponseBody::new(body.map_err(fault))))
    }
}
