//! What work costs: `cargo test -p footage -- --ignored --exact tests::measure::figures --nocapture`.

use super::files::*;
use crate::*;
use std::time::Instant;

/// Seconds of the processor that ended children took so far; `/proc` counts hundredths.
fn spent() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    let fields: Vec<&str> = stat.rsplit(") ").next().expect("fields").split(' ').collect();
    let ticks = |number: usize| fields[number].parse::<f64>().expect("a number");
    (ticks(13) + ticks(14)) / 100.0
}

#[tokio::test]
#[ignore = "a measurement"]
async fn figures() {
    let folder = folder();
    let tools = tools().await;
    let limits = Limits::default();
    for (name, size) in [
        ("720p", "1280x720"),
        ("1080p", "1920x1080"),
        ("2160p", "3840x2160"),
    ] {
        let args = format!(
            "-f lavfi -i testsrc2=s={size}:r=30:d=10,noise=alls=12:allf=t -f lavfi -i sine=d=10 \
             -c:v libx264 -preset ultrafast -crf 23 -pix_fmt yuv420p -c:a aac"
        );
        let path = made(folder.path(), &format!("{name}.mp4"), &args);
        let into = super::files::folder();
        let (before, begun) = (spent(), Instant::now());
        let probed = probe(&tools, &path, Kind::Mp4, &limits).await.expect("a video");
        let probing = spent() - before;
        let (before, begun_film) = (spent(), begun.elapsed());
        let film = film(&tools, &path, &probed, into.path(), &limits, |_| {})
            .await
            .expect("a film");
        let filming = spent() - before;
        let wall = (begun.elapsed() - begun_film).as_secs_f64();
        let before = spent();
        let sound = sound(&tools, &path, &probed, into.path(), &limits, |_| {})
            .await
            .expect("a sound");
        let sounding = spent() - before;
        let bytes: Vec<_> = film
            .renditions
            .iter()
            .map(|one| (one.label, one.media.metadata().expect("a file").len()))
            .collect();
        println!(
            "{name}, 10 s: probe {probing:.2}, film {filming:.2} ({wall:.2} of the clock), sound {sounding:.2} CPU seconds; {bytes:?}"
        );
        assert_eq!(sound.waveform.len(), PEAKS);
    }
}
