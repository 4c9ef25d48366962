//! Sounds of all kinds become one that every browser plays, and a shape.

use super::files::*;
use crate::*;
use std::{fs, path::Path};

async fn sounded(path: &Path, into: &Path) -> (Sound, Vec<u8>) {
    let tools = tools().await;
    let kind = look(path).expect("a kind");
    let probed = probe(&tools, path, kind, &limits()).await.expect("a recording");
    let mut told = Vec::new();
    let sound = sound(&tools, path, &probed, into, &limits(), |percent| {
        told.push(percent)
    })
    .await;
    (sound.expect("a sound"), told)
}

#[tokio::test]
async fn every_kind_becomes_a_sound() {
    for kind in KINDS {
        let (folder, into) = (folder(), folder());
        let path = written(folder.path(), "a", sample(kind));
        let (sound, told) = sounded(&path, into.path()).await;
        tells_nothing(&sound.file);
        assert_eq!(look(&sound.file), Ok(Kind::M4a));
        let again = plain(&sound.file, Kind::M4a, &limits()).expect("a sound");
        assert!(again.audio && again.size.is_none());
        assert!(
            again
                .milliseconds
                .is_some_and(|length| length.abs_diff(2_000) < 120)
        );
        assert!(
            sound.milliseconds.abs_diff(2_000) < 120,
            "{kind:?}: {}",
            sound.milliseconds
        );
        assert!(
            told.is_sorted_by(|a, b| a < b) && told.last() == Some(&100),
            "{told:?}"
        );
        let bytes = fs::read(&sound.file).expect("a file");
        let (moov, mdat) = (find(&bytes, b"moov"), find(&bytes, b"mdat"));
        assert!(moov < mdat && moov.is_some(), "it plays while it loads");
        // An even tone.
        assert_eq!(sound.waveform.len(), PEAKS);
        let middle = &sound.waveform[10..190];
        assert!(middle.iter().all(|one| *one > 200), "{kind:?}: {middle:?}");
    }
}

#[tokio::test]
async fn the_shape_is_that_of_the_sound() {
    let (folder, into) = (folder(), folder());
    // Silent, loud, half as loud, and silent again, half a second each, in two channels.
    let args = "-f lavfi -i sine=d=2:r=16000 -af volume='if(lt(t,0.5),0,if(lt(t,1),1,if(lt(t,1.5),0.5,0)))':eval=frame -ac 2";
    let path = made(folder.path(), "a.wav", args);
    let (sound, _) = sounded(&path, into.path()).await;
    assert!(known(&sound.file).contains("channels=2"));
    let part = |from: usize| &sound.waveform[from + 8..from + 42];
    assert!(
        part(0).iter().chain(part(150)).all(|one| *one < 4),
        "{:?}",
        sound.waveform
    );
    assert!(part(50).iter().all(|one| *one > 245), "{:?}", sound.waveform);
    assert!(
        part(100).iter().all(|one| one.abs_diff(127) < 8),
        "{:?}",
        sound.waveform
    );
    // Silence is flat.
    let into = super::files::folder();
    let path = made(folder.path(), "b.wav", "-f lavfi -i anullsrc=r=8000 -t 1");
    let (sound, _) = sounded(&path, into.path()).await;
    assert_eq!(sound.waveform, [0; PEAKS]);
}

#[tokio::test]
async fn a_cover_is_no_film() {
    let folder = folder();
    let args = "-f lavfi -i sine=d=1 -f lavfi -i testsrc2=s=64x64:d=0.04 -map 0 -map 1 -c:a libmp3lame -c:v mjpeg -pix_fmt yuvj420p -disposition:v attached_pic";
    let path = made(folder.path(), "a.mp3", args);
    let mp3 = probed(&path, Kind::Mp3).await.expect("a sound");
    let path = made(folder.path(), "a.m4a", &args.replace("libmp3lame", "aac"));
    let m4a = probed(&path, Kind::M4a).await.expect("a sound");
    let path = made(folder.path(), "a.mp4", "-f lavfi -i sine=d=1 -c:a aac");
    let mp4 = probed(&path, Kind::Mp4).await.expect("a sound");
    assert_eq!(plain(&path, Kind::Mp4, &limits()).expect("a sound").size, None);
    for probed in [&mp3, &m4a, &mp4] {
        assert!(probed.video.is_none() && probed.audio.is_some());
        let into = super::files::folder();
        let film = film(&tools().await, &path, probed, into.path(), &limits(), |_| {}).await;
        assert_eq!(film, Err(Refusal::NoContent.into()));
    }
}
