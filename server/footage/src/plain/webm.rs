//! WebM (EBML, RFC 8794 and 9559): elements in elements, some without a length when a browser recorded them. Tags, titles,
//! attachments and chapters become `Void` elements of zeros.

use super::{Disk, Found, Wipe};
use crate::limits::{Fault, Refusal};

const SEGMENT: u32 = 0x1853_8067;
const SEEK_HEAD: u32 = 0x114d_9b74;
const INFO: u32 = 0x1549_a966;
const TRACKS: u32 = 0x1654_ae6b;
const CLUSTER: u32 = 0x1f43_b675;
const CHAPTERS: u32 = 0x1043_a770;
const TAGS: u32 = 0x1254_c367;
const ATTACHMENTS: u32 = 0x1941_a469;
const VOID: u32 = 0xec;
const CHECKSUM: u32 = 0xbf;

struct Element {
    id: u32,
    at: u64,
    body: u64,
    /// `None`: it ends where something begins that cannot be in it.
    end: Option<u64>,
}

/// A number of variable length, and its length; all ones give `u64::MAX`.
pub(crate) fn number(bytes: &[u8]) -> Option<(u64, usize)> {
    // Nothing here is longer than eight bytes.
    let first = *bytes.first().filter(|first| **first != 0)?;
    let length = first.leading_zeros() as usize + 1;
    let rest = bytes.get(1..length)?;
    let own = (1u64 << (8 - length)) - 1;
    let mut value = u64::from(first) & own;
    let mut full = value == own;
    for byte in rest {
        value = value << 8 | u64::from(*byte);
        full &= *byte == 0xff;
    }
    Some((if full { u64::MAX } else { value }, length))
}

fn next(disk: &mut Disk, at: u64, end: u64) -> Result<Option<Element>, Fault> {
    if at >= end {
        return Ok(None);
    }
    disk.step()?;
    let head = disk.some(at, (end - at).min(12) as usize)?;
    let wide = head.first().map_or(8, |first| first.leading_zeros() as usize + 1);
    if wide > 4 || head.get(wide) == Some(&0) {
        return Err(Refusal::Broken.into());
    }
    let (Some(id), Some((size, length))) = (head.get(..wide), head.get(wide..).and_then(number)) else {
        return Err(Refusal::CutShort.into());
    };
    let id = id.iter().fold(0, |id, byte| id << 8 | u32::from(*byte));
    let body = at + (wide + length) as u64;
    let end = match size {
        u64::MAX => None,
        size => Some(body.checked_add(size).ok_or(Refusal::Broken)?),
    };
    Ok(Some(Element { id, at, body, end }))
}

/// Every element in one of known length, each with its end.
fn within(
    disk: &mut Disk,
    parent: &Element,
    mut each: impl FnMut(&mut Disk, &Element, u64) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let stop = parent.end.ok_or(Refusal::Broken)?;
    let mut at = parent.body;
    while let Some(child) = next(disk, at, stop)? {
        let end = child.end.filter(|end| *end <= stop).ok_or(Refusal::Broken)?;
        each(disk, &child, end)?;
        at = end;
    }
    Ok(())
}

/// An element becomes a `Void` of the same length, which is two bytes at the least.
fn voided(wipe: &mut Wipe, at: u64, end: u64) -> Result<(), Refusal> {
    let length = end - at;
    wipe.zero(at, end)?;
    match length {
        0..2 => Err(Refusal::Broken),
        2..128 => wipe.put(at, [VOID as u8, 0x80 | (length - 2) as u8]),
        _ => wipe.put(
            at,
            [&[VOID as u8][..], &(1u64 << 56 | (length - 9)).to_be_bytes()].concat(),
        ),
    }
}

/// An unsigned number of up to eight bytes.
fn unsigned(disk: &mut Disk, from: u64, end: u64) -> Result<u64, Fault> {
    let bytes = disk.some(from, (end - from).min(8) as usize)?;
    Ok(bytes.iter().fold(0, |value, byte| value << 8 | u64::from(*byte)))
}

fn float(disk: &mut Disk, from: u64, end: u64) -> Result<f64, Fault> {
    Ok(match end - from {
        4 => f32::from_be_bytes(disk.bytes(from)?).into(),
        8 => f64::from_be_bytes(disk.bytes(from)?),
        _ => 0.0,
    })
}

pub(super) fn walk(disk: &mut Disk) -> Result<Found, Fault> {
    let mut found = Found::default();
    let length = disk.len();
    let header = next(disk, 0, length)?.ok_or(Refusal::CutShort)?;
    let at = header.end.ok_or(Refusal::Broken)?;
    let segment = next(disk, at, length)?.ok_or(Refusal::CutShort)?;
    if segment.id != SEGMENT {
        return Err(Refusal::Broken.into());
    }
    let stop = segment.end.unwrap_or(length);
    if stop > length {
        return Err(Refusal::CutShort.into());
    }
    let (mut at, mut clusters) = (segment.body, false);
    while let Some(one) = next(disk, at, stop)? {
        let Some(end) = one.end else {
            // What is in a cluster without a length is walked as if it stood beside it.
            if one.id != CLUSTER {
                return Err(Refusal::Broken.into());
            }
            clusters = true;
            at = one.body;
            continue;
        };
        if end > stop {
            return Err(Refusal::CutShort.into());
        }
        match one.id {
            SEEK_HEAD => seek_head(disk, &one, &mut found.wipe)?,
            INFO => info(disk, &one, &mut found)?,
            TRACKS => tracks(disk, &one, &mut found)?,
            CLUSTER => clusters = true,
            CHAPTERS | TAGS | ATTACHMENTS => voided(&mut found.wipe, one.at, end)?,
            VOID => found.wipe.zero(one.body, end)?,
            _ => {}
        }
        at = end;
    }
    if !clusters {
        return Err(Refusal::CutShort.into());
    }
    // What stands behind the segment is not played. A single byte has no room for an element.
    match length - stop {
        0 => {}
        1 => found.wipe.zero(stop, length)?,
        _ => voided(&mut found.wipe, stop, length)?,
    }
    found
        .sizes
        .sort_by_key(|(width, height)| std::cmp::Reverse(width.saturating_mul(*height)));
    Ok(found)
}

/// Entries that lead to what is gone go too.
fn seek_head(disk: &mut Disk, head: &Element, wipe: &mut Wipe) -> Result<(), Fault> {
    let (mut checksum, mut changed) = (None, false);
    within(disk, head, |disk, one, end| {
        if one.id == CHECKSUM {
            checksum = Some((one.at, end));
        }
        let mut gone = false;
        if one.id == 0x4dbb {
            within(disk, one, |disk, part, end| {
                if part.id == 0x53ab {
                    let id = unsigned(disk, part.body, end)?;
                    gone |= [TAGS, CHAPTERS, ATTACHMENTS].contains(&u32::try_from(id).unwrap_or(0));
                }
                Ok(())
            })?;
        }
        if gone {
            voided(wipe, one.at, end)?;
            changed = true;
        }
        Ok(())
    })?;
    unchecked(wipe, checksum, changed)
}

/// A checksum of what was changed would be wrong, and none need be there.
fn unchecked(wipe: &mut Wipe, checksum: Option<(u64, u64)>, changed: bool) -> Result<(), Fault> {
    match checksum {
        Some((at, end)) if changed => Ok(voided(wipe, at, end)?),
        _ => Ok(()),
    }
}

fn info(disk: &mut Disk, info: &Element, found: &mut Found) -> Result<(), Fault> {
    let (mut scale, mut length) = (1_000_000u64, 0.0);
    let (mut checksum, mut changed) = (None, false);
    within(disk, info, |disk, one, end| {
        match one.id {
            0x2a_d7b1 => scale = unsigned(disk, one.body, end)?,
            0x4489 => length = float(disk, one.body, end)?,
            CHECKSUM => checksum = Some((one.at, end)),
            // Title, date, and names of this file and its neighbours.
            0x7ba9 | 0x4461 | 0x7384 | 0x3c_83ab | 0x3e_83bb => {
                voided(&mut found.wipe, one.at, end)?;
                changed = true;
            }
            _ => {}
        }
        Ok(())
    })?;
    // In milliseconds; a float that is none, or less than nothing, becomes 0.
    let milliseconds = (length * scale as f64 / 1_000_000.0) as u64;
    found.milliseconds = (milliseconds > 0).then_some(milliseconds);
    unchecked(&mut found.wipe, checksum, changed)
}

fn tracks(disk: &mut Disk, tracks: &Element, found: &mut Found) -> Result<(), Fault> {
    let (mut checksum, mut changed) = (None, false);
    within(disk, tracks, |disk, one, end| {
        match one.id {
            CHECKSUM => checksum = Some((one.at, end)),
            0xae => {
                found.track()?;
                changed |= track(disk, one, found)?;
            }
            _ => {}
        }
        Ok(())
    })?;
    unchecked(&mut found.wipe, checksum, changed)
}

/// Whether something of it goes.
fn track(disk: &mut Disk, track: &Element, found: &mut Found) -> Result<bool, Fault> {
    let (mut kind, mut stored, mut shown, mut unit) = (0, (0, 0), (0, 0), 0);
    let mut changed = false;
    within(disk, track, |disk, one, end| {
        match one.id {
            0x83 => kind = unsigned(disk, one.body, end)?,
            // A name that somebody gave it.
            0x536e => {
                voided(&mut found.wipe, one.at, end)?;
                changed = true;
            }
            0xe0 => within(disk, one, |disk, part, end| {
                let to = match part.id {
                    0xb0 => &mut stored.0,
                    0xba => &mut stored.1,
                    0x54b0 => &mut shown.0,
                    0x54ba => &mut shown.1,
                    0x54b2 => &mut unit,
                    _ => return Ok(()),
                };
                *to = unsigned(disk, part.body, end)?;
                Ok(())
            })?,
            _ => {}
        }
        Ok(())
    })?;
    match kind {
        1 => {
            found.stored.push(stored);
            // Other units than pixels only say how wide it is for its height.
            found.sizes.push(if unit == 0 && shown.0 > 0 && shown.1 > 0 {
                shown
            } else {
                stored
            });
        }
        2 => found.audio = true,
        _ => {}
    }
    Ok(changed)
}
