//! Letters for drawn pictures, of fonts that are given. A letter that none of them has is left out.

use super::draw::{Colour, Sheet};
use ab_glyph::{Font, FontVec, Glyph, PxScale, ScaleFont, VariableFont, point};

/// The fonts in two weights.
#[derive(Default)]
pub struct Letters {
    plain: Vec<FontVec>,
    bold: Vec<FontVec>,
}

/// How thick letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Plain,
    Bold,
}

impl Letters {
    /// Reads fonts as WOFF2, the first one first asked.
    ///
    /// # Errors
    /// What is wrong with one of them.
    pub fn of(fonts: &[Vec<u8>]) -> Result<Self, String> {
        let all = |weight: f32| -> Result<Vec<FontVec>, String> {
            fonts.iter().map(|packed| read(packed, weight)).collect()
        };
        Ok(Self {
            plain: all(500.0)?,
            bold: all(700.0)?,
        })
    }

    fn fonts(&self, weight: Weight) -> &[FontVec] {
        match weight {
            Weight::Plain => &self.plain,
            Weight::Bold => &self.bold,
        }
    }

    /// The letters of a line from its left end on, each with its font, and how wide the line is.
    fn set<'a>(&'a self, text: &str, weight: Weight, size: f32) -> (Vec<(&'a FontVec, Glyph)>, f32) {
        let scale = PxScale::from(size);
        let (mut at, mut glyphs) = (0.0, Vec::new());
        for letter in text.chars() {
            let found = self
                .fonts(weight)
                .iter()
                .map(|font| (font, font.glyph_id(letter)))
                .find(|(_, id)| id.0 != 0);
            let Some((font, id)) = found else { continue };
            glyphs.push((font, id.with_scale_and_position(scale, point(at, 0.0))));
            at += font.as_scaled(scale).h_advance(id);
        }
        (glyphs, at)
    }

    /// How wide a line is, in pixels.
    pub fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        self.set(text, weight, size).1
    }

    /// The text in lines of at most `width` pixels, cut with `…` after `most` of them.
    pub fn lines(&self, text: &str, weight: Weight, size: f32, width: f32, most: usize) -> Vec<String> {
        let fits = |line: &str| self.width(line, weight, size) <= width;
        let mut lines: Vec<String> = vec![];
        for word in text.split_whitespace() {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match longer {
                Some(longer) if fits(&longer) => {
                    lines.pop();
                    lines.push(longer);
                }
                _ => lines.push(word.to_owned()),
            }
            if lines.len() > most {
                lines.truncate(most);
                if let Some(last) = lines.last_mut() {
                    last.push('…');
                }
                break;
            }
        }
        for line in &mut lines {
            let cut = !fits(line);
            while !fits(line) && !line.is_empty() {
                line.pop();
                line.pop();
                line.push('…');
                if line.chars().count() <= 1 {
                    break;
                }
            }
            if cut && !line.ends_with('…') {
                line.push('…');
            }
        }
        lines
    }

    /// Writes a line whose letters stand on `base`.
    pub fn write(
        &self,
        sheet: &mut Sheet,
        text: &str,
        weight: Weight,
        size: f32,
        at: (f32, f32),
        colour: Colour,
    ) {
        let (glyphs, _) = self.set(text, weight, size);
        for (font, mut glyph) in glyphs {
            glyph.position.x += at.0;
            glyph.position.y += at.1;
            let Some(outline) = font.outline_glyph(glyph) else {
                continue;
            };
            let corner = outline.px_bounds().min;
            outline.draw(|x, y, share| {
                sheet.blend(
                    corner.x as i32 + x as i32,
                    corner.y as i32 + y as i32,
                    colour,
                    share,
                );
            });
        }
    }
}

/// A font at a weight.
fn read(packed: &[u8], weight: f32) -> Result<FontVec, String> {
    let bytes = wuff::decompress_woff2(packed).map_err(|error| format!("{error:?}"))?;
    let mut font = FontVec::try_from_vec(bytes).map_err(|error| error.to_string())?;
    font.set_variation(b"wght", weight);
    Ok(font)
}
