//! MP4, MOV and M4A (ISO 14496-12): boxes in boxes. What is not needed for playing becomes a `free` box of zeros; tracks of
//! anything but pictures, sound, text and timecodes go with their samples, for phones and cameras write places there.

use super::{Disk, Found, Wipe, samples::Samples};
use crate::limits::{Fault, Refusal};

#[derive(Clone, Copy)]
struct Part {
    kind: [u8; 4],
    /// Where it begins, where what it holds begins, and where it ends.
    at: u64,
    body: u64,
    end: u64,
}

/// The box at `at`, within `end`; `None` at the end, or where a QuickTime list ends with zeros.
fn next(disk: &mut Disk, at: u64, end: u64, top: bool) -> Result<Option<Part>, Fault> {
    if end.saturating_sub(at) < 8 {
        return Ok(None);
    }
    disk.step()?;
    let head: [u8; 8] = disk.bytes(at)?;
    let [a, b, c, d, kind @ ..] = head;
    let (length, head) = match u32::from_be_bytes([a, b, c, d]) {
        0 if top => (end - at, 8),
        0 => return Ok(None),
        1 => (u64::from_be_bytes(disk.bytes(at + 8)?), 16),
        short => (u64::from(short), 8),
    };
    if length < head {
        return Err(Refusal::Broken.into());
    }
    let stops = at.checked_add(length).ok_or(Refusal::Broken)?;
    Ok(Some(Part {
        kind,
        at,
        body: at + head,
        end: stops,
    }))
}

/// Every box within a box; `each` may not be told of one that reaches beyond its parent.
fn within(
    disk: &mut Disk,
    parent: &Part,
    skip: u64,
    mut each: impl FnMut(&mut Disk, Part) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut at = parent.body + skip;
    while let Some(child) = next(disk, at, parent.end, false)? {
        if child.end > parent.end {
            return Err(Refusal::Broken.into());
        }
        at = child.end;
        each(disk, child)?;
    }
    Ok(())
}

/// A box becomes free of what it holds.
fn freed(wipe: &mut Wipe, one: &Part) -> Result<(), Refusal> {
    wipe.put(one.at + 4, *b"free")?;
    wipe.zero(one.body, one.end)
}

pub(super) fn walk(disk: &mut Disk) -> Result<Found, Fault> {
    let mut found = Found::default();
    let mut moov = false;
    // Where samples may lie, in the file's order, and the tracks whose samples go.
    let (mut spans, mut doomed) = (Vec::new(), Vec::new());
    let (mut at, end) = (0, disk.len());
    loop {
        let one = match next(disk, at, end, true) {
            Ok(Some(one)) => one,
            Ok(None) => break,
            // What stands behind the last box, whatever it is, is not played.
            Err(Fault::Refused(Refusal::Broken)) if moov && !spans.is_empty() => break,
            Err(fault) => return Err(fault),
        };
        let known = matches!(
            &one.kind,
            b"ftyp"
                | b"moov"
                | b"mdat"
                | b"imda"
                | b"moof"
                | b"mfra"
                | b"sidx"
                | b"ssix"
                | b"styp"
                | b"wide"
                | b"pdin"
                | b"prft"
                | b"emsg"
        );
        let blank = matches!(&one.kind, b"free" | b"skip");
        if one.end > end {
            match known || blank || !moov || spans.is_empty() {
                true => return Err(Refusal::CutShort.into()),
                false => break,
            }
        }
        match &one.kind {
            b"moov" if moov => freed(&mut found.wipe, &one)?,
            b"moov" => {
                moov = true;
                movie(disk, &one, &mut found, &mut doomed)?;
            }
            b"mdat" | b"imda" => spans.push((one.body, one.end)),
            _ if blank => found.wipe.zero(one.body, one.end)?,
            _ if !known => freed(&mut found.wipe, &one)?,
            _ => {}
        }
        at = one.end;
    }
    if !moov || spans.is_empty() {
        return Err(Refusal::CutShort.into());
    }
    for (track, trak, _) in &doomed {
        track.samples.emptied(disk, &spans, &mut found.wipe)?;
        freed(&mut found.wipe, trak)?;
    }
    found.wipe.zero(at, end)?;
    match end - at {
        0..8 => {}
        left @ 8..0x1_0000_0000 => found
            .wipe
            .put(at, [&(left as u32).to_be_bytes()[..], b"free"].concat())?,
        left => {
            let head = [&1u32.to_be_bytes()[..], b"free", &left.to_be_bytes()].concat();
            found.wipe.put(at, head)?;
        }
    }
    // The largest first.
    found
        .sizes
        .sort_by_key(|(width, height)| std::cmp::Reverse(width.saturating_mul(*height)));
    Ok(found)
}

/// The moments of making and changing in `mvhd`, `tkhd` or `mdhd` are emptied.
fn clocks(disk: &mut Disk, one: &Part, wipe: &mut Wipe) -> Result<(), Fault> {
    let [version, ..] = disk.bytes::<4>(one.body)?;
    let length = if version == 1 { 16 } else { 8 };
    if one.end - one.body < 4 + length {
        return Err(Refusal::Broken.into());
    }
    Ok(wipe.zero(one.body + 4, one.body + 4 + length)?)
}

fn movie(
    disk: &mut Disk,
    moov: &Part,
    found: &mut Found,
    doomed: &mut Vec<(Track, Part, Wipe)>,
) -> Result<(), Fault> {
    let (mut scale, mut length, mut fragments, mut whole) = (0u32, 0u64, None, true);
    within(disk, moov, 0, |disk, one| {
        match &one.kind {
            b"mvhd" => {
                clocks(disk, &one, &mut found.wipe)?;
                (scale, length) = lasting(disk, &one)?;
            }
            b"trak" => track(disk, &one, found, doomed)?,
            b"mvex" => {
                whole = false;
                within(disk, &one, 0, |disk, one| {
                    if &one.kind == b"mehd" {
                        let [version, ..] = disk.bytes::<4>(one.body)?;
                        fragments = Some(duration(disk, one.body + 4, version)?);
                    }
                    Ok(())
                })?;
            }
            b"iods" | b"pssh" | b"cmov" | b"rmra" => {}
            b"free" | b"skip" => found.wipe.zero(one.body, one.end)?,
            _ => freed(&mut found.wipe, &one)?,
        }
        Ok(())
    })?;
    if !whole {
        // Fragments would name a track that is gone.
        for (_, _, wipe) in doomed.drain(..) {
            found.wipe.join(wipe)?;
        }
    }
    let length = if length == 0 {
        fragments.unwrap_or(0)
    } else {
        length
    };
    let known = scale > 0 && length > 0 && length != u64::MAX;
    found.milliseconds =
        known.then(|| (u128::from(length) * 1_000 / u128::from(scale)).min(u64::MAX.into()) as u64);
    Ok(())
}

/// Units in a second and units of `mvhd`.
fn lasting(disk: &mut Disk, one: &Part) -> Result<(u32, u64), Fault> {
    let [version, ..] = disk.bytes::<4>(one.body)?;
    let at = one.body + if version == 1 { 20 } else { 12 };
    let scale = u32::from_be_bytes(disk.bytes(at)?);
    Ok((scale, duration(disk, at + 4, version)?))
}

/// All ones mean unknown.
fn duration(disk: &mut Disk, at: u64, version: u8) -> Result<u64, Fault> {
    if version == 1 {
        return Ok(u64::from_be_bytes(disk.bytes(at)?));
    }
    let short = u32::from_be_bytes(disk.bytes(at)?);
    Ok(if short == u32::MAX { u64::MAX } else { short.into() })
}

#[derive(Default)]
struct Track {
    handler: [u8; 4],
    /// As shown, and as stored.
    shown: (u64, u64),
    stored: Option<(u64, u64)>,
    samples: Samples,
}

fn track(
    disk: &mut Disk,
    trak: &Part,
    found: &mut Found,
    doomed: &mut Vec<(Track, Part, Wipe)>,
) -> Result<(), Fault> {
    let mut track = Track::default();
    let mut wipe = Wipe::default();
    within(disk, trak, 0, |disk, one| {
        match &one.kind {
            b"tkhd" => {
                clocks(disk, &one, &mut wipe)?;
                track.shown = shown(disk, &one)?;
            }
            b"mdia" => media(disk, &one, &mut track, &mut wipe, 0)?,
            b"edts" | b"tref" | b"tapt" | b"load" | b"trgr" => {}
            b"free" | b"skip" => wipe.zero(one.body, one.end)?,
            _ => freed(&mut wipe, &one)?,
        }
        Ok(())
    })?;
    found.track()?;
    match &track.handler {
        b"vide" => {
            let shown = match track.shown {
                (0, _) | (_, 0) => track.stored.unwrap_or(track.shown),
                shown => shown,
            };
            found.sizes.push(shown);
            if let Some(stored) = track.stored {
                found.stored.push(stored);
            }
        }
        b"soun" => found.audio = true,
        b"text" | b"sbtl" | b"subt" | b"clcp" | b"tmcd" | b"hint" | b"auxv" => {}
        // A handler of zeros is of a track that this walk did not understand.
        [0, 0, 0, 0] => {}
        _ => {
            doomed.push((track, *trak, wipe));
            return Ok(());
        }
    }
    found.wipe.join(wipe)?;
    Ok(())
}

/// `tkhd`: the size after its own turning.
fn shown(disk: &mut Disk, one: &Part) -> Result<(u64, u64), Fault> {
    let [version, ..] = disk.bytes::<4>(one.body)?;
    let at = one.body + if version == 1 { 52 } else { 40 };
    let matrix: [u8; 36] = disk.bytes(at)?;
    let (width, height) = (disk.bytes(at + 36)?, disk.bytes(at + 40)?);
    // Sixteen bits before the point and sixteen behind it.
    let [width, height] = [width, height].map(|side| u64::from(u32::from_be_bytes(side) >> 16));
    let part = |number: usize| matrix[number * 4..number * 4 + 4] != [0; 4];
    let turned = !part(0) && !part(4) && part(1) && part(3);
    Ok(if turned { (height, width) } else { (width, height) })
}

/// `mdia`, `minf` and `stbl`, which stand in each other.
fn media(disk: &mut Disk, parent: &Part, track: &mut Track, wipe: &mut Wipe, depth: u8) -> Result<(), Fault> {
    within(disk, parent, 0, |disk, one| {
        match &one.kind {
            b"mdhd" => clocks(disk, &one, wipe)?,
            // In `minf` QuickTime has a second one, of where the data are.
            b"hdlr" if depth == 0 => {
                let head: [u8; 12] = disk.bytes(one.body)?;
                track.handler.copy_from_slice(&head[8..]);
            }
            b"minf" | b"stbl" if depth < 2 => media(disk, &one, track, wipe, depth + 1)?,
            b"stsd" if one.end - one.body >= 44 => {
                // After the number of entries the first of them: 32 bytes on, a picture's width and height.
                let [a, b, c, d]: [u8; 4] = disk.bytes(one.body + 8 + 32)?;
                let size = [[a, b], [c, d]].map(|side| u64::from(u16::from_be_bytes(side)));
                track.stored = Some((size[0], size[1]));
            }
            b"stsz" => track.samples.sizes = Some((one.body, one.end)),
            b"stsc" => track.samples.spread = Some((one.body, one.end)),
            b"stco" | b"co64" => track.samples.chunks = Some((one.body, one.end, &one.kind == b"co64")),
            b"udta" | b"meta" | b"uuid" => freed(wipe, &one)?,
            b"free" | b"skip" => wipe.zero(one.body, one.end)?,
            _ => {}
        }
        Ok(())
    })
}
