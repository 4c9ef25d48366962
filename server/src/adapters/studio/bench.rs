//! A folder for one job on a film, gone when the job is, however it ends: what a process that died left there is deleted by the next job.

use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Result},
    path::{Path, PathBuf},
};

/// The folder of one job. It is nobody else's while this is there.
pub struct Bench {
    folder: PathBuf,
    mark: PathBuf,
    /// Locked as long as the job is done.
    _held: File,
}

/// The mark beside a folder.
const MARK: &str = "lock";

impl Bench {
    /// An empty folder under this name, in a folder for all of them. It blocks.
    pub fn make(root: &Path, name: &str) -> Result<Self> {
        fs::create_dir_all(root)?;
        clear(root)?;
        let mark = root.join(name).with_extension(MARK);
        let held = OpenOptions::new().write(true).create_new(true).open(&mark)?;
        // Nobody knows of it yet but who clears up, and they leave a locked one alone.
        held.lock()?;
        let folder = root.join(name);
        fs::create_dir(&folder)?;
        Ok(Self {
            folder,
            mark,
            _held: held,
        })
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        // The folder first: without its mark nobody would find it.
        let cleared = remove(&self.folder).and_then(|()| fs::remove_file(&self.mark));
        if let Err(error) = cleared {
            tracing::warn!(%error, folder = %self.folder.display(), "what a job worked on could not be deleted; the next one tries");
        }
    }
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Deletes folders whose jobs are not done any more.
fn clear(root: &Path) -> Result<()> {
    for entry in fs::read_dir(root)? {
        let mark = entry?.path();
        if mark.extension().is_none_or(|end| end != MARK) {
            continue;
        }
        let held = match OpenOptions::new().write(true).open(&mark) {
            // Somebody else was quicker.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            held => held?,
        };
        if held.try_lock().is_ok() {
            remove(&mark.with_extension(""))?;
            fs::remove_file(&mark)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(root: &Path) -> Vec<String> {
        let entries = fs::read_dir(root).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_a_job_left_is_deleted_and_nobody_elses() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let first = Bench::make(root.path(), "first").expect("made");
        fs::write(first.folder().join("film.mp4"), b"frames").expect("written");
        // A process that died: its lock is free, and nothing was deleted.
        let second = Bench::make(root.path(), "second").expect("made");
        fs::write(second.folder().join("film.mp4"), b"frames").expect("written");
        let second = std::mem::ManuallyDrop::new(second);
        second._held.unlock().expect("free");
        let third = Bench::make(root.path(), "third").expect("made");
        assert_eq!(names(root.path()), ["first", "first.lock", "third", "third.lock"]);
        drop((first, third));
        assert_eq!(names(root.path()), Vec::<String>::new());
    }
}
