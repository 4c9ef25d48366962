//! Generative pictures for the demo content, drawn from a seed; they refuse files, clocks, licences and the likeness
//! of real people.

mod avatar;
mod canvas;
mod chalk;
mod color;
mod dice;
mod faces;
mod fields;
mod flowers;
mod glass;
mod iso;
mod lines;
mod night;
mod noise;
mod palette;
mod path;
mod pixel;
mod poly;
mod ridges;
mod signs;
mod sound;
mod sport;
mod still;
mod tiles;
mod towers;

use canvas::Canvas;
use image::RgbImage;
use palette::Palette;
use rand_chacha::ChaCha8Rng;

/// What a picture is about; each category has its own families of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    Aura,
    Aurora,
    Blobs,
    Blocks,
    Bloom,
    Bokeh,
    Chalk,
    Circuits,
    Contours,
    Court,
    Cutouts,
    Dahlia,
    Dunes,
    Flow,
    Gems,
    Glass,
    Island,
    Links,
    LowPoly,
    Metaballs,
    Orbits,
    Papercut,
    Pendulum,
    Pixels,
    Pulses,
    Quilt,
    Ridges,
    Silk,
    Skyline,
    Stage,
    StarChart,
    StillLife,
    Threads,
    Towers,
    Track,
    Truchet,
    Vinyl,
    Weave,
    Window,
}

impl Subject {
    pub const ALL: [Self; 39] = [
        Self::Aura,
        Self::Aurora,
        Self::Blobs,
        Self::Blocks,
        Self::Bloom,
        Self::Bokeh,
        Self::Chalk,
        Self::Circuits,
        Self::Contours,
        Self::Court,
        Self::Cutouts,
        Self::Dahlia,
        Self::Dunes,
        Self::Flow,
        Self::Gems,
        Self::Glass,
        Self::Island,
        Self::Links,
        Self::LowPoly,
        Self::Metaballs,
        Self::Orbits,
        Self::Papercut,
        Self::Pendulum,
        Self::Pixels,
        Self::Pulses,
        Self::Quilt,
        Self::Ridges,
        Self::Silk,
        Self::Skyline,
        Self::Stage,
        Self::StarChart,
        Self::StillLife,
        Self::Threads,
        Self::Towers,
        Self::Track,
        Self::Truchet,
        Self::Vinyl,
        Self::Weave,
        Self::Window,
    ];

    /// The families that fit a category; an unknown category is treated as art.
    pub fn fitting(category: &str) -> &'static [Self] {
        use Subject::*;
        match category {
            "music" => &[Vinyl, Pulses, Pendulum, Threads, Aura, Bokeh],
            "gaming" => &[Pixels, LowPoly, Island, Aurora, Blocks],
            "lifestyle" => &[StillLife, Window, Ridges, Cutouts, Dunes, Bokeh],
            "fitness" => &[Track, Court, Ridges, Contours, Dunes],
            "tech" => &[Circuits, Blocks, Truchet, Weave, Threads],
            "defi" => &[Metaballs, Threads, Papercut, Contours, Aura],
            "nft" => &[Gems, Glass, Truchet, Quilt, Metaballs],
            "trading" => &[Towers, Skyline, Pulses, Contours],
            "gamefi" => &[Island, Pixels, Gems, LowPoly],
            "blockchain" => &[Links, Weave, Blocks, StarChart],
            "intimate" => &[Silk, Bloom, Window, Aura, Bokeh],
            "education" => &[Chalk, Orbits, StarChart, Contours, Dahlia],
            "comedy" => &[Blobs, Stage, Quilt],
            _ => &[Flow, Glass, Cutouts, Papercut, Ridges, Dunes, Dahlia, Quilt],
        }
    }

    /// What anyone sees in such a picture, for people who cannot.
    pub fn alt(self) -> &'static str {
        match self {
            Self::Aura => "Soft clouds of colour melting into one another",
            Self::Aurora => "Northern lights over a dark forest under a sky full of stars",
            Self::Blobs => "Round, cheerful creatures with big eyes and funny mouths",
            Self::Blocks => "A town of plain blocks seen from above at an angle",
            Self::Bloom => "A flower so close that its soft petals fill the picture",
            Self::Bokeh => "City lights at night, out of focus, as glowing discs",
            Self::Chalk => "A geometric construction in chalk on a dark board",
            Self::Circuits => "Fine traces running from a chip across a circuit board",
            Self::Contours => "The contour lines of an imaginary landscape",
            Self::Court => "A sports court from above in low sun, with a ball and its long shadow",
            Self::Cutouts => "Leaves and seaweed cut from coloured paper",
            Self::Dahlia => "A dahlia with hundreds of petals turning outwards from its centre",
            Self::Dunes => "Dunes with sharp crests under a low sun",
            Self::Flow => "Broad and fine brush strokes following one current",
            Self::Gems => "Cut gems catching the light on a plain ground",
            Self::Glass => "A stained-glass window of many coloured panes",
            Self::Island => "A small floating island of cubes with trees and a shore",
            Self::Links => "Polished rings linked through one another",
            Self::LowPoly => "A folded landscape of flat triangles with mountains and a low sun",
            Self::Metaballs => "Drops of coloured liquid flowing together",
            Self::Orbits => "Planets on their orbits round a bright sun",
            Self::Papercut => "Layers of cut paper, each with its soft shadow",
            Self::Pendulum => "A fine curve drawn by swinging pendulums",
            Self::Pixels => "A pixel-art scene in a few warm colours",
            Self::Pulses => "Lines stacked like the trace of a pulse, rising in the middle",
            Self::Quilt => "A quilt of quarter circles, dots and stripes",
            Self::Ridges => "Mountain ridges fading into mist under a pale sun",
            Self::Silk => "Silk lying in soft folds",
            Self::Skyline => "A skyline with lit windows, mirrored in a river",
            Self::Stage => "An empty stage with a microphone in a pool of light",
            Self::StarChart => "A star chart with constellations and fine circles",
            Self::StillLife => "A still life of plain bodies with soft shadows",
            Self::Threads => "Hundreds of fine threads bending together like cloth in wind",
            Self::Towers => "Slender towers of different heights before a large sun",
            Self::Track => "The lanes of a running track from above in low sun",
            Self::Truchet => "Ribbons winding through one another in quarter circles",
            Self::Vinyl => "A record on a table, light gleaming on its grooves",
            Self::Weave => "Coloured strands woven over and under",
            Self::Window => "Window light on a wall with the shadow of a plant",
        }
    }

    fn draw(self, rng: &mut ChaCha8Rng, pal: &Palette, w: usize, h: usize) -> Canvas {
        let family: fn(&mut ChaCha8Rng, &Palette, usize, usize) -> Canvas = match self {
            Self::Aura => fields::aura,
            Self::Aurora => ridges::aurora,
            Self::Blobs => faces::blobs,
            Self::Blocks => iso::blocks,
            Self::Bloom => flowers::bloom,
            Self::Bokeh => night::bokeh,
            Self::Chalk => chalk::chalk,
            Self::Circuits => signs::circuits,
            Self::Contours => fields::contours,
            Self::Court => sport::court,
            Self::Cutouts => flowers::cutouts,
            Self::Dahlia => flowers::dahlia,
            Self::Dunes => ridges::dunes,
            Self::Flow => lines::flow,
            Self::Gems => glass::gems,
            Self::Glass => glass::glass,
            Self::Island => iso::island,
            Self::Links => tiles::links,
            Self::LowPoly => poly::lowpoly,
            Self::Metaballs => fields::metaballs,
            Self::Orbits => signs::orbits,
            Self::Papercut => fields::papercut,
            Self::Pendulum => lines::pendulum,
            Self::Pixels => pixel::pixels,
            Self::Pulses => lines::pulses,
            Self::Quilt => tiles::quilt,
            Self::Ridges => ridges::ridges,
            Self::Silk => fields::silk,
            Self::Skyline => night::skyline,
            Self::Stage => faces::stage,
            Self::StarChart => signs::star_chart,
            Self::StillLife => still::still_life,
            Self::Threads => lines::threads,
            Self::Towers => towers::towers,
            Self::Track => sport::track,
            Self::Truchet => tiles::truchet,
            Self::Vinyl => sound::vinyl,
            Self::Weave => tiles::weave,
            Self::Window => still::window,
        };
        // Long gradients keep to one part of the colour circle; patterns may use all of it.
        let calm = match self {
            Self::Silk | Self::Bloom | Self::Window => Some(30.0),
            Self::Dunes => Some(34.0),
            Self::Aura | Self::Ridges | Self::Skyline | Self::LowPoly | Self::Bokeh => Some(48.0),
            Self::Aurora | Self::Towers | Self::Contours | Self::Papercut | Self::Pixels => Some(62.0),
            _ => None,
        };
        match calm {
            Some(span) => family(rng, &pal.calm(span), w, h),
            None => family(rng, pal, w, h),
        }
    }

    /// How much grain a family bears; flat cut paper and pixels bear none.
    fn grain(self) -> f32 {
        match self {
            Self::Pixels | Self::Quilt | Self::Blobs | Self::Island | Self::Blocks => 0.5,
            Self::Aura | Self::Silk | Self::Window | Self::Bokeh | Self::Bloom => 2.4,
            _ => 1.5,
        }
    }
}

/// A picture that fits a category.
pub fn picture(rng: &mut ChaCha8Rng, category: &str, width: u32, height: u32) -> RgbImage {
    let subject = dice::pick(rng, Subject::fitting(category));
    picture_of(rng, subject, category, width, height)
}

/// A picture of one family in the colours of a category.
pub fn picture_of(
    rng: &mut ChaCha8Rng,
    subject: Subject,
    category: &str,
    width: u32,
    height: u32,
) -> RgbImage {
    let pal = Palette::of(rng, category);
    let canvas = subject.draw(rng, &pal, size(width), size(height));
    canvas.finish(rng, subject.grain(), 0.02)
}

/// A round picture of a person, a being or a sign; it is looked at as a circle.
pub fn avatar(rng: &mut ChaCha8Rng, size_px: u32) -> RgbImage {
    let pal = Palette::any(rng);
    avatar::draw(rng, &pal, size(size_px)).finish(rng, 0.5, 0.0)
}

/// A wide and calm banner in the colours of a category.
pub fn cover(rng: &mut ChaCha8Rng, category: &str, width: u32, height: u32) -> RgbImage {
    use Subject::*;
    let families: &[Subject] = match category {
        "music" => &[Threads, Aura, Pulses],
        "gaming" => &[Aurora, LowPoly, Pixels],
        "lifestyle" => &[Dunes, Ridges, Aura, Papercut],
        "fitness" => &[Ridges, Track, Contours],
        "tech" => &[Threads, Contours, Circuits],
        "defi" => &[Aura, Threads, Papercut],
        "nft" => &[Aura, Metaballs, Papercut],
        "trading" => &[Towers, Skyline, Contours],
        "gamefi" => &[Aurora, LowPoly, Pixels],
        "blockchain" => &[StarChart, Orbits, Contours],
        "intimate" => &[Silk, Aura, Bloom],
        "education" => &[Orbits, StarChart, Papercut, Contours],
        "comedy" => &[Papercut, Blobs, Quilt],
        _ => &[Dunes, Ridges, Papercut, Flow],
    };
    let subject = dice::pick(rng, families);
    picture_of(rng, subject, category, width, height)
}

/// A side in pixels; no picture is smaller than a thumbnail, and none is larger than memory allows.
fn size(side: u32) -> usize {
    side.clamp(16, 8192) as usize
}

#[cfg(test)]
mod tests;
