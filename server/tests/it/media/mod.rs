//! Files from their upload to what viewers get of them: what is made, who may have it, and drafts that they wait in.

mod attaching;
mod besides;
mod delivery;
mod drafting;
mod enclosed;
mod films;
mod forms;
mod killed;
mod leaving;
mod making;
mod marking;

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::media::{
    making::{self as jobs, Lane},
    uploads::collecting,
};
use image::{ExtendedColorType, ImageEncoder, codecs::jpeg::JpegEncoder, codecs::png::PngEncoder};
use reqwest::Method;
use serde_json::{Value, json};
use testkit::{Answer, Caller, TestApp};

/// The pixels of a picture with colours in its corners, none of it a repetition.
fn pixels(width: u32, height: u32, seed: u8) -> image::RgbImage {
    image::RgbImage::from_fn(width, height, |x, y| {
        let near = |at: u32, of: u32| (at * 255 / of) as u8;
        image::Rgb([near(x, width), near(y, height), seed.wrapping_mul(37)])
    })
}

/// A picture as JPEG; each seed another.
pub fn jpeg(width: u32, height: u32, seed: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90)
        .write_image(
            &pixels(width, height, seed),
            width,
            height,
            ExtendedColorType::Rgb8,
        )
        .expect("a JPEG");
    bytes
}

/// A picture with much in it, as marks need.
fn rough(width: u32, height: u32) -> Vec<u8> {
    use rand::{Rng, SeedableRng};
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(7);
    // Blocks of several sizes over each other: rough at every scale, as grass and gravel are.
    let mut values = vec![128_i32; (width * height) as usize];
    for block in [64, 16, 6] {
        let across = width.div_ceil(block);
        let tones: Vec<i32> = (0..across * height.div_ceil(block))
            .map(|_| rng.random_range(-30..=30))
            .collect();
        for (at, value) in values.iter_mut().enumerate() {
            let (x, y) = (at as u32 % width, at as u32 / width);
            *value += tones[(y / block * across + x / block) as usize];
        }
    }
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        let tone = values[(y * width + x) as usize].clamp(0, 255) as u8;
        image::Rgb([tone, tone / 2 + 40, 200 - tone / 2])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 92)
        .write_image(&picture, width, height, ExtendedColorType::Rgb8)
        .expect("a JPEG");
    bytes
}

fn png(width: u32, height: u32, seed: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(
            &pixels(width, height, seed),
            width,
            height,
            ExtendedColorType::Rgb8,
        )
        .expect("a PNG");
    bytes
}

/// Sends a whole file by tus; its id.
async fn upload(caller: &Caller, bytes: &[u8]) -> String {
    upload_as(caller, "picture.jpg", bytes).await
}

async fn upload_as(caller: &Caller, name: &str, bytes: &[u8]) -> String {
    let length = bytes.len().to_string();
    let name = format!("filename {}", STANDARD.encode(name));
    let headers = [
        ("tus-resumable", "1.0.0"),
        ("content-type", "application/offset+octet-stream"),
        ("upload-length", length.as_str()),
        ("upload-metadata", name.as_str()),
    ];
    let answer = caller
        .send_bytes(Method::POST, "/api/upload", &headers, bytes.to_vec())
        .await;
    assert_eq!(answer.status, 201, "{}", answer.json);
    let place = answer.headers["location"].to_str().expect("ASCII");
    place.rsplit('/').next().expect("an id").to_owned()
}

/// The workers go through all that is due.
async fn work(app: &TestApp) {
    collecting::round(app.domain()).await.expect("a round");
    let studio = app.studio().await;
    for lane in [Lane::Pictures, Lane::Films] {
        while jobs::round(app.domain(), &studio, lane).await.expect("a round") > 0 {}
    }
}

/// A picture that is ready; its id.
async fn ready(app: &TestApp, caller: &Caller, bytes: &[u8]) -> String {
    ready_as(app, caller, "picture.jpg", bytes).await
}

/// The same of a file with a name.
pub async fn ready_as(app: &TestApp, caller: &Caller, name: &str, bytes: &[u8]) -> String {
    let id = upload_as(caller, name, bytes).await;
    work(app).await;
    let state = of(caller, &id).await;
    assert_eq!(state["state"], "ready", "{state}");
    id
}

/// A file of the caller's own, as it stands.
async fn of(caller: &Caller, id: &str) -> Value {
    let answer = caller.get(&format!("/api/media/{id}")).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    answer.json
}

/// Publishes a picture in a post; the post's id.
pub async fn publish(creator: &Caller, access: Value, media: &[&str]) -> String {
    let mut draft = json!({"title": "Tides", "body": "Salt", "access": "public"});
    let media: Vec<Value> = media
        .iter()
        .map(|id| json!({"id": id, "alt": format!("What {id} shows")}))
        .collect();
    draft["media"] = json!(media);
    for (name, value) in access.as_object().expect("fields") {
        draft[name] = value.clone();
    }
    creator.publish(draft).await
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer
        .headers
        .get(name)
        .map_or("", |value| value.to_str().expect("ASCII"))
}

/// Keys of all files of the storage.
async fn files(app: &TestApp) -> Vec<String> {
    use futures::TryStreamExt;
    let mut keys: Vec<String> = app.domain().storage.keys().try_collect().await.expect("a store");
    keys.retain(|key| key != domain::personal_data::orphans::MARK);
    keys.sort();
    keys
}
