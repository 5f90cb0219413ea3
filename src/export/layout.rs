//! Where things go on the page. Distances on paper follow distances in the graph (stress
//! majorization), boxes are pushed apart until none overlaps another, parts of the graph that hang
//! apart are packed side by side, and labels of lines take the free spot nearest their middle.
//!
//! Everything is a function of the input: start positions come from the order of the nodes, the
//! number of steps is fixed, and nothing is drawn by lot.

use std::collections::BTreeMap;
use std::f64::consts::TAU;

use super::route;

/// A point on the page, in points from the top left.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// A box around its centre.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Its middle.
    pub centre: Point,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

/// A line between two boxes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The box it begins at.
    pub source: usize,
    /// The box it ends at.
    pub target: usize,
    /// Width and height of its label; zero for none.
    pub label: (f64, f64),
}

/// The course of a line: straight, or bent towards a control point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    /// The middle of the box it begins at.
    pub from: Point,
    /// The control point of a quadratic curve; half way for a straight line.
    pub bend: Point,
    /// The middle of the box it ends at.
    pub to: Point,
}

/// A finished layout.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The boxes, in the order of the sizes given.
    pub boxes: Vec<Rect>,
    /// The lines, in the order given.
    pub courses: Vec<Course>,
    /// The middles of the labels; none where a line has none.
    pub labels: Vec<Option<Point>>,
    /// The width of all.
    pub width: f64,
    /// The height of all.
    pub height: f64,
}

/// The space kept around a box.
const GAP: f64 = 16.0;

/// The shape of page that parts are packed into: width to height.
const ASPECT: f64 = 1.5;

/// The length of way from which distances on paper fall behind.
const BEND: f64 = 480.0;

/// Lays out boxes of the given sizes. The ends of links are places in `sizes`, and all indices
/// below come from there.
pub fn layout(sizes: &[(f64, f64)], links: &[Link]) -> Layout {
    let mut boxes: Vec<Rect> = sizes
        .iter()
        .map(|&(width, height)| Rect { centre: Point::default(), width, height })
        .collect();
    let parts = components(sizes.len(), links);
    let mut placed: Vec<(Vec<usize>, Rect)> = Vec::with_capacity(parts.len());
    for part in parts {
        arrange(&part, &mut boxes, links);
        let frame = frame(part.iter().map(|&i| boxes[i]));
        placed.push((part, frame));
    }
    pack(&placed, &mut boxes);

    let mut courses: Vec<Course> = Vec::with_capacity(links.len());
    let mut between: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for link in links {
        let ends = (link.source.min(link.target), link.source.max(link.target));
        let beside = between.entry(ends).or_default();
        courses.push(route::course(link, &boxes, *beside));
        *beside += 1;
    }
    let labels = route::place_labels(links, &boxes, &courses);

    let marks = links.iter().zip(&labels).filter_map(|(link, at)| {
        at.map(|centre| Rect { centre, width: link.label.0, height: link.label.1 })
    });
    let bends = courses.iter().map(|c| Rect { centre: c.at(0.5), width: 4.0, height: 4.0 });
    let all = frame(boxes.iter().copied().chain(marks).chain(bends));
    let (dx, dy) = (all.width / 2.0 - all.centre.x, all.height / 2.0 - all.centre.y);
    let moved = |p: Point| Point { x: p.x + dx, y: p.y + dy };
    for one in &mut boxes {
        one.centre = moved(one.centre);
    }
    for one in &mut courses {
        *one = Course { from: moved(one.from), bend: moved(one.bend), to: moved(one.to) };
    }
    let labels = labels.into_iter().map(|label| label.map(moved)).collect();
    Layout { boxes, courses, labels, width: all.width, height: all.height }
}

impl Rect {
    /// The area that the two share.
    pub(super) fn shared(&self, other: &Rect) -> f64 {
        let x = (self.width + other.width) / 2.0 - (self.centre.x - other.centre.x).abs();
        let y = (self.height + other.height) / 2.0 - (self.centre.y - other.centre.y).abs();
        x.max(0.0).min(self.width.min(other.width)) * y.max(0.0).min(self.height.min(other.height))
    }

    /// Whether the point lies in the box grown by `gap`.
    pub(super) fn holds(&self, point: Point, gap: f64) -> bool {
        (self.centre.x - point.x).abs() < self.width / 2.0 + gap
            && (self.centre.y - point.y).abs() < self.height / 2.0 + gap
    }

    /// Where a line from the middle towards `outside` leaves the box grown by `gap`.
    pub fn rim(&self, outside: Point, gap: f64) -> Point {
        let (dx, dy) = (outside.x - self.centre.x, outside.y - self.centre.y);
        let x = (self.width / 2.0 + gap) / dx.abs().max(1e-9);
        let y = (self.height / 2.0 + gap) / dy.abs().max(1e-9);
        let t = x.min(y).min(1.0);
        Point { x: self.centre.x + dx * t, y: self.centre.y + dy * t }
    }
}

impl Course {
    /// The point at that part of the way, from 0 to 1.
    pub fn at(&self, t: f64) -> Point {
        let (a, b, c) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
        Point {
            x: a * self.from.x + b * self.bend.x + c * self.to.x,
            y: a * self.from.y + b * self.bend.y + c * self.to.y,
        }
    }

    /// Whether it is bent.
    pub fn is_bent(&self) -> bool {
        let (x, y) = ((self.from.x + self.to.x) / 2.0, (self.from.y + self.to.y) / 2.0);
        (self.bend.x - x).abs() + (self.bend.y - y).abs() > 0.5
    }
}

/// The parts that hang together, the biggest first.
fn components(nodes: usize, links: &[Link]) -> Vec<Vec<usize>> {
    let mut part: Vec<usize> = (0..nodes).collect();
    fn root(part: &mut [usize], mut i: usize) -> usize {
        while part[i] != i {
            part[i] = part[part[i]];
            i = part[i];
        }
        i
    }
    for link in links {
        let (a, b) = (root(&mut part, link.source), root(&mut part, link.target));
        part[a.max(b)] = a.min(b);
    }
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    for i in 0..nodes {
        let root = root(&mut part, i);
        parts[root].push(i);
    }
    parts.retain(|part| !part.is_empty());
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part[0]));
    parts
}

/// Places the boxes of one part around the origin.
fn arrange(part: &[usize], boxes: &mut [Rect], links: &[Link]) {
    let n = part.len();
    if n == 1 {
        return;
    }
    let mut local = vec![usize::MAX; boxes.len()];
    for (at, &i) in part.iter().enumerate() {
        local[i] = at;
    }
    let links: Vec<Link> = links
        .iter()
        .filter(|link| local[link.source] != usize::MAX && link.source != link.target)
        .map(|link| Link { source: local[link.source], target: local[link.target], ..*link })
        .collect();
    let mut rects: Vec<Rect> = part.iter().map(|&i| boxes[i]).collect();
    let wanted = distances(&rects, &links);

    // A start can end in a knot; of several, the one with the least stress is taken.
    let starts = if n <= 80 {
        12
    } else if n <= 200 {
        4
    } else {
        1
    };
    let steps = if n <= 200 { 160 } else { 60 };
    let mut best: Option<(f64, Vec<Point>)> = None;
    for start in 0..starts {
        let mut points = first_points(n, start);
        for _ in 0..steps {
            points = majorized(&points, &wanted);
        }
        let stress =
            stress(&points, &wanted) * (1.0 + 0.02 * f64::from(crossings(&points, &links)));
        if best.as_ref().is_none_or(|(least, _)| stress < *least) {
            best = Some((stress, points));
        }
    }
    let Some((_, points)) = best else { return };
    let points = level(points);
    for (rect, point) in rects.iter_mut().zip(points) {
        // Names are wider than high: a page that is too makes room for them.
        rect.centre = Point { x: point.x * 1.15, y: point.y * 0.9 };
    }
    let gaps = gaps(n, &links);
    for _ in 0..60 {
        clear_lines(&mut rects, &links);
        part_boxes(&mut rects, &gaps, 6);
    }
    part_boxes(&mut rects, &gaps, 400);
    for (&i, rect) in part.iter().zip(rects) {
        boxes[i].centre = rect.centre;
    }
}

/// How far apart any two boxes should be: the way between them along the lines.
fn distances(rects: &[Rect], links: &[Link]) -> Vec<Vec<f64>> {
    let n = rects.len();
    let mut degree = vec![0.0_f64; n];
    for link in links {
        degree[link.source] += 1.0;
        degree[link.target] += 1.0;
    }
    let mut next: Vec<Vec<(usize, f64)>> = vec![Vec::new(); n];
    for link in links {
        let (a, b) = (&rects[link.source], &rects[link.target]);
        let boxes = (a.width + b.width) / 4.0 + (a.height + b.height) / 4.0;
        let label = link.label.0 * 0.75 + link.label.1 * 0.75;
        // Around a hub, the circle must have room for all its neighbours.
        let hub = degree[link.source].max(degree[link.target]);
        let room = hub * 96.0 / TAU;
        let length = (boxes + label + 44.0).max(110.0).max(room.min(420.0));
        next[link.source].push((link.target, length));
        next[link.target].push((link.source, length));
    }
    (0..n)
        .map(|from| {
            let mut far = vec![f64::INFINITY; n];
            let mut done = vec![false; n];
            far[from] = 0.0;
            // Parts are small enough to look for the nearest by hand.
            while let Some(at) = (0..n)
                .filter(|&i| !done[i] && far[i].is_finite())
                .min_by(|&a, &b| far[a].total_cmp(&far[b]))
            {
                done[at] = true;
                for &(to, length) in &next[at] {
                    far[to] = far[to].min(far[at] + length);
                }
            }
            // Long ways are shortened, so that a chain bends and the page does not become a strip.
            for one in far.iter_mut().filter(|one| one.is_finite() && **one > BEND) {
                *one = BEND * (*one / BEND).powf(0.8);
            }
            far
        })
        .collect()
}

/// Positions to begin with: on a sunflower's spiral, each start with another order and turn.
fn first_points(n: usize, start: usize) -> Vec<Point> {
    let stride = [1, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43][start % 12];
    (0..n)
        .map(|i| {
            // A stride without a common factor with n visits every place once.
            let place = if gcd(stride, n) == 1 { i * stride % n } else { i };
            let (r, turn) = ((place as f64 + 0.5).sqrt() * 90.0, place as f64 * 2.399_963);
            let angle = turn + start as f64;
            Point { x: r * angle.cos(), y: r * angle.sin() }
        })
        .collect()
}

const fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// One step of stress majorization with weights that fall with the square of the distance.
fn majorized(points: &[Point], wanted: &[Vec<f64>]) -> Vec<Point> {
    let mut moved = points.to_vec();
    for (i, row) in wanted.iter().enumerate() {
        let (mut x, mut y, mut sum) = (0.0, 0.0, 0.0);
        for (j, &far) in row.iter().enumerate() {
            if i == j || !far.is_finite() {
                continue;
            }
            let weight = 1.0 / (far * far);
            let (dx, dy) = (moved[i].x - moved[j].x, moved[i].y - moved[j].y);
            let now = dx.hypot(dy).max(1e-6);
            x += weight * (moved[j].x + far * dx / now);
            y += weight * (moved[j].y + far * dy / now);
            sum += weight;
        }
        if sum > 0.0 {
            moved[i] = Point { x: x / sum, y: y / sum };
        }
    }
    moved
}

fn stress(points: &[Point], wanted: &[Vec<f64>]) -> f64 {
    let mut sum = 0.0;
    for (i, row) in wanted.iter().enumerate() {
        for (j, &far) in row.iter().enumerate().skip(i + 1) {
            let now = (points[i].x - points[j].x).hypot(points[i].y - points[j].y);
            sum += ((now - far) / far).powi(2);
        }
    }
    sum
}

fn crossings(points: &[Point], links: &[Link]) -> u32 {
    let side = |a: Point, b: Point, c: Point| (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    let mut count = 0;
    for (at, one) in links.iter().enumerate() {
        for two in &links[at + 1..] {
            let ends = [one.source, one.target];
            if ends.contains(&two.source) || ends.contains(&two.target) {
                continue;
            }
            let (a, b) = (points[one.source], points[one.target]);
            let (c, d) = (points[two.source], points[two.target]);
            if side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0 {
                count += 1;
            }
        }
    }
    count
}

/// Turns the points so that they stretch along the page.
fn level(points: Vec<Point>) -> Vec<Point> {
    let n = points.len() as f64;
    let (mx, my) =
        (points.iter().map(|p| p.x).sum::<f64>() / n, points.iter().map(|p| p.y).sum::<f64>() / n);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for p in &points {
        xx += (p.x - mx).powi(2);
        yy += (p.y - my).powi(2);
        xy += (p.x - mx) * (p.y - my);
    }
    let angle = 0.5 * (2.0 * xy).atan2(xx - yy);
    let (sin, cos) = angle.sin_cos();
    let turn = |p: Point| {
        let (x, y) = (p.x - mx, p.y - my);
        Point { x: x * cos + y * sin, y: y * cos - x * sin }
    };
    points.into_iter().map(turn).collect()
}

/// The space to keep between any two boxes: between those that a line joins, its label must fit.
fn gaps(n: usize, links: &[Link]) -> Vec<Vec<(f64, f64)>> {
    let mut gaps = vec![vec![(GAP, GAP); n]; n];
    for link in links {
        for (a, b) in [(link.source, link.target), (link.target, link.source)] {
            let (x, y) = gaps[a][b];
            gaps[a][b] = (
                x.max(link.label.0 + GAP).max(2.5 * GAP),
                y.max(link.label.1 + GAP).max(2.0 * GAP),
            );
        }
    }
    gaps
}

/// Pushes boxes that are too close apart, each pair along the way that is shorter.
fn part_boxes(rects: &mut [Rect], gaps: &[Vec<(f64, f64)>], rounds: usize) {
    for _ in 0..rounds {
        let mut is_free = true;
        for i in 0..rects.len() {
            for j in i + 1..rects.len() {
                let (a, b) = (rects[i], rects[j]);
                let (dx, dy) = (b.centre.x - a.centre.x, b.centre.y - a.centre.y);
                let x = (a.width + b.width) / 2.0 + gaps[i][j].0 - dx.abs();
                let y = (a.height + b.height) / 2.0 + gaps[i][j].1 - dy.abs();
                if x <= 0.0 || y <= 0.0 {
                    continue;
                }
                is_free = false;
                let (x, y) = if x < y {
                    (if dx < 0.0 { -x } else { x }, 0.0)
                } else {
                    (0.0, if dy < 0.0 { -y } else { y })
                };
                for (rect, sign) in [(i, -0.51), (j, 0.51)] {
                    rects[rect].centre.x += sign * x;
                    rects[rect].centre.y += sign * y;
                }
            }
        }
        if is_free {
            return;
        }
    }
}

/// Pushes boxes off the lines that are not theirs.
fn clear_lines(rects: &mut [Rect], links: &[Link]) {
    for link in links {
        let (a, b) = (rects[link.source].centre, rects[link.target].centre);
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let length = dx.hypot(dy).max(1e-6);
        let (nx, ny) = (-dy / length, dx / length);
        for (i, rect) in rects.iter_mut().enumerate() {
            if i == link.source || i == link.target {
                continue;
            }
            let (px, py) = (rect.centre.x - a.x, rect.centre.y - a.y);
            let along = (px * dx + py * dy) / length;
            let off = px * nx + py * ny;
            let half = (rect.width / 2.0 * nx.abs()) + (rect.height / 2.0 * ny.abs()) + 6.0;
            if along > 0.0 && along < length && off.abs() < half {
                let push = (half - off.abs()) * 0.25 * if off < 0.0 { -1.0 } else { 1.0 };
                rect.centre.x += nx * push;
                rect.centre.y += ny * push;
            }
        }
    }
}

/// The box around boxes.
fn frame(boxes: impl Iterator<Item = Rect>) -> Rect {
    let start = (f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
    let (left, top, right, bottom) = boxes.fold(start, |(l, t, r, b), one| {
        let (w, h) = (one.width / 2.0, one.height / 2.0);
        let Point { x, y } = one.centre;
        (l.min(x - w), t.min(y - h), r.max(x + w), b.max(y + h))
    });
    if left > right {
        return Rect::default();
    }
    let centre = Point { x: (left + right) / 2.0, y: (top + bottom) / 2.0 };
    Rect { centre, width: right - left, height: bottom - top }
}

/// Sets the parts side by side in rows that fill a landscape page.
fn pack(placed: &[(Vec<usize>, Rect)], boxes: &mut [Rect]) {
    let space = 2.5 * GAP;
    let area: f64 = placed.iter().map(|(_, f)| (f.width + space) * (f.height + space)).sum();
    let widest = placed.iter().map(|(_, f)| f.width).fold(0.0, f64::max);
    let row_width = (area * ASPECT).sqrt().max(widest) + space;
    let (mut x, mut y, mut height) = (0.0, 0.0, 0.0_f64);
    for (part, frame) in placed {
        if x > 0.0 && x + frame.width > row_width {
            y += height + space;
            (x, height) = (0.0, 0.0);
        }
        let dx = x + frame.width / 2.0 - frame.centre.x;
        let dy = y + frame.height / 2.0 - frame.centre.y;
        for &i in part {
            boxes[i].centre.x += dx;
            boxes[i].centre.y += dy;
        }
        x += frame.width + space;
        height = height.max(frame.height);
    }
}

#[cfg(test)]
mod tests;
