//! Where the samples of a track of an MP4 lie, by its tables. What lies outside the media is refused.

use super::{Disk, Wipe};
use crate::limits::{Fault, Refusal};

/// Bodies of the boxes that say where samples are, each with its end.
#[derive(Default)]
pub(super) struct Samples {
    /// `stsz`: the length of each.
    pub sizes: Option<(u64, u64)>,
    /// `stsc`: how many are in a chunk.
    pub spread: Option<(u64, u64)>,
    /// `stco` or `co64`: where chunks begin, and whether in 64 bits.
    pub chunks: Option<(u64, u64, bool)>,
}

impl Samples {
    /// All of them become zeros. `spans` are the stretches of media in the file, in its order.
    pub(super) fn emptied(
        &self,
        disk: &mut Disk,
        spans: &[(u64, u64)],
        wipe: &mut Wipe,
    ) -> Result<(), Fault> {
        let (Some(sizes), Some(spread), Some(chunks)) = (self.sizes, self.spread, self.chunks) else {
            return Ok(());
        };
        let wide = if chunks.2 { 8 } else { 4 };
        let same = u32::from_be_bytes(disk.bytes(sizes.0 + 4)?);
        let mut left = u32::from_be_bytes(disk.bytes(sizes.0 + 8)?);
        let mut size_at = sizes.0 + 12;
        let runs = u32::from_be_bytes(disk.bytes(spread.0 + 4)?);
        let count = u32::from_be_bytes(disk.bytes(chunks.0 + 4)?);
        let (mut run, mut each) = (0, 0);
        for chunk in 0..count {
            disk.step()?;
            // Runs begin at a chunk, counted from one.
            while run < runs {
                disk.step()?;
                let at = spread.0 + 8 + u64::from(run) * 12;
                if at + 12 > spread.1 || u32::from_be_bytes(disk.bytes(at)?) > chunk + 1 {
                    break;
                }
                each = u32::from_be_bytes(disk.bytes(at + 4)?);
                run += 1;
            }
            let at = chunks.0 + 8 + u64::from(chunk) * wide;
            if at + wide > chunks.1 {
                break;
            }
            let from = match chunks.2 {
                true => u64::from_be_bytes(disk.bytes(at)?),
                false => u32::from_be_bytes(disk.bytes(at)?).into(),
            };
            let now = each.min(left);
            left -= now;
            let mut length = u64::from(same) * u64::from(now);
            if same == 0 {
                for _ in 0..now {
                    disk.step()?;
                    if size_at + 4 > sizes.1 {
                        break;
                    }
                    length += u64::from(u32::from_be_bytes(disk.bytes(size_at)?));
                    size_at += 4;
                }
            }
            let to = from.saturating_add(length);
            let span = spans.partition_point(|(start, _)| *start <= from).checked_sub(1);
            if span.is_none_or(|span| to > spans[span].1) {
                return Err(Refusal::Broken.into());
            }
            wipe.zero(from, to)?;
        }
        Ok(())
    }
}
