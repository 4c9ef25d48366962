//! Videos of all shapes become renditions that play, upright and with nothing else in them.

use super::{files::*, playing::*};
use crate::*;
use std::{fs, path::Path};

fn is_red(pixel: &[u8]) -> bool {
    pixel[0] > 150 && pixel[1] < 90 && pixel[2] < 90
}

fn is_blue(pixel: &[u8]) -> bool {
    pixel[2] > 150 && pixel[0] < 90 && pixel[1] < 90
}

#[tokio::test]
async fn every_kind_of_video_becomes_renditions() {
    for kind in [Kind::Mp4, Kind::Mov, Kind::WebM] {
        let (folder, into) = (folder(), folder());
        let path = written(folder.path(), "a", sample(kind));
        let (film, told) = filmed(&path, into.path(), &limits()).await;
        plays(&film);
        assert!(
            film.has_sound && film.milliseconds.abs_diff(2_000) < 100,
            "{}",
            film.milliseconds
        );
        // Smaller than the ladder: its own size.
        assert_eq!(labels(&film), [(72, 128, 72)]);
        assert_eq!((told.first(), told.last()), (Some(&0), Some(&100)));
        assert!(told.is_sorted_by(|a, b| a < b), "{told:?}");
        let mut names: Vec<_> = fs::read_dir(&into)
            .expect("a folder")
            .map(|one| one.expect("a file").file_name())
            .collect();
        names.sort();
        assert_eq!(names, ["72p.m3u8", "72p.mp4", "master.m3u8", "poster.png"]);
    }
}

#[tokio::test]
async fn a_large_one_has_several_with_keyframes_at_the_same_moments() {
    let (folder, into) = (folder(), folder());
    let args = "-f lavfi -i testsrc2=s=720x736:r=50:d=2.2 -c:v libx264 -preset ultrafast -pix_fmt yuv420p";
    let path = made(folder.path(), "a.mp4", args);
    let (film, _) = filmed(&path, into.path(), &limits()).await;
    plays(&film);
    assert_eq!(labels(&film), [(360, 360, 368), (720, 720, 736)]);
    assert!(!film.has_sound);
    let keys = |rendition: &Rendition| {
        let path = rendition.media.to_str().expect("a name").to_owned();
        let entries = [
            "-select_streams",
            "v",
            "-skip_frame",
            "nokey",
            "-show_entries",
            "frame=pts_time",
            "-of",
            "csv=p=0",
        ];
        let told =
            String::from_utf8(told("ffprobe", &[entries.as_slice(), &[&path]].concat())).expect("a text");
        let times: Vec<f64> = told
            .lines()
            .filter_map(|line| line.trim_end_matches(',').parse().ok())
            .collect();
        times
            .iter()
            .map(|time| ((time - times[0]) * 1_000.0).round() as i64)
            .collect::<Vec<_>>()
    };
    for rendition in &film.renditions {
        assert_eq!(keys(rendition), [0, 2_000]);
    }
    // Half of the frames are enough for the smallest.
    let rates: Vec<_> = film.renditions.iter().map(|one| size(&one.media)).collect();
    assert!(
        rates[0].ends_with(",25/1") && rates[1].ends_with(",50/1"),
        "{rates:?}"
    );
    assert!(film.renditions[0].bandwidth < film.renditions[1].bandwidth);
}

#[tokio::test]
async fn what_is_turned_is_made_upright() {
    let (folder, into) = (folder(), folder());
    let args = "-f lavfi -i color=red:s=80x90:d=1 -f lavfi -i color=blue:s=80x90:d=1 -filter_complex hstack \
                -c:v libx264 -preset veryfast -pix_fmt yuv420p";
    let bytes = turned(&fs::read(made(folder.path(), "a.mp4", args)).expect("a file"));
    let path = written(folder.path(), "b.mp4", &bytes);
    assert_eq!(
        plain(&path, Kind::Mp4, &limits()).expect("a video").size,
        Some((90, 160))
    );
    let (film, _) = filmed(&path, into.path(), &limits()).await;
    plays(&film);
    assert_eq!(labels(&film), [(90, 90, 160)]);
    // A quarter clockwise: what was left is above.
    for path in [&film.renditions[0].media, &film.poster] {
        let pixels = first(path, 2, 4);
        assert!(is_red(&pixels[..3]) && is_blue(&pixels[7 * 3..]), "{pixels:?}");
    }
    let matrix = known(&film.renditions[0].media);
    assert!(!matrix.contains("rotation"), "{matrix}");
}

#[tokio::test]
async fn odd_sizes_pixels_speeds_and_depths_are_made_plain() {
    for (name, args, shown, made_of) in [
        (
            "odd.mp4",
            "-f lavfi -i testsrc=s=161x91:r=10:d=1 -c:v libx264 -pix_fmt yuv444p",
            (161, 91),
            (90, 160, 90),
        ),
        (
            "wide.mp4",
            "-f lavfi -i testsrc2=s=72x58:r=25:d=1,setsar=16/11 -c:v libx264 -pix_fmt yuv420p",
            (105, 58),
            (58, 104, 58),
        ),
        // Of a changing speed: a second of ten frames, then one of fifty.
        (
            "vary.mp4",
            "-f lavfi -i testsrc2=s=96x64:r=50:d=2,select='gt(t,1)+not(mod(n,5))' -vsync vfr -c:v libx264 -pix_fmt yuv420p",
            (96, 64),
            (64, 96, 64),
        ),
        (
            "fast.mp4",
            "-f lavfi -i testsrc2=s=96x64:r=120:d=1 -c:v libx264 -pix_fmt yuv420p",
            (96, 64),
            (64, 96, 64),
        ),
        (
            "deep.mp4",
            "-f lavfi -i testsrc2=s=96x64:r=25:d=1 -c:v libx264 -pix_fmt yuv420p10le",
            (96, 64),
            (64, 96, 64),
        ),
        (
            "field.mov",
            "-f lavfi -i testsrc2=s=96x64:r=50:d=1,interlace -c:v libx264 -flags +ildct+ilme -pix_fmt yuv420p",
            (96, 64),
            (64, 96, 64),
        ),
    ] {
        let (folder, into) = (folder(), folder());
        let path = made(folder.path(), name, args);
        let kind = look(&path).expect("a kind");
        let video = probed(&path, kind)
            .await
            .expect("a video")
            .video
            .expect("pictures");
        assert_eq!((video.width, video.height), shown, "{name}");
        let (film, _) = filmed(&path, into.path(), &limits()).await;
        plays(&film);
        assert_eq!(labels(&film), [made_of], "{name}");
        let rate = size(&film.renditions[0].media);
        match name {
            "fast.mp4" => assert!(
                video.fps.per_second() > 100.0 && rate.ends_with(",30/1"),
                "{rate}"
            ),
            "vary.mp4" => assert!(film.milliseconds.abs_diff(2_000) < 100, "{}", film.milliseconds),
            _ => {}
        }
    }
}

#[tokio::test]
async fn bright_colours_become_those_that_all_screens_show() {
    let tools = tools().await;
    for (transfer, known) in [("smpte2084", "pq"), ("arib-std-b67", "hlg")] {
        let (folder, into) = (folder(), folder());
        let args = format!(
            "-f lavfi -i color=0x808080:s=96x64:d=1 -vf format=yuv420p10le -c:v libx264 \
             -color_trc {transfer} -color_primaries bt2020 -colorspace bt2020nc"
        );
        let path = made(folder.path(), &format!("{known}.mp4"), &args);
        let (film, _) = filmed(&path, into.path(), &limits()).await;
        plays(&film);
        let told = super::files::known(&film.renditions[0].media);
        if tools.zscale {
            assert!(
                told.contains("color_transfer=bt709") && !told.contains("bt2020"),
                "{told}"
            );
        }
        let pixel = first(&film.poster, 1, 1);
        assert!(
            pixel[0].abs_diff(pixel[1]) < 8 && pixel[1].abs_diff(pixel[2]) < 8 && pixel[0] > 20,
            "{pixel:?}"
        );
    }
}

#[tokio::test]
async fn the_poster_is_not_black_where_it_need_not_be() {
    let (folder, into) = (folder(), folder());
    // Five seconds of black, then something.
    let args = "-f lavfi -i color=black:s=96x64:r=10:d=5 -f lavfi -i testsrc2=s=96x64:r=10:d=2 -filter_complex concat \
                -c:v libx264 -pix_fmt yuv420p";
    let path = made(folder.path(), "a.mp4", args);
    let (film, _) = filmed(&path, into.path(), &limits()).await;
    let pixels = first(&film.poster, 8, 8);
    assert!(pixels.iter().any(|one| *one > 100), "{pixels:?}");
    // Where there is nothing else, black it is.
    let into = super::files::folder();
    let path = made(
        folder.path(),
        "b.mp4",
        "-f lavfi -i color=black:s=96x64:r=10:d=1 -c:v libx264 -pix_fmt yuv420p",
    );
    let (film, _) = filmed(&path, into.path(), &limits()).await;
    plays(&film);
    assert!(first(&film.poster, 8, 8).iter().all(|one| *one < 20));
}

#[tokio::test]
async fn what_browsers_record_tells_no_length_and_has_one() {
    let (folder, into) = (folder(), folder());
    let path = made(
        folder.path(),
        "a.webm",
        "-f lavfi -i testsrc2=s=96x64:r=20:d=2 -f lavfi -i sine=d=2 -c:v libvpx -deadline realtime -c:a libopus -live 1 -f webm",
    );
    let seen = plain(&path, Kind::WebM, &limits()).expect("a video");
    assert_eq!(
        (seen.size, seen.audio, seen.milliseconds),
        (Some((96, 64)), true, None)
    );
    let probed = probed(&path, Kind::WebM).await.expect("a video");
    assert!(
        probed.milliseconds.abs_diff(2_000) < 100,
        "{}",
        probed.milliseconds
    );
    let (film, told) = filmed(&path, into.path(), &limits()).await;
    plays(&film);
    assert!(film.milliseconds.abs_diff(2_000) < 100 && told.last() == Some(&100));
}

#[tokio::test]
async fn a_picture_stays_while_its_sound_goes_on() {
    let (folder, into) = (folder(), folder());
    let args = "-f lavfi -i testsrc2=s=96x64:r=25:d=0.04 -f lavfi -i sine=d=5 -c:v libx264 -pix_fmt yuv420p -c:a aac";
    let path = made(folder.path(), "a.mp4", args);
    let (film, _) = filmed(&path, into.path(), &limits()).await;
    plays(&film);
    assert!(film.milliseconds.abs_diff(5_000) < 150, "{}", film.milliseconds);
    let list = fs::read_to_string(&film.renditions[0].playlist).expect("a list");
    assert!(list.contains("#EXTINF:4.0"), "{list}");
}

#[tokio::test]
async fn twice_the_same_is_made() {
    let folder = folder();
    let path = written(folder.path(), "a", sample(Kind::Mp4));
    let into = [super::files::folder(), super::files::folder()];
    for into in &into {
        filmed(&path, into.path(), &limits()).await;
    }
    let all = |folder: &Path| {
        let mut all: Vec<_> = fs::read_dir(folder)
            .expect("a folder")
            .map(|one| one.expect("a file").path())
            .collect();
        all.sort();
        all.into_iter()
            .map(|path| {
                (
                    path.file_name().map(ToOwned::to_owned),
                    fs::read(path).expect("bytes"),
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(all(into[0].path()).len(), 4);
    assert!(all(into[0].path()) == all(into[1].path()));
}
