//! Stored bytes in a folder, two levels deep by key. It refuses keys that are not plain names.

use async_trait::async_trait;
use domain::ports::Storage;
use std::{
    io::{Error, ErrorKind, Result},
    path::PathBuf,
};

/// A folder of files.
#[derive(Clone, Debug)]
pub struct FolderStorage {
    root: PathBuf,
}

impl FolderStorage {
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    fn path(&self, key: &str) -> Result<PathBuf> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
        match key.get(..2) {
            Some(shelf) if key.chars().all(plain) && !key.starts_with('.') => {
                Ok(self.root.join(shelf).join(key))
            }
            _ => Err(Error::new(ErrorKind::InvalidInput, "not a storage key")),
        }
    }
}

#[async_trait]
impl Storage for FolderStorage {
    async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<()> {
        let path = self.path(key)?;
        let partial = path.with_extension("partial");
        if let Some(shelf) = path.parent() {
            tokio::fs::create_dir_all(shelf).await?;
        }
        tokio::fs::write(&partial, bytes).await?;
        tokio::fs::rename(&partial, &path).await
    }

    async fn get(&self, key: &str) -> Result<Vec<u8>> {
        tokio::fs::read(self.path(key)?).await
    }

    async fn delete(&self, key: &str) -> Result<()> {
        match tokio::fs::remove_file(self.path(key)?).await {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn bytes_come_back_and_odd_keys_do_not() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let storage = FolderStorage::new(folder.path().to_owned());
        storage.put("abcd-320.webp", vec![1, 2]).await.expect("written");
        assert_eq!(storage.get("abcd-320.webp").await.expect("read"), [1, 2]);
        storage.delete("abcd-320.webp").await.expect("deleted");
        storage.delete("abcd-320.webp").await.expect("deleted already");
        assert!(storage.get("abcd-320.webp").await.is_err());
        for key in ["", "a", "../etc/passwd", ".hidden", "ab/cd", "яя"] {
            assert!(storage.put(key, vec![]).await.is_err(), "{key}");
        }
        assert_eq!(
            storage.get("zzzz").await.expect_err("absent").kind(),
            ErrorKind::NotFound
        );
    }
}
