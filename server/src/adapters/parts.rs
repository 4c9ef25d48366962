//! What is not whole yet, in a folder: one file a key, locked by whoever has it open, so that a process that dies lets go of it
//! at once. It refuses keys that are not plain names.

use super::storage::plain;
use async_trait::async_trait;
use bytes::Bytes;
use domain::ports::{Part, Parts};
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{ErrorKind, Result, Write},
    os::unix::fs::{FileExt, MetadataExt},
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::sync::OnceCell;

/// Bytes that are gathered before the disk is asked.
const GATHERED: usize = 256 * 1024;
/// Holds the folder's name. No key begins with a dot.
const NAME: &str = ".name";

/// Whether what is written must survive a power cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durable {
    Yes,
    /// While an empty installation is filled, which a crash makes useless anyway.
    No,
}

/// A folder of parts, made when the first one is.
#[derive(Debug)]
pub struct FolderParts {
    root: PathBuf,
    durable: Durable,
    name: OnceCell<String>,
}

/// Work on files, away from the threads that answer requests.
pub(super) async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await?
}

/// Makes what was made, moved or deleted in a folder survive a power cut.
pub(super) fn sync_folder(folder: &Path) -> Result<()> {
    File::open(folder)?.sync_all()
}

impl FolderParts {
    pub fn new(root: PathBuf, durable: Durable) -> Self {
        Self {
            root,
            durable,
            name: OnceCell::new(),
        }
    }

    /// The same as [`Parts::open`], for whoever made up the key and so waits for nobody but a collector.
    pub(super) async fn scratch(&self, key: &str) -> Result<Box<dyn Part>> {
        self.lock(key, true, |file| {
            file.lock()?;
            Ok(())
        })
        .await
    }

    async fn lock(
        &self,
        key: &str,
        make: bool,
        lock: impl Fn(&File) -> Result<()> + Send + 'static,
    ) -> Result<Box<dyn Part>> {
        let (path, durable) = (self.root.join(plain(key)?), self.durable);
        let part = on_disk(move || {
            let file = opened(&path, make, lock)?;
            let size = file.metadata()?.len();
            if size == 0
                && durable == Durable::Yes
                && let Some(folder) = path.parent()
            {
                sync_folder(folder)?;
            }
            Ok(FolderPart {
                file: Arc::new(file),
                path,
                durable,
                written: size,
                gathered: Vec::new(),
            })
        });
        Ok(Box::new(part.await?))
    }
}

/// Opens and locks a file, and makes sure that it is still the one of this name.
fn opened(path: &Path, make: bool, lock: impl Fn(&File) -> Result<()>) -> Result<File> {
    let open = || OpenOptions::new().read(true).write(true).create(make).open(path);
    loop {
        let file = match open() {
            Err(error) if make && error.kind() == ErrorKind::NotFound => {
                fs::create_dir_all(path.parent().unwrap_or(path))?;
                open()?
            }
            opened => opened?,
        };
        lock(&file)?;
        match fs::metadata(path) {
            Ok(named) if named.ino() == file.metadata()?.ino() => return Ok(file),
            // It was moved or deleted between the two.
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
}

/// The name that a folder keeps; the first process that asks gives it one.
fn name_of(root: &Path) -> Result<String> {
    let path = root.join(NAME);
    if !path.exists() {
        fs::create_dir_all(root)?;
        let new = uuid::Uuid::now_v7().simple().to_string();
        let unnamed = root.join(format!(".{new}"));
        let mut whole = File::create_new(&unnamed)?;
        whole.write_all(new.as_bytes())?;
        whole.sync_all()?;
        // Whoever comes second finds the first one's.
        let named = fs::hard_link(&unnamed, &path);
        fs::remove_file(&unnamed)?;
        match named {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
            _ => sync_folder(root)?,
        }
    }
    fs::read_to_string(path)
}

#[async_trait]
impl Parts for FolderParts {
    async fn place(&self) -> Result<String> {
        let root = self.root.clone();
        let name = self.name.get_or_try_init(|| on_disk(move || name_of(&root)));
        Ok(name.await?.clone())
    }

    async fn open(&self, key: &str, make: bool) -> Result<Box<dyn Part>> {
        self.lock(key, make, |file| {
            file.try_lock().map_err(|error| match error {
                TryLockError::WouldBlock => ErrorKind::WouldBlock.into(),
                TryLockError::Error(error) => error,
            })
        })
        .await
    }

    async fn keys(&self) -> Result<Vec<String>> {
        let root = self.root.clone();
        on_disk(move || {
            let entries = match fs::read_dir(root) {
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(vec![]),
                entries => entries?,
            };
            let mut keys = Vec::new();
            for entry in entries {
                if let Ok(name) = entry?.file_name().into_string()
                    && plain(&name).is_ok()
                {
                    keys.push(name);
                }
            }
            Ok(keys)
        })
        .await
    }

    async fn adopt(&self, path: &Path) -> Result<Box<dyn Part>> {
        let (path, durable) = (path.to_owned(), self.durable);
        let part = on_disk(move || {
            let file = OpenOptions::new().read(true).write(true).open(&path)?;
            let written = file.metadata()?.len();
            Ok(FolderPart {
                file: Arc::new(file),
                path,
                durable,
                written,
                gathered: Vec::new(),
            })
        });
        Ok(Box::new(part.await?))
    }

    async fn room(&self) -> Result<u64> {
        let root = self.root.clone();
        on_disk(move || {
            fs::create_dir_all(&root)?;
            let disk = rustix::fs::statvfs(&root)?;
            Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
        })
        .await
    }
}

struct FolderPart {
    /// Shared with what is being done to it, so that the lock outlives that.
    file: Arc<File>,
    path: PathBuf,
    durable: Durable,
    written: u64,
    gathered: Vec<u8>,
}

impl FolderPart {
    async fn flush(&mut self) -> Result<()> {
        if self.gathered.is_empty() {
            return Ok(());
        }
        let (file, at) = (self.file.clone(), self.written);
        let bytes = std::mem::take(&mut self.gathered);
        let mut bytes = on_disk(move || {
            file.write_all_at(&bytes, at)?;
            Ok(bytes)
        })
        .await?;
        self.written += bytes.len() as u64;
        bytes.clear();
        self.gathered = bytes;
        Ok(())
    }
}

#[async_trait]
impl Part for FolderPart {
    fn size(&self) -> u64 {
        self.written + self.gathered.len() as u64
    }

    async fn cut(&mut self, size: u64) -> Result<()> {
        self.gathered.clear();
        let file = self.file.clone();
        on_disk(move || file.set_len(size)).await?;
        self.written = size;
        Ok(())
    }

    async fn write(&mut self, bytes: Bytes) -> Result<()> {
        // In pieces that fit, for what somebody sends may be of any size.
        for piece in bytes.chunks(GATHERED) {
            if self.gathered.len() + piece.len() > GATHERED {
                self.flush().await?;
            }
            self.gathered.extend_from_slice(piece);
        }
        Ok(())
    }

    async fn sync(&mut self) -> Result<()> {
        self.flush().await?;
        if self.durable == Durable::Yes {
            let file = self.file.clone();
            on_disk(move || file.sync_data()).await?;
        }
        Ok(())
    }

    fn path(&self) -> &Path {
        &self.path
    }

    async fn move_to(mut self: Box<Self>, to: &Path) -> Result<()> {
        self.sync().await?;
        let to = to.to_owned();
        on_disk(move || {
            let shelf = to.parent().unwrap_or(&to);
            let new = !shelf.exists();
            if new {
                fs::create_dir_all(shelf)?;
            }
            fs::rename(&self.path, &to)?;
            if self.durable == Durable::Yes {
                sync_folder(shelf)?;
                if let Some(above) = shelf.parent().filter(|_| new) {
                    sync_folder(above)?;
                }
            }
            Ok(())
        })
        .await
    }

    async fn delete(self: Box<Self>) -> Result<()> {
        on_disk(move || fs::remove_file(&self.path)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_part_is_open_for_one_and_grows_where_it_ended() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let parts = FolderParts::new(folder.path().join("parts"), Durable::Yes);
        let none = parts
            .open("abcd", false)
            .await
            .map(|_| ())
            .expect_err("nothing yet");
        assert_eq!(none.kind(), ErrorKind::NotFound);
        let mut part = parts.open("abcd", true).await.expect("made");
        part.write(Bytes::from_static(b"hello")).await.expect("written");
        part.sync().await.expect("synced");
        let busy = parts
            .open("abcd", true)
            .await
            .map(|_| ())
            .expect_err("it is open");
        assert_eq!(busy.kind(), ErrorKind::WouldBlock);
        drop(part);
        let mut part = parts.open("abcd", false).await.expect("free again");
        assert_eq!(part.size(), 5);
        part.cut(4).await.expect("cut");
        part.write(Bytes::from_static(b"!")).await.expect("written");
        assert_eq!(part.size(), 5);
        let target = folder.path().join("ab/abcd");
        part.move_to(&target).await.expect("moved");
        assert_eq!(fs::read(&target).expect("there"), b"hell!");
        assert!(parts.keys().await.expect("listed").is_empty());
    }

    #[tokio::test]
    async fn a_folder_has_one_name_for_all() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let names = (0..8).map(|_| {
            let parts = FolderParts::new(folder.path().to_owned(), Durable::Yes);
            tokio::spawn(async move { parts.place().await.expect("a name") })
        });
        let mut names = futures::future::join_all(names)
            .await
            .into_iter()
            .map(|name| name.expect("no panic"));
        let first = names.next().expect("there are eight");
        assert!(!first.is_empty() && names.all(|name| name == first));
        let parts = FolderParts::new(folder.path().to_owned(), Durable::Yes);
        assert!(
            parts.keys().await.expect("listed").is_empty(),
            "a name is no part"
        );
        assert!(parts.room().await.expect("a disk") > 0);
    }
}
