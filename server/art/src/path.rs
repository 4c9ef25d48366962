//! Outlines made of straight pieces fine enough to look curved; it refuses to know about colour.

use std::{
    f32::consts::TAU,
    ops::{Add, Mul, Sub},
};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pt {
    pub x: f32,
    pub y: f32,
}

pub const fn pt(x: f32, y: f32) -> Pt {
    Pt { x, y }
}

/// The point `length` away from the origin at `angle`.
pub fn polar(angle: f32, length: f32) -> Pt {
    pt(angle.cos() * length, angle.sin() * length)
}

impl Add for Pt {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        pt(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Pt {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        pt(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f32> for Pt {
    type Output = Self;
    fn mul(self, by: f32) -> Self {
        pt(self.x * by, self.y * by)
    }
}

impl Pt {
    pub fn len(self) -> f32 {
        (self.x * self.x + self.y * self.y).sqrt()
    }

    pub fn unit(self) -> Self {
        self * (1.0 / self.len().max(1e-6))
    }

    pub fn turn(self, angle: f32) -> Self {
        let (sin, cos) = angle.sin_cos();
        pt(self.x * cos - self.y * sin, self.x * sin + self.y * cos)
    }

    pub fn across(self) -> Self {
        pt(-self.y, self.x)
    }

    pub fn lerp(self, to: Self, t: f32) -> Self {
        self + (to - self) * t
    }

    pub fn dot(self, other: Self) -> f32 {
        self.x * other.x + self.y * other.y
    }
}

/// Closed outlines, filled by winding.
#[derive(Clone, Default)]
pub struct Path {
    points: Vec<Pt>,
    starts: Vec<usize>,
}

impl Path {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn polygon(points: &[Pt]) -> Self {
        Self {
            points: points.to_vec(),
            starts: vec![0],
        }
    }

    pub fn move_to(&mut self, to: Pt) -> &mut Self {
        self.starts.push(self.points.len());
        self.points.push(to);
        self
    }

    pub fn line_to(&mut self, to: Pt) -> &mut Self {
        self.points.push(to);
        self
    }

    pub fn curve_to(&mut self, first: Pt, second: Pt, to: Pt) -> &mut Self {
        let from = self.points.last().copied().unwrap_or(to);
        let length = (first - from).len() + (second - first).len() + (to - second).len();
        let pieces = (length.sqrt() as usize).clamp(4, 48);
        for piece in 1..=pieces {
            let t = piece as f32 / pieces as f32;
            let rest = 1.0 - t;
            self.points.push(
                from * (rest * rest * rest)
                    + first * (3.0 * rest * rest * t)
                    + second * (3.0 * rest * t * t)
                    + to * (t * t * t),
            );
        }
        self
    }

    pub fn bend_to(&mut self, by: Pt, to: Pt) -> &mut Self {
        let from = self.points.last().copied().unwrap_or(to);
        self.curve_to(from.lerp(by, 2.0 / 3.0), to.lerp(by, 2.0 / 3.0), to)
    }

    pub fn join(&mut self, other: &Self) -> &mut Self {
        let base = self.points.len();
        self.points.extend_from_slice(&other.points);
        self.starts.extend(other.starts.iter().map(|start| start + base));
        self
    }

    pub fn ellipse(centre: Pt, rx: f32, ry: f32, tilt: f32) -> Self {
        let pieces = ((rx.abs().max(ry.abs()).sqrt() * 6.0) as usize).clamp(12, 220);
        let points: Vec<Pt> = (0..pieces)
            .map(|piece| {
                let round = polar(TAU * piece as f32 / pieces as f32, 1.0);
                centre + pt(round.x * rx, round.y * ry).turn(tilt)
            })
            .collect();
        Self::polygon(&points)
    }

    pub fn circle(centre: Pt, radius: f32) -> Self {
        Self::ellipse(centre, radius, radius, 0.0)
    }

    pub fn ring(centre: Pt, outer: f32, inner: f32) -> Self {
        let mut path = Self::circle(centre, outer);
        path.join(&Self::ellipse(centre, inner, -inner, 0.0));
        path
    }

    pub fn rect(x: f32, y: f32, w: f32, h: f32) -> Self {
        Self::polygon(&[pt(x, y), pt(x + w, y), pt(x + w, y + h), pt(x, y + h)])
    }

    pub fn rounded(x: f32, y: f32, w: f32, h: f32, radius: f32) -> Self {
        let r = radius.min(w / 2.0).min(h / 2.0).max(0.0);
        let corners = [
            (x + w - r, y + r),
            (x + w - r, y + h - r),
            (x + r, y + h - r),
            (x + r, y + r),
        ];
        let pieces = ((r.sqrt() * 2.0) as usize).clamp(2, 30);
        let mut points = Vec::with_capacity(4 * pieces + 4);
        for (corner, (cx, cy)) in corners.into_iter().enumerate() {
            for piece in 0..=pieces {
                let quarter = corner as f32 - 1.0 + piece as f32 / pieces as f32;
                points.push(pt(cx, cy) + polar(quarter * TAU / 4.0, r));
            }
        }
        Self::polygon(&points)
    }

    /// A sector between two angles, as a slice of pie.
    pub fn pie(centre: Pt, radius: f32, from: f32, to: f32) -> Self {
        let pieces = ((radius.sqrt() * 6.0 * (to - from).abs() / TAU) as usize).clamp(6, 200);
        let mut points = vec![centre];
        for piece in 0..=pieces {
            points.push(centre + polar(from + (to - from) * piece as f32 / pieces as f32, radius));
        }
        Self::polygon(&points)
    }

    /// A closed curve through the points.
    pub fn smooth(points: &[Pt]) -> Self {
        Self::polygon(&rounded_through(points, true))
    }

    /// An open line with a width that may change along it; its ends are cut straight.
    pub fn ribbon(line: &[Pt], mut half_width: impl FnMut(f32) -> f32) -> Self {
        let count = line.len();
        if count < 2 {
            return Self::new();
        }
        let mut left = Vec::with_capacity(count * 2);
        let mut right = Vec::with_capacity(count);
        for (index, &point) in line.iter().enumerate() {
            let before = line[index.saturating_sub(1)];
            let after = line[(index + 1).min(count - 1)];
            let side = (after - before).unit().across() * half_width(index as f32 / (count - 1) as f32);
            left.push(point + side);
            right.push(point - side);
        }
        left.extend(right.into_iter().rev());
        Self::polygon(&left)
    }

    /// An open line of even width with round ends and joints.
    pub fn stroke(line: &[Pt], width: f32) -> Self {
        let half = width / 2.0;
        let mut path = Self::new();
        for pair in line.windows(2) {
            let side = (pair[1] - pair[0]).unit().across() * half;
            path.join(&Self::polygon(&[
                pair[0] - side,
                pair[1] - side,
                pair[1] + side,
                pair[0] + side,
            ]));
        }
        if half > 0.4 {
            for &point in line {
                path.join(&Self::circle(point, half));
            }
        }
        path
    }

    pub fn map(mut self, change: impl Fn(Pt) -> Pt) -> Self {
        for point in &mut self.points {
            *point = change(*point);
        }
        self
    }

    /// Upper left and lower right, if there is anything.
    pub fn bounds(&self) -> Option<(Pt, Pt)> {
        let mut points = self.points.iter();
        let first = *points.next()?;
        Some(points.fold((first, first), |(low, high), p| {
            (
                pt(low.x.min(p.x), low.y.min(p.y)),
                pt(high.x.max(p.x), high.y.max(p.y)),
            )
        }))
    }

    /// Every edge, closing ones too.
    pub fn edges(&self) -> impl Iterator<Item = (Pt, Pt)> {
        self.starts.iter().enumerate().flat_map(|(index, &start)| {
            let end = self.starts.get(index + 1).copied().unwrap_or(self.points.len());
            let outline = &self.points[start..end];
            outline
                .iter()
                .copied()
                .zip(outline.iter().copied().cycle().skip(1))
        })
    }
}

/// Points on a smooth curve through the given ones.
pub fn rounded_through(points: &[Pt], closed: bool) -> Vec<Pt> {
    let count = points.len();
    if count < 3 {
        return points.to_vec();
    }
    let at = |index: isize| {
        if closed {
            points[index.rem_euclid(count as isize) as usize]
        } else {
            points[index.clamp(0, count as isize - 1) as usize]
        }
    };
    let spans = if closed { count } else { count - 1 };
    let mut out = Vec::with_capacity(spans * 10 + 1);
    for span in 0..spans as isize {
        let (a, b, c, d) = (at(span - 1), at(span), at(span + 1), at(span + 2));
        let pieces = (((c - b).len().sqrt() * 1.6) as usize).clamp(3, 40);
        for piece in 0..pieces {
            let t = piece as f32 / pieces as f32;
            let (t2, t3) = (t * t, t * t * t);
            out.push(
                a * (-0.5 * t3 + t2 - 0.5 * t)
                    + b * (1.5 * t3 - 2.5 * t2 + 1.0)
                    + c * (-1.5 * t3 + 2.0 * t2 + 0.5 * t)
                    + d * (0.5 * t3 - 0.5 * t2),
            );
        }
    }
    if !closed {
        out.push(points[count - 1]);
    }
    out
}
