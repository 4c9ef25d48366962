//! Bodies that are read piece by piece, however long they are: no piece may take too long. They are read by a task of their own, so
//! that what has come is written down also where the connection broke.

use super::observe;
use axum::body::{Body, Bytes};
use domain::{Error, Result};
use futures::{Stream, StreamExt, stream};
use std::{future::Future, io, pin::Pin, time::Duration};

/// So long the next piece may take.
pub const NEXT_WITHIN: Duration = Duration::from_secs(30);

/// Pieces of any kind, each in time; `TimedOut` where one is not.
pub fn in_time<E>(
    pieces: impl Stream<Item = Result<Bytes, E>> + Send,
) -> impl Stream<Item = io::Result<Bytes>> + Send
where
    E: Into<Box<dyn std::error::Error + Send + Sync>> + Send,
{
    let pieces = Box::pin(pieces);
    stream::unfold(Some(pieces), |pieces| async {
        let mut pieces = pieces?;
        match tokio::time::timeout(NEXT_WITHIN, pieces.next()).await {
            Ok(None) => None,
            Ok(Some(Ok(piece))) => Some((Ok(piece), Some(pieces))),
            Ok(Some(Err(error))) => Some((Err(io::Error::other(error)), None)),
            Err(_) => Some((Err(io::ErrorKind::TimedOut.into()), None)),
        }
    })
}

/// The pieces of a body.
pub fn pieces(body: Body) -> Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>> {
    Box::pin(in_time(body.into_data_stream()))
}

/// Work that ends by itself, whether or not somebody still waits for its answer.
pub async fn to_its_end<T: Send + 'static>(
    work: impl Future<Output = Result<T>> + Send + 'static,
) -> Result<T> {
    tokio::spawn(observe::within(work))
        .await
        .map_err(Error::internal)?
}
