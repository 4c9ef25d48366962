//! A mark looked for in a picture that somebody found: first as if it were whole, in all its turns, then cut, framed or
//! moved. It takes a few seconds at the most, and says a tag only where chance is out of the question.

use super::{
    cells::{Grid, Plane},
    pattern::{Pattern, Reading, folded},
    torus::Torus,
};
use image::{RgbImage, imageops};

/// A tag that stands out less than this is not said. Chance gives any one of 2⁸⁰ texts as much in fewer than 1 of 2³²
/// readings, whatever the picture: `2⁸⁰ exp(-strength² / 2)`, by Hoeffding's bound for sums of random signs.
pub(crate) const SURE: f32 = 12.5;
/// How much larger cells are than those of a whole picture, where the most is cut off and where the widest frame is.
const LARGEST: f64 = 1.45;
const SMALLEST: f64 = 0.62;
/// From one size that is tried to the next: at most half of it beside the true one, cells at the edges lie less than half
/// a cell beside theirs.
const STEP: f64 = 1.01;
/// As many places are looked at closely, the best first.
const PLACES: usize = 6;
/// Places that stand out less are chance.
const LIKELY: f32 = 4.8;
/// Places that stand out so much are looked at at once: fewer than one of a thousand pictures gets there
/// by chance.
const PLAIN: f32 = 7.0;

struct Place {
    strength: f32,
    mirrored: bool,
    grid: Grid,
}

/// The tag in a picture, if there is one.
pub(super) fn find(picture: RgbImage, pattern: &Pattern) -> Option<Reading> {
    let mirror = imageops::flip_horizontal(&picture);
    let planes = [Plane::of(&picture), Plane::of(&mirror)];
    for (plane, picture) in planes.iter().zip([picture, mirror]) {
        if let Some(found) = at(plane, plane.whole(), pattern) {
            return Some(found);
        }
        let mut turned = picture;
        for _ in 0..3 {
            turned = imageops::rotate90(&turned);
            let plane = Plane::of(&turned);
            if let Some(found) = at(&plane, plane.whole(), pattern) {
                return Some(found);
            }
        }
    }
    let torus = Torus::of(pattern);
    let mut places: Vec<Place> = Vec::new();
    let mut tried = 0;
    for size in sizes() {
        for (number, plane) in planes.iter().enumerate() {
            for place in likely(plane, number == 1, size, &torus) {
                // A damaged mark may be plain at many sizes; the number of readings has an end all the same.
                if place.strength < PLAIN || tried == PLACES {
                    places.push(place);
                    continue;
                }
                tried += 1;
                if let Some(found) = read_at(&planes, &place, pattern) {
                    return Some(found);
                }
            }
        }
    }
    places.sort_by(|a, b| b.strength.total_cmp(&a.strength));
    places.truncate(PLACES);
    places.iter().find_map(|place| read_at(&planes, place, pattern))
}

/// How much larger cells may be than those of a whole picture, the likely first.
fn sizes() -> Vec<f64> {
    let steps = (LARGEST / SMALLEST).log(STEP) as i32;
    let mut sizes: Vec<f64> = (0..=steps).map(|step| SMALLEST * STEP.powi(step)).collect();
    sizes.sort_by(|a, b| a.ln().abs().total_cmp(&b.ln().abs()));
    sizes
}

fn read_at(planes: &[Plane; 2], place: &Place, pattern: &Pattern) -> Option<Reading> {
    let plane = &planes[usize::from(place.mirrored)];
    at(plane, closer(plane, place.grid, pattern), pattern)
}

/// What is read with a grid, if it is sure.
pub(super) fn at(plane: &Plane, grid: Grid, pattern: &Pattern) -> Option<Reading> {
    let reading = pattern.read(&folded(&plane.cells(grid)))?;
    (reading.strength >= SURE).then_some(reading)
}

/// Where the fixed part of a pattern seems to lie, if cells are so much larger than those of a whole picture.
fn likely(plane: &Plane, mirrored: bool, larger: f64, torus: &Torus) -> Vec<Place> {
    let side = plane.whole().side * larger;
    // Half a cell beside its place both ways little is left of a mark, so it is tried there too.
    let grids = [0.0, 0.5].map(|part| Grid {
        left: part * side,
        top: part * side,
        side,
    });
    let [one, other] = grids.map(|grid| folded(&plane.cells(grid)));
    let peaks = torus.peaks(&one, &other).into_iter().zip(grids);
    peaks
        .filter(|(peak, _)| peak.strength >= LIKELY)
        .map(|(peak, grid)| Place {
            strength: peak.strength,
            mirrored,
            grid: Grid {
                left: grid.left + peak.x as f64 * side,
                top: grid.top + peak.y as f64 * side,
                side,
            },
        })
        .collect()
}

/// The same place more exactly: step by step to where the fixed part stands out most, with steps that get smaller.
fn closer(plane: &Plane, mut grid: Grid, pattern: &Pattern) -> Grid {
    let strength = |grid: Grid| pattern.found(&folded(&plane.cells(grid)));
    let mut best = strength(grid);
    let mut step = 0.25;
    for _ in 0..12 {
        let by = step * grid.side;
        let moved = |left: f64, top: f64| Grid {
            left: grid.left + left,
            top: grid.top + top,
            ..grid
        };
        // Half a step at the picture's edge, and its middle stays.
        let scaled = |factor: f64| {
            let about = |from: f64, long: usize| {
                let middle = long as f64 / 2.0;
                middle - (middle - from) * factor
            };
            Grid {
                left: about(grid.left, plane.width),
                top: about(grid.top, plane.height),
                side: grid.side * factor,
            }
        };
        let little = by / plane.width.max(plane.height) as f64;
        let around = [
            moved(by, 0.0),
            moved(-by, 0.0),
            moved(0.0, by),
            moved(0.0, -by),
            scaled(1.0 + little),
            scaled(1.0 - little),
        ];
        let before = best;
        for near in around {
            let found = strength(near);
            if found > best {
                (best, grid) = (found, near);
            }
        }
        if best == before {
            step /= 2.0;
        }
        if step < 0.05 {
            break;
        }
    }
    grid
}
