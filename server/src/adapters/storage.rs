//! Stored bytes: in a folder, two levels deep by key, or in a bucket of an S3-compatible store. It refuses keys that are not
//! plain names.

use super::parts::FolderParts;
use async_trait::async_trait;
use domain::ports::{Part, Pieces, Storage};
use futures::{StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{
    Error as StoreError, ObjectStore, ObjectStoreExt, WriteMultipart, local::LocalFileSystem, path::Path,
};
use std::{
    io::{Error, ErrorKind, Result, SeekFrom},
    ops::Range,
    path::PathBuf,
    sync::Arc,
};
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

/// Bytes of a file in the folder that are read at once: each reading goes to another thread and back.
const PIECE: usize = 64 * 1024;
/// Bytes of a file that go to a bucket at once; S3 takes no fewer than 5 MB.
const AT_ONCE: usize = 8 * 1024 * 1024;
/// Such pieces on their way at the same time.
const SIDE_BY_SIDE: usize = 2;

/// A key, if it is a plain name.
pub(super) fn plain(key: &str) -> Result<&str> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    if key.len() > 2 && !key.starts_with('.') && key.chars().all(allowed) {
        return Ok(key);
    }
    Err(Error::new(ErrorKind::InvalidInput, "not a storage key"))
}

/// Where files lie, and how they come there. All else is the same for both.
pub struct ObjectStorage {
    store: Arc<dyn ObjectStore>,
    /// What stands before each key.
    root: Path,
    written: Written,
}

enum Written {
    /// As a part of the same disk that is then moved to its place.
    Moved {
        root: PathBuf,
        parts: Arc<FolderParts>,
    },
    Sent,
}

impl ObjectStorage {
    /// Files in a folder, which is made when the first one is; parts lie on the same disk.
    ///
    /// # Errors
    /// Where the folder has no name that can be written down.
    pub fn folder(root: &std::path::Path, parts: Arc<FolderParts>) -> Result<Self> {
        let root = std::path::absolute(root)?;
        Ok(Self {
            store: Arc::new(LocalFileSystem::new()),
            root: Path::from_absolute_path(&root).map_err(Error::other)?,
            written: Written::Moved { root, parts },
        })
    }

    /// Files in a bucket.
    pub fn bucket(store: Arc<dyn ObjectStore>) -> Self {
        Self {
            store,
            root: Path::default(),
            written: Written::Sent,
        }
    }

    fn location(&self, key: &str) -> Result<Path> {
        let key = plain(key)?;
        Ok(self.root.clone().join(&key[..2]).join(key))
    }
}

fn of_path(root: &std::path::Path, key: &str) -> Result<PathBuf> {
    let key = plain(key)?;
    Ok(root.join(&key[..2]).join(key))
}

/// Sends a file in pieces, few at a time.
async fn send(file: &mut tokio::fs::File, pieces: &mut WriteMultipart) -> Result<()> {
    let mut bytes = vec![0; 256 * 1024];
    loop {
        pieces.wait_for_capacity(SIDE_BY_SIDE).await?;
        match file.read(&mut bytes).await? {
            0 => return Ok(()),
            read => pieces.write(&bytes[..read]),
        }
    }
}

#[async_trait]
impl Storage for ObjectStorage {
    async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<()> {
        match &self.written {
            Written::Moved { root, parts } => {
                let path = of_path(root, key)?;
                let mut part = parts.scratch(key).await?;
                part.cut(0).await?;
                part.write(bytes.into()).await?;
                part.move_to(&path).await
            }
            Written::Sent => {
                self.store.put(&self.location(key)?, bytes.into()).await?;
                Ok(())
            }
        }
    }

    async fn take(&self, key: &str, mut part: Box<dyn Part>) -> Result<()> {
        let location = self.location(key)?;
        if let Written::Moved { root, .. } = &self.written {
            return part.move_to(&of_path(root, key)?).await;
        }
        part.sync().await?;
        let mut file = tokio::fs::File::open(part.path()).await?;
        if part.size() < AT_ONCE as u64 {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).await?;
            self.store.put(&location, bytes.into()).await?;
        } else {
            let mut pieces =
                WriteMultipart::new_with_chunk_size(self.store.put_multipart(&location).await?, AT_ONCE);
            if let Err(error) = send(&mut file, &mut pieces).await {
                // What was sent of it costs money until somebody takes it away.
                if let Err(left) = pieces.abort().await {
                    tracing::warn!(error = %left, key, "pieces of a file that did not arrive whole are left in the bucket");
                }
                return Err(error);
            }
            pieces.finish().await?;
        }
        part.delete().await
    }

    async fn get(&self, key: &str) -> Result<Vec<u8>> {
        if let Written::Moved { root, .. } = &self.written {
            return tokio::fs::read(of_path(root, key)?).await;
        }
        let found = self.store.get(&self.location(key)?).await?;
        Ok(found.bytes().await?.into())
    }

    async fn read(&self, key: &str, bytes: Range<u64>) -> Result<Pieces> {
        if let Written::Moved { root, .. } = &self.written {
            let mut file = tokio::fs::File::open(of_path(root, key)?).await?;
            file.seek(SeekFrom::Start(bytes.start)).await?;
            let wanted = file.take(bytes.end.saturating_sub(bytes.start));
            return Ok(ReaderStream::with_capacity(wanted, PIECE).boxed());
        }
        let options = object_store::GetOptions {
            range: Some(bytes.into()),
            ..Default::default()
        };
        let found = self.store.get_opts(&self.location(key)?, options).await?;
        Ok(found.into_stream().map_err(Error::from).boxed())
    }

    async fn size(&self, key: &str) -> Result<Option<u64>> {
        match self.store.head(&self.location(key)?).await {
            Ok(found) => Ok(Some(found.size)),
            Err(StoreError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn delete(&self, key: &str) -> Result<()> {
        match self.store.delete(&self.location(key)?).await {
            Ok(()) | Err(StoreError::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn keys(&self) -> BoxStream<'static, Result<String>> {
        let root = self.root.clone();
        // Only what lies where a key would; beside that are parts, and perhaps what others keep in the bucket.
        let key = move |location: &Path| {
            let mut names = location.prefix_match(&root)?;
            let (shelf, key) = (names.next()?, names.next()?);
            let (shelf, key) = (shelf.as_ref(), key.as_ref());
            (names.next().is_none() && plain(key).is_ok() && key[..2] == *shelf).then(|| key.to_owned())
        };
        self.store
            .list(Some(&self.root))
            .map_err(Error::from)
            .try_filter_map(move |found| {
                let key = key(&found.location);
                async move { Ok(key) }
            })
            .boxed()
    }
}
