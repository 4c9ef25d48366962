//! Pictures to mark, each of a seed: rough as nature is, flat as drawings are, and smooth as a sky.

use image::{Rgb, RgbImage};
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

/// What a picture is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// Noise of all sizes, the coarse the stronger, bodies with edges before it, and a camera's grain.
    Rough,
    /// Drawn in plain colours.
    Flat,
    /// Long gradients and nothing else.
    Smooth,
}

impl Scene {
    pub const ALL: [Self; 3] = [Self::Rough, Self::Flat, Self::Smooth];

    pub fn draw(self, seed: u64, width: u32, height: u32) -> RgbImage {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        match self {
            Self::Rough => rough(&mut random, width, height),
            Self::Flat => flat(&mut random, width, height),
            Self::Smooth => smooth(&mut random, width, height),
        }
    }
}

/// Values between -1 and 1 at the crossings of lines so far apart, and softly between them.
struct Lattice {
    far: f32,
    wide: usize,
    values: Vec<f32>,
}

impl Lattice {
    fn of(random: &mut ChaCha8Rng, far: f32, width: u32, height: u32) -> Self {
        let wide = (width as f32 / far) as usize + 2;
        let high = (height as f32 / far) as usize + 2;
        let values = (0..wide * high).map(|_| random.random_range(-1.0..1.0)).collect();
        Self { far, wide, values }
    }

    fn at(&self, x: u32, y: u32) -> f32 {
        let (x, y) = (x as f32 / self.far, y as f32 / self.far);
        let (left, top) = (x as usize, y as usize);
        let soft = |part: f32| part * part * (3.0 - 2.0 * part);
        let (u, v) = (soft(x - left as f32), soft(y - top as f32));
        let row = |top: usize| {
            let at = top * self.wide + left;
            self.values[at] * (1.0 - u) + self.values[at + 1] * u
        };
        row(top) * (1.0 - v) + row(top + 1) * v
    }
}

fn rough(random: &mut ChaCha8Rng, width: u32, height: u32) -> RgbImage {
    let mut layers = Vec::new();
    let mut far = width.max(height) as f32 / 3.0;
    let (mut strong, steep) = (60.0, random.random_range(1.5..2.0));
    while far > 2.0 {
        layers.push((Lattice::of(random, far, width, height), strong));
        far /= 2.0;
        strong /= steep;
    }
    let colour: [f32; 3] = std::array::from_fn(|_| random.random_range(60.0..190.0));
    let bodies: Vec<_> = (0..random.random_range(2..9))
        .map(|_| {
            let size = width as f32 * random.random_range(0.04..0.25);
            let x = random.random_range(0.0..width as f32);
            let y = random.random_range(0.0..height as f32);
            let colour: [f32; 3] = std::array::from_fn(|_| random.random_range(20.0..235.0));
            (x, y, size, colour, random.random_range(0.1..1.0))
        })
        .collect();
    let grain = random.random_range(0.5..5.0);
    RgbImage::from_fn(width, height, |x, y| {
        let noise: f32 = layers.iter().map(|(layer, strong)| layer.at(x, y) * strong).sum();
        let mut pixel = colour.map(|colour| colour + noise);
        for (left, top, size, colour, texture) in &bodies {
            let (u, v) = ((x as f32 - left) / size, (y as f32 - top) / size);
            if u * u + v * v * 1.4 < 1.0 {
                let light = (u + v) * -25.0 + noise * texture;
                pixel = colour.map(|colour| colour + light);
            }
        }
        let grain = random.random_range(-grain..grain);
        Rgb(pixel.map(|colour| (colour + grain).clamp(0.0, 255.0) as u8))
    })
}

fn flat(random: &mut ChaCha8Rng, width: u32, height: u32) -> RgbImage {
    use art::Subject::*;
    let subjects = [
        Blobs, Blocks, Chalk, Circuits, Contours, Cutouts, Dahlia, Gems, Glass, Island, LowPoly, Papercut,
        Pixels, Quilt, Stage, StillLife, Towers, Truchet, Vinyl, Weave,
    ];
    let subject = *subjects.choose(random).expect("one");
    art::picture_of(random, subject, "art", width, height)
}

fn smooth(random: &mut ChaCha8Rng, width: u32, height: u32) -> RgbImage {
    let far = width.max(height) as f32 / random.random_range(1.0..4.0);
    let hills = Lattice::of(random, far, width, height);
    let strong = random.random_range(10.0..40.0);
    let [above, below]: [[f32; 3]; 2] =
        std::array::from_fn(|_| std::array::from_fn(|_| random.random_range(60.0..200.0)));
    RgbImage::from_fn(width, height, |x, y| {
        let part = y as f32 / height as f32;
        let light = hills.at(x, y) * strong;
        Rgb(std::array::from_fn(|colour| {
            let plain = above[colour] * (1.0 - part) + below[colour] * part;
            (plain + light).round().clamp(0.0, 255.0) as u8
        }))
    })
}
