use super::*;

#[test]
fn boxes_and_labels_keep_apart_and_stay_on_the_page() {
    let star: Vec<(usize, usize)> = (1..16).map(|leaf| (0, leaf)).collect();
    let chain: Vec<(usize, usize)> = (1..12).map(|next| (next - 1, next)).collect();
    let whole: Vec<(usize, usize)> = (0..7).flat_map(|a| (a + 1..7).map(move |b| (a, b))).collect();
    let loose: Vec<(usize, usize)> = vec![(0, 1), (2, 3), (4, 4)];
    for (name, nodes, pairs) in [
        ("star", 16, star),
        ("chain", 12, chain),
        ("everybody with everybody", 7, whole),
        ("parts", 8, loose),
        ("nobody", 0, Vec::new()),
    ] {
        let sizes = vec![(110.0, 32.0); nodes];
        let link = |&(source, target)| Link { source, target, label: (60.0, 24.0) };
        let links: Vec<Link> = pairs.iter().map(link).collect();
        let made = layout(&sizes, &links);
        assert_eq!(made, layout(&sizes, &links), "{name}: the same every time");
        for (i, one) in made.boxes.iter().enumerate() {
            let Point { x, y } = one.centre;
            assert!(x >= 54.0 && y >= 15.0, "{name}: {one:?}");
            assert!(x <= made.width && y <= made.height, "{name}: {one:?}");
            for other in &made.boxes[i + 1..] {
                assert!(one.shared(other) < 1.0, "{name}: {one:?} hides {other:?}");
            }
        }
    }
}

#[test]
fn two_lines_between_the_same_two_do_not_hide_each_other() {
    let sizes = [(110.0, 32.0), (110.0, 32.0)];
    let link = |source, target| Link { source, target, label: (0.0, 0.0) };
    let made = layout(&sizes, &[link(0, 1), link(0, 1), link(0, 1)]);
    let middle = |i: usize| made.courses[i].at(0.5);
    for (a, b) in [(0, 1), (1, 2), (0, 2)] {
        let (p, q) = (middle(a), middle(b));
        assert!((p.x - q.x).hypot(p.y - q.y) > 10.0, "{a} and {b}: {p:?}, {q:?}");
    }
}
