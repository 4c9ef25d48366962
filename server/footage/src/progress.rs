//! How far work is, in percent: never less than before, each number once.

use crate::limits::Fault;

pub(crate) struct Progress<F> {
    tell: F,
    last: Option<u8>,
}

impl<F: FnMut(u8)> Progress<F> {
    /// Begins with 0.
    pub(crate) fn new(tell: F) -> Self {
        let mut begun = Self { tell, last: None };
        begun.at(0);
        begun
    }

    /// What is no more than before is not told.
    pub(crate) fn at(&mut self, percent: u8) {
        let percent = percent.min(100);
        if self.last.is_none_or(|last| percent > last) {
            self.last = Some(percent);
            (self.tell)(percent);
        }
    }

    /// `done` of `all`, as a part of the percent up to `most`.
    pub(crate) fn of(&mut self, done: u64, all: u64, most: u8) {
        let percent = u128::from(done.min(all)) * u128::from(most) / u128::from(all.max(1));
        self.at(percent as u8);
    }
}

/// Lines of ffmpeg's `-progress`, as they come.
#[derive(Default)]
pub(crate) struct Lines(Vec<u8>);

impl Lines {
    /// `each` is told how many milliseconds are made.
    pub(crate) fn push(
        &mut self,
        bytes: &[u8],
        mut each: impl FnMut(u64) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        /// Longer than any line of it.
        const LINE: usize = 1_024;
        for byte in bytes {
            if *byte != b'\n' {
                if self.0.len() < LINE {
                    self.0.push(*byte);
                }
                continue;
            }
            let line = String::from_utf8_lossy(&self.0);
            // Before there is anything it says `N/A`, or less than nothing.
            let made = line
                .strip_prefix("out_time_us=")
                .and_then(|number| number.trim().parse::<u64>().ok());
            self.0 = Vec::new();
            if let Some(made) = made {
                each(made / 1_000)?;
            }
        }
        Ok(())
    }
}
