//! Any moment of a film becomes the picture that stood there.

use super::files::*;
use crate::*;
use std::fs;

const LIST: &str = "#EXTM3U\n#EXT-X-MAP:URI=\"72p.mp4\",BYTERANGE=\"800@0\"\n#EXTINF:4.000000,\n#EXT-X-BYTERANGE:100@800\n72p.mp4\n\
                    #EXTINF:2.500000,\n#EXT-X-BYTERANGE:50@900\n72p.mp4\n#EXT-X-ENDLIST\n";

#[test]
fn a_moment_is_found_in_its_segment() {
    let of = |moment| Span::of(LIST, moment).map(|span| (span.head, span.part, span.within));
    assert_eq!(of(0), Some((0..800, 800..900, 0)));
    assert_eq!(of(3_999), Some((0..800, 800..900, 3_999)));
    assert_eq!(of(4_000), Some((0..800, 900..950, 0)));
    assert_eq!(of(6_400), Some((0..800, 900..950, 2_400)));
    // Behind the end is the end.
    assert_eq!(of(u64::MAX), Some((0..800, 900..950, 2_500)));
}

#[test]
fn a_list_that_is_not_ours_is_refused() {
    let large = LIST.replace("100@800", "99999999999@800");
    let far = LIST.replace("100@800", "100@18446744073709551600");
    let headless = LIST.replace("#EXT-X-MAP", "#EXT-X-NONE");
    for list in [
        "",
        "#EXTM3U\n#EXT-X-ENDLIST",
        &large,
        &far,
        &headless,
        "#EXTINF:x,\n",
    ] {
        assert_eq!(Span::of(list, 0), None, "{list}");
    }
}

#[tokio::test]
async fn a_moment_becomes_the_picture_that_stood_there() {
    let (folder, into) = (folder(), folder());
    // Red for five seconds, then blue for as long.
    let args = "-f lavfi -i color=c=red:s=128x72:r=25:d=5 -f lavfi -i color=c=blue:s=128x72:r=25:d=5 \
                -filter_complex [0][1]concat=n=2 -c:v libx264 -preset ultrafast -pix_fmt yuv420p";
    let path = made(folder.path(), "a.mp4", args);
    let (film, _) = filmed(&path, into.path(), &limits()).await;
    let rendition = film.renditions.last().expect("one");
    let list = fs::read_to_string(&rendition.playlist).expect("a list");
    let media = fs::read(&rendition.media).expect("a film");
    for (moment, red) in [
        (0, true),
        (4_900, true),
        (5_100, false),
        (9_999, false),
        (60_000, false),
    ] {
        let span = Span::of(&list, moment).expect("a segment");
        let bytes = |range: std::ops::Range<u64>| &media[range.start as usize..range.end as usize];
        let segment = into.path().join("segment");
        fs::write(
            &segment,
            [bytes(span.head.clone()), bytes(span.part.clone())].concat(),
        )
        .expect("written");
        let still = still(&tools().await, &segment, span.within, into.path(), &limits()).await;
        let still = still.expect("a picture");
        let name = still.to_str().expect("a name");
        let pixel = told(
            "ffmpeg",
            &[
                "-i",
                name,
                "-vf",
                "scale=1:1",
                "-f",
                "rawvideo",
                "-pix_fmt",
                "rgb24",
                "-",
            ],
        );
        assert_eq!(pixel[0] > 150 && pixel[2] < 90, red, "{moment}: {pixel:?}");
        fs::remove_file(still).expect("gone");
    }
}

#[tokio::test]
async fn what_is_no_film_gives_no_picture() {
    let folder = folder();
    let segment = folder.path().join("segment");
    fs::write(&segment, b"not a film").expect("written");
    let still = still(&tools().await, &segment, 0, folder.path(), &limits()).await;
    assert!(still.is_err(), "{still:?}");
}
