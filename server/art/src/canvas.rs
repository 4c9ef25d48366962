//! The sheet a picture is drawn on: exact edges, soft shadows, light, grain; it refuses anything but drawing.

use super::{
    color::{Ramp, Rgb, mix},
    dice::{Dust, Rng},
    path::{Path, Pt, pt},
};
use image::RgbImage;

/// Turns outlines into the share of every pixel they cover, by exact area.
#[derive(Default)]
pub struct Raster {
    sums: Vec<f32>,
    spans: Vec<(u32, u32)>,
}

impl Raster {
    /// Calls `row(y, x, coverage)` for every row of a `w` by `h` sheet that the path touches.
    pub fn cover(&mut self, path: &Path, w: usize, h: usize, mut row: impl FnMut(usize, usize, &[f32])) {
        let Some((low, high)) = path.bounds() else { return };
        if !(low.x < w as f32 && low.y < h as f32 && high.x > 0.0 && high.y > 0.0) {
            return;
        }
        let (left, top) = (low.x.max(0.0) as usize, low.y.max(0.0) as usize);
        let right = (high.x.min(w as f32).ceil() as usize).clamp(left + 1, w.max(left + 1));
        let bottom = (high.y.min(h as f32).ceil() as usize).clamp(top + 1, h.max(top + 1));
        let (wide, tall) = (right - left, bottom - top);
        let stride = wide + 2;
        if self.sums.len() < stride * tall {
            self.sums.resize(stride * tall, 0.0);
        }
        self.spans.clear();
        self.spans.resize(tall, (u32::MAX, 0));
        let origin = pt(left as f32, top as f32);
        for (from, to) in path.edges() {
            self.edge(from - origin, to - origin, wide, tall);
        }
        for (index, &(first, last)) in self.spans.iter().enumerate() {
            if first > last {
                continue;
            }
            let (first, last) = (first as usize, last as usize);
            let line = &mut self.sums[index * stride..][..stride];
            let touched = &mut line[first..=last.min(stride - 1)];
            let mut sum = 0.0;
            for value in touched.iter_mut() {
                sum += *value;
                *value = sum.abs().min(1.0);
            }
            let seen = touched.len().min(wide.saturating_sub(first));
            row(top + index, left + first, &touched[..seen]);
            touched.fill(0.0);
        }
    }

    fn edge(&mut self, a: Pt, b: Pt, wide: usize, tall: usize) {
        if a.y == b.y {
            return;
        }
        let (way, a, b) = if a.y < b.y { (1.0, a, b) } else { (-1.0, b, a) };
        if b.y <= 0.0 || a.y >= tall as f32 {
            return;
        }
        let slope = (b.x - a.x) / (b.y - a.y);
        let mut x = if a.y < 0.0 { a.x - a.y * slope } else { a.x };
        let first = a.y.max(0.0) as usize;
        let last = (b.y.ceil() as usize).min(tall);
        let stride = wide + 2;
        let limit = wide as f32;
        for y in first..last {
            let height = ((y + 1) as f32).min(b.y) - (y as f32).max(a.y);
            let next = x + slope * height;
            let area = height * way;
            let (x0, x1) = if x < next { (x, next) } else { (next, x) };
            let (x0, x1) = (x0.clamp(0.0, limit), x1.clamp(0.0, limit));
            x = next;
            let start = x0 as usize;
            let start_edge = start as f32;
            let mut end = x1 as usize;
            end += usize::from((end as f32) < x1);
            let line = &mut self.sums[y * stride..][..stride];
            let span = &mut self.spans[y];
            if end <= start + 1 {
                let inside = 0.5 * (x0 + x1) - start_edge;
                line[start] += area - area * inside;
                line[start + 1] += area * inside;
                span.1 = span.1.max(start as u32 + 1);
            } else {
                let per = 1.0 / (x1 - x0);
                let into = x0 - start_edge;
                let first_part = 0.5 * per * (1.0 - into) * (1.0 - into);
                let over = x1 - end as f32 + 1.0;
                let last_part = 0.5 * per * over * over;
                line[start] += area * first_part;
                if end == start + 2 {
                    line[start + 1] += area * (1.0 - first_part - last_part);
                } else {
                    let second = per * (1.5 - into);
                    line[start + 1] += area * (second - first_part);
                    for value in &mut line[start + 2..end - 1] {
                        *value += area * per;
                    }
                    let before = second + (end - start - 3) as f32 * per;
                    line[end - 1] += area * (1.0 - before - last_part);
                }
                line[end] += area * last_part;
                span.1 = span.1.max(end as u32);
            }
            span.0 = span.0.min(start as u32);
        }
    }
}

pub struct Canvas {
    pub w: usize,
    pub h: usize,
    pub px: Vec<Rgb>,
    raster: Raster,
}

impl Canvas {
    pub fn new(w: usize, h: usize, colour: Rgb) -> Self {
        Self {
            w,
            h,
            px: vec![colour; w * h],
            raster: Raster::default(),
        }
    }

    /// A sheet filled from top to bottom.
    pub fn graded(w: usize, h: usize, ramp: &Ramp) -> Self {
        let mut canvas = Self::new(w, h, [0.0; 3]);
        for (y, row) in canvas.px.chunks_mut(w.max(1)).enumerate() {
            row.fill(ramp.at((y as f32 + 0.5) / h as f32));
        }
        canvas
    }

    /// A sheet filled pixel by pixel.
    pub fn painted(w: usize, h: usize, mut f: impl FnMut(f32, f32) -> Rgb) -> Self {
        let mut canvas = Self::new(w, h, [0.0; 3]);
        for (y, row) in canvas.px.chunks_mut(w.max(1)).enumerate() {
            for (x, px) in row.iter_mut().enumerate() {
                *px = f(x as f32 + 0.5, y as f32 + 0.5);
            }
        }
        canvas
    }

    /// A soft picture computed at `1/step` of the size and smoothed up to `w` by `h`; `f` sees full-size
    /// coordinates.
    pub fn soft(w: usize, h: usize, step: usize, mut f: impl FnMut(f32, f32) -> Rgb) -> Self {
        let step = step.max(1);
        let (sw, sh) = (w.div_ceil(step).max(2), h.div_ceil(step).max(2));
        let (kx, ky) = (w as f32 / sw as f32, h as f32 / sh as f32);
        Self::painted(sw, sh, |x, y| f(x * kx, y * ky)).grown(w, h)
    }

    /// The lesser side, the measure of everything drawn.
    pub fn unit(&self) -> f32 {
        self.w.min(self.h) as f32
    }

    pub fn fill(&mut self, path: &Path, alpha: f32, mut colour: impl FnMut(f32, f32) -> Rgb) {
        let (w, px) = (self.w, &mut self.px);
        self.raster.cover(path, w, self.h, |y, x, cover| {
            let row = &mut px[y * w + x..][..cover.len()];
            for (offset, (px, &share)) in row.iter_mut().zip(cover).enumerate() {
                if share > 0.003 {
                    let ink = colour((x + offset) as f32 + 0.5, y as f32 + 0.5);
                    *px = mix(*px, ink, share * alpha);
                }
            }
        });
    }

    pub fn flat(&mut self, path: &Path, colour: Rgb, alpha: f32) {
        self.fill(path, alpha, |_, _| colour);
    }

    /// A fill that runs from one colour at `from` to another at `to`.
    pub fn fade(&mut self, path: &Path, (from, near): (Pt, Rgb), (to, far): (Pt, Rgb), alpha: f32) {
        let way = to - from;
        let way = way * (1.0 / way.dot(way).max(1e-6));
        self.fill(path, alpha, |x, y| {
            mix(near, far, (pt(x, y) - from).dot(way).clamp(0.0, 1.0))
        });
    }

    pub fn disc(&mut self, centre: Pt, radius: f32, colour: Rgb, alpha: f32) {
        self.flat(&Path::circle(centre, radius), colour, alpha);
    }

    /// Light that fades from the centre, added to what is there.
    pub fn glow(&mut self, centre: Pt, radius: f32, colour: Rgb, strength: f32) {
        self.halo(centre, radius, |px, share| {
            for (value, light) in px.iter_mut().zip(colour) {
                *value += (1.0 - *value) * light * share * strength;
            }
        });
    }

    /// Colour that fades from the centre, laid over what is there.
    pub fn cloud(&mut self, centre: Pt, radius: f32, colour: Rgb, strength: f32) {
        self.halo(centre, radius, |px, share| {
            *px = mix(*px, colour, share * strength)
        });
    }

    fn halo(&mut self, centre: Pt, radius: f32, mut put: impl FnMut(&mut Rgb, f32)) {
        let rows =
            (centre.y - radius).max(0.0) as usize..((centre.y + radius).max(0.0) as usize + 1).min(self.h);
        let per = 1.0 / (radius * radius).max(1e-6);
        for y in rows {
            let dy = y as f32 + 0.5 - centre.y;
            let reach = (radius * radius - dy * dy).max(0.0).sqrt();
            let first = (centre.x - reach).max(0.0) as usize;
            let last = ((centre.x + reach).max(0.0) as usize + 1).min(self.w);
            if first >= last {
                continue;
            }
            for (offset, px) in self.px[y * self.w..][first..last].iter_mut().enumerate() {
                let dx = (first + offset) as f32 + 0.5 - centre.x;
                let share = (1.0 - (dx * dx + dy * dy) * per).max(0.0);
                put(px, share * share);
            }
        }
    }

    /// The soft shadow of an outline, `blur` wide, drawn as `colour`.
    pub fn shadow(&mut self, path: &Path, away: Pt, blur: f32, colour: Rgb, alpha: f32) {
        let Some((low, high)) = path.bounds() else { return };
        let pad = blur * 1.6 + 2.0;
        let coarse = (blur / 4.0).clamp(1.0, 12.0);
        let x0 = (low.x + away.x - pad).max(-pad).floor();
        let y0 = (low.y + away.y - pad).max(-pad).floor();
        let x1 = (high.x + away.x + pad).min(self.w as f32 + pad);
        let y1 = (high.y + away.y + pad).min(self.h as f32 + pad);
        if x1 <= x0 || y1 <= y0 {
            return;
        }
        let (mw, mh) = (
            ((x1 - x0) / coarse) as usize + 2,
            ((y1 - y0) / coarse) as usize + 2,
        );
        let mut mask = vec![0.0_f32; mw * mh];
        let small = path.clone().map(|p| (p + away - pt(x0, y0)) * (1.0 / coarse));
        self.raster.cover(&small, mw, mh, |y, x, cover| {
            mask[y * mw + x..][..cover.len()].copy_from_slice(cover);
        });
        let reach = ((blur / coarse / 2.0) as usize).max(1);
        let mut spare = vec![0.0_f32; mw * mh];
        for _ in 0..2 {
            blur_rows(&mask, &mut spare, mw, mh, reach);
            blur_rows(&spare, &mut mask, mh, mw, reach);
        }
        self.stain(&mask, mw, (x0, y0, coarse), colour, alpha);
    }

    /// Lays a coarse mask over the sheet.
    fn stain(&mut self, mask: &[f32], mw: usize, (x0, y0, coarse): (f32, f32, f32), colour: Rgb, alpha: f32) {
        let mh = mask.len() / mw.max(1);
        let first_x = x0.max(0.0) as usize;
        let last_x = ((x0 + mw as f32 * coarse).max(0.0) as usize).min(self.w);
        let first_y = y0.max(0.0) as usize;
        let last_y = ((y0 + mh as f32 * coarse).max(0.0) as usize).min(self.h);
        if first_x >= last_x {
            return;
        }
        let columns: Vec<(usize, f32)> = (first_x..last_x)
            .map(|x| {
                let place = ((x as f32 + 0.5 - x0) / coarse - 0.5).clamp(0.0, (mw - 1) as f32);
                (place as usize, place - (place as usize) as f32)
            })
            .collect();
        let mut line = vec![0.0_f32; mw + 1];
        for y in first_y..last_y {
            let my = ((y as f32 + 0.5 - y0) / coarse - 0.5).clamp(0.0, (mh - 1) as f32);
            let (row, part) = (my as usize, my - (my as usize) as f32);
            let upper = &mask[row * mw..][..mw];
            let lower = &mask[(row + 1).min(mh - 1) * mw..][..mw];
            for ((out, a), b) in line.iter_mut().zip(upper).zip(lower) {
                *out = a + (b - a) * part;
            }
            line[mw] = line[mw - 1];
            for (px, &(column, part)) in self.px[y * self.w..][first_x..last_x].iter_mut().zip(&columns) {
                let share = line[column] + (line[column + 1] - line[column]) * part;
                if share > 0.002 {
                    *px = mix(*px, colour, share * alpha);
                }
            }
        }
    }

    /// The same sheet, smoothed to another size.
    pub fn grown(&self, w: usize, h: usize) -> Self {
        let mut out = Self::new(w, h, [0.0; 3]);
        let columns: Vec<(usize, f32)> = (0..w).map(|x| between(x, w, self.w)).collect();
        let mut line = vec![[0.0_f32; 3]; self.w + 1];
        for (y, row) in out.px.chunks_mut(w.max(1)).enumerate() {
            let (from, part) = between(y, h, self.h);
            let upper = &self.px[from * self.w..][..self.w];
            let lower = &self.px[(from + 1).min(self.h - 1) * self.w..][..self.w];
            for ((out, &a), &b) in line.iter_mut().zip(upper).zip(lower) {
                *out = mix(a, b, part);
            }
            line[self.w] = line[self.w - 1];
            for (px, &(column, part)) in row.iter_mut().zip(&columns) {
                *px = mix(line[column], line[column + 1], part);
            }
        }
        out
    }

    /// Every pixel through `f(x, y, colour)`.
    pub fn change(&mut self, mut f: impl FnMut(f32, f32, Rgb) -> Rgb) {
        for (y, row) in self.px.chunks_mut(self.w.max(1)).enumerate() {
            for (x, px) in row.iter_mut().enumerate() {
                *px = f(x as f32 + 0.5, y as f32 + 0.5, *px);
            }
        }
    }

    /// Paints layers from far to near, each below its edge and above the nearer ones; `paint` gives the colour
    /// of a layer at a depth below its edge.
    pub fn layered(&mut self, edges: &[&[f32]], mut paint: impl FnMut(usize, f32, usize, usize) -> Rgb) {
        const TILE: usize = 24;
        let (w, h) = (self.w, self.h);
        let mut limit = vec![h as f32; w];
        let mut limits: Vec<Vec<f32>> = Vec::with_capacity(edges.len());
        for edge in edges.iter().rev() {
            limits.push(limit.clone());
            limit
                .iter_mut()
                .zip(*edge)
                .for_each(|(limit, edge)| *limit = limit.min(*edge));
        }
        for (layer, (edge, limit)) in edges.iter().zip(limits.iter().rev()).enumerate() {
            for first in (0..w).step_by(TILE) {
                let columns = first..(first + TILE).min(w);
                let top = edge[columns.clone()].iter().copied().fold(f32::MAX, f32::min);
                let bottom = limit[columns.clone()].iter().copied().fold(0.0, f32::max);
                let rows = (top - 1.0).max(0.0) as usize..((bottom + 1.0).max(0.0) as usize + 1).min(h);
                for y in rows {
                    let row = &mut self.px[y * w..][columns.clone()];
                    let bounds = edge[columns.clone()].iter().zip(&limit[columns.clone()]);
                    for (offset, (px, (&edge, &limit))) in row.iter_mut().zip(bounds).enumerate() {
                        let into = y as f32 + 1.0 - edge;
                        if into > 0.0 && y as f32 <= limit + 1.0 {
                            let colour = paint(layer, into, first + offset, y);
                            *px = if into < 1.0 {
                                mix(*px, colour, into)
                            } else {
                                colour
                            };
                        }
                    }
                }
            }
        }
    }

    /// The finished picture: a little vignette and grain, dithered to eight bits.
    pub fn finish(self, rng: &mut Rng, grain: f32, vignette: f32) -> RgbImage {
        const ROWS: usize = 64;
        const SLACK: usize = 128;
        let mut dust = Dust::new(rng);
        let long = self.w + SLACK;
        let specks: Vec<f32> = (0..ROWS * long)
            .map(|_| (dust.next() + dust.next() - 1.0) * grain + 0.5)
            .collect();
        let fall = |at: usize, of: usize| {
            let t = (at as f32 + 0.5) / of as f32 * 2.0 - 1.0;
            vignette * t * t * t * t
        };
        let columns: Vec<f32> = (0..self.w).map(|x| 255.0 * (1.0 - fall(x, self.w))).collect();
        let mut bytes = vec![0_u8; self.w * self.h * 3];
        let rows = self
            .px
            .chunks(self.w.max(1))
            .zip(bytes.chunks_mut(self.w.max(1) * 3));
        for (y, (row, out)) in rows.enumerate() {
            let dark = 255.0 * fall(y, self.h);
            let slip = (dust.next() * SLACK as f32) as usize;
            let line = &specks[(y % ROWS) * long + slip..][..self.w];
            for (((px, out), &column), &speck) in
                row.iter().zip(out.chunks_exact_mut(3)).zip(&columns).zip(line)
            {
                let gain = column - dark;
                out[0] = (px[0] * gain + speck) as u8;
                out[1] = (px[1] * gain + speck) as u8;
                out[2] = (px[2] * gain + speck) as u8;
            }
        }
        RgbImage::from_raw(self.w as u32, self.h as u32, bytes).unwrap_or_default()
    }
}

fn between(at: usize, of: usize, from: usize) -> (usize, f32) {
    let place = ((at as f32 + 0.5) * from as f32 / of as f32 - 0.5).clamp(0.0, (from - 1) as f32);
    (place as usize, place - (place as usize) as f32)
}

/// A running mean along the rows, written with rows and columns exchanged.
fn blur_rows(from: &[f32], to: &mut [f32], w: usize, h: usize, reach: usize) {
    let per = 1.0 / (2 * reach + 1) as f32;
    for (y, row) in from.chunks(w).enumerate().take(h) {
        let mut sum: f32 = row.iter().take(reach).sum();
        for x in 0..w {
            sum += row.get(x + reach).copied().unwrap_or(0.0);
            to[x * h + y] = sum * per;
            if x >= reach {
                sum -= row[x - reach];
            }
        }
    }
}
