//! How lines run between boxes that are placed, and where their labels stand. As in
//! [`super::layout`], ends of links are places in the list of boxes.

use super::layout::{Course, Link, Point, Rect};

/// A straight line, unless it would run through somebody's box and a bent one would not, or there
/// are lines between the same two already: `beside` says how many.
pub(super) fn course(link: &Link, boxes: &[Rect], beside: usize) -> Course {
    let (from, to) = (boxes[link.source].centre, boxes[link.target].centre);
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx.hypot(dy).max(1e-6);
    let (nx, ny) = (-dy / length, dx / length);
    let bent = |by: f64| {
        let bend = Point { x: (from.x + to.x) / 2.0 + nx * by, y: (from.y + to.y) / 2.0 + ny * by };
        Course { from, bend, to }
    };
    let hits = |course: &Course| {
        let strangers =
            boxes.iter().enumerate().filter(|(i, _)| *i != link.source && *i != link.target);
        strangers
            .filter(|(_, one)| {
                (1..24).any(|step| one.holds(course.at(f64::from(step) / 24.0), 2.0))
            })
            .count()
    };
    let tries = [0.0, 40.0, -40.0, 80.0, -80.0, 130.0, -130.0, 190.0, -190.0];
    let courses = tries.map(bent);
    let free = &courses[beside.min(courses.len() - 1)..];
    let best = free.iter().min_by_key(|course| hits(course));
    best.copied().unwrap_or(courses[0])
}

/// For each label the spot on its line that hides least: no box, no other label, no other line.
pub(super) fn place_labels(
    links: &[Link],
    boxes: &[Rect],
    courses: &[Course],
) -> Vec<Option<Point>> {
    let mut labels: Vec<Option<Point>> = vec![None; links.len()];
    let mut taken: Vec<Rect> = Vec::new();
    // Short lines have the least choice and choose first.
    let mut order: Vec<usize> = (0..links.len()).filter(|&i| links[i].label.0 > 0.0).collect();
    let reach = |i: usize| {
        let course = &courses[i];
        (course.from.x - course.to.x).hypot(course.from.y - course.to.y)
    };
    order.sort_by(|&a, &b| reach(a).total_cmp(&reach(b)).then(a.cmp(&b)));
    for i in order {
        let (width, height) = links[i].label;
        let mut best: Option<(f64, Rect)> = None;
        for step in 0..19 {
            let shift = f64::from((step + 1) / 2) * if step % 2 == 0 { 1.0 } else { -1.0 };
            let at = courses[i].at(0.5 + shift * 0.04);
            for (aside, (dx, dy)) in
                [(0.0, 0.0), (0.0, 0.6), (0.0, -0.6), (0.55, 0.0), (-0.55, 0.0)]
                    .into_iter()
                    .enumerate()
            {
                let centre = Point { x: at.x + dx * width, y: at.y + dy * height };
                let spot = Rect { centre, width, height };
                let hidden: f64 = boxes.iter().map(|one| one.shared(&spot)).sum();
                let crowded: f64 = taken.iter().map(|one| one.shared(&spot)).sum();
                let crossed = courses
                    .iter()
                    .enumerate()
                    .filter(|(j, _)| *j != i)
                    .filter(|(_, c)| {
                        (1..32).any(|part| spot.holds(c.at(f64::from(part) / 32.0), 0.0))
                    })
                    .count();
                let cost = 10.0 * hidden
                    + 10.0 * crowded
                    + 60.0 * crossed as f64
                    + 6.0 * shift.abs()
                    + if aside == 0 { 0.0 } else { 90.0 };
                if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                    best = Some((cost, spot));
                }
            }
        }
        if let Some((_, spot)) = best {
            taken.push(Rect { width: spot.width + 4.0, height: spot.height + 2.0, ..spot });
            labels[i] = Some(spot.centre);
        }
    }
    labels
}
