//! Whether a film is what players take: lists that name what is there, sizes that are true, and nothing of the source.

use super::files::*;
use crate::Film;
use std::fs;

/// Every stretch that a list names lies in the file, and they cover it; the whole plays.
pub fn plays(film: &Film) {
    for rendition in &film.renditions {
        let list = fs::read_to_string(&rendition.playlist).expect("a list");
        let length = fs::metadata(&rendition.media).expect("the media").len();
        let name = rendition
            .media
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name");
        let (mut at, mut segments, mut named) = (0, 0, 0);
        for line in list.lines() {
            let range = line.strip_prefix("#EXT-X-BYTERANGE:").map(str::to_owned);
            let map = line.strip_prefix("#EXT-X-MAP:").map(|map| {
                assert!(map.contains(&format!("URI=\"{name}\"")), "{map}");
                map.split('"').nth(3).expect("a range").to_owned()
            });
            if let Some(range) = range.or(map) {
                let (bytes, from) = range.split_once('@').expect("both");
                let (bytes, from): (u64, u64) =
                    (bytes.parse().expect("bytes"), from.parse().expect("a place"));
                assert_eq!(from, at, "{list}");
                at += bytes;
                segments += 1;
            } else if !line.starts_with('#') {
                assert_eq!(line, name);
                named += 1;
            }
        }
        assert!(at <= length && segments > 1 && named == segments - 1, "{list}");
        assert!(list.ends_with("#EXT-X-ENDLIST\n") && list.contains("#EXT-X-PLAYLIST-TYPE:VOD"));
        tells_nothing(&rendition.media);
        let bytes = fs::read(&rendition.media).expect("the media");
        for word in ["Lavf", "x264 - core", "x264 core"] {
            assert!(find(&bytes, word.as_bytes()).is_none(), "{word}");
        }
        let size = size(&rendition.media);
        assert!(
            size.starts_with(&format!("{},{},1:1,yuv420p,", rendition.width, rendition.height)),
            "{size}"
        );
        // As a player would: from the list on.
        let shown = frames(&rendition.playlist);
        assert!(shown.lines().any(|line| line.starts_with("0,")));
        assert_eq!(shown.lines().any(|line| line.starts_with("1,")), film.has_sound);
    }
    let master = fs::read_to_string(&film.master).expect("a list");
    assert!(master.starts_with("#EXTM3U\n"));
    let streams: Vec<&str> = master
        .lines()
        .filter(|line| line.starts_with("#EXT-X-STREAM-INF:"))
        .collect();
    assert_eq!(streams.len(), film.renditions.len());
    for (line, rendition) in streams.iter().zip(&film.renditions) {
        assert!(
            line.contains(&format!("RESOLUTION={}x{},", rendition.width, rendition.height)),
            "{line}"
        );
        assert!(
            line.contains(&format!(":BANDWIDTH={},AVERAGE-BANDWIDTH=", rendition.bandwidth)),
            "{line}"
        );
        assert!(
            line.contains("CODECS=\"avc1.6400") && line.contains("FRAME-RATE="),
            "{line}"
        );
        assert_eq!(line.contains(",mp4a.40.2\""), film.has_sound);
        let average: u64 = line
            .split("AVERAGE-BANDWIDTH=")
            .nth(1)
            .and_then(|rest| rest.split(',').next()?.parse().ok())
            .expect("a number");
        assert!(average > 0 && average <= rendition.bandwidth);
    }
    assert!(!frames(&film.master).is_empty());
    let largest = film.renditions.last().expect("one");
    assert_eq!((film.width, film.height), (largest.width, largest.height));
    let poster = size(&film.poster);
    assert!(
        poster.starts_with(&format!("{},{},", film.width, film.height)),
        "{poster}"
    );
    tells_nothing(&film.poster);
}

pub fn labels(film: &Film) -> Vec<(u32, u32, u32)> {
    film.renditions
        .iter()
        .map(|one| (one.label, one.width, one.height))
        .collect()
}
