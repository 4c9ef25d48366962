//! The bytes that a connection brings, counted below every protocol: a live connection may bring only so many before something whole has come
//! of them. It refuses to read on where more come, as of a message in endless empty pieces, which no limit of a message's length ever ends.

use axum::{Extension, middleware::AddExtension};
use axum_server::accept::Accept;
use std::{
    io::{self, IoSlice},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};
use tower::Layer;

/// What is known of one connection; it comes with each of its requests.
#[derive(Debug)]
pub struct Wire {
    read: AtomicU64,
    most: AtomicU64,
}

impl Wire {
    fn new() -> Self {
        Self {
            read: AtomicU64::new(0),
            most: AtomicU64::new(u64::MAX),
        }
    }

    /// So many bytes may come from now on, until this is said again.
    pub fn allow(&self, bytes: u64) {
        let most = self.read.load(Ordering::Relaxed).saturating_add(bytes);
        self.most.store(most, Ordering::Relaxed);
    }

    /// Whether more came than was allowed.
    pub fn is_over(&self) -> bool {
        self.read.load(Ordering::Relaxed) > self.most.load(Ordering::Relaxed)
    }
}

/// Takes connections whose bytes are counted, and whose small answers go at once.
#[derive(Clone, Copy, Debug)]
pub struct Counting;

impl<S> Accept<TcpStream, S> for Counting {
    type Stream = Counted;
    type Service = AddExtension<S, Arc<Wire>>;
    type Future = std::future::Ready<io::Result<(Self::Stream, Self::Service)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let wire = Arc::new(Wire::new());
        let service = Extension(wire.clone()).layer(service);
        let taken = stream.set_nodelay(true);
        std::future::ready(taken.map(|()| (Counted { stream, wire }, service)))
    }
}

/// A connection whose bytes are counted.
#[derive(Debug)]
pub struct Counted {
    stream: TcpStream,
    wire: Arc<Wire>,
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.wire.is_over() {
            return Poll::Ready(Err(io::Error::other("more came than something whole takes")));
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buffer);
        let bytes = (buffer.filled().len() - before) as u64;
        self.wire.read.fetch_add(bytes, Ordering::Relaxed);
        read
    }
}

impl AsyncWrite for Counted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
