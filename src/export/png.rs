//! The picture of [`super::svg`] as pixels. The font comes with the program, so that every machine
//! draws the same; letters it lacks (East Asian ones, emoji) are drawn as boxes.

use std::io::{self, Write};
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::ExportOptions;
use super::svg;
use crate::graph::KnowledgeGraph;

/// Pixels to a point: enough for a screen of high resolution and for print.
const SCALE: f32 = 2.0;

/// Pixels of a side that every viewer opens.
const MOST_PIXELS: f32 = 16_000.0;

/// The family of the condensed faces, which are nearly as wide as what the drawing is measured for.
/// Its licence lets it be passed on.
const FAMILY: &str = "DejaVu Sans";

/// Writes the picture of [`super::svg`] as pixels, for programs that take nothing else. What the picture
/// does not show is lost.
pub fn write(
    graph: &KnowledgeGraph,
    options: &ExportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut svg = Vec::new();
    svg::write(graph, options, &mut svg)?;
    out.write_all(&pixels(&svg)?)
}

fn pixels(svg: &[u8]) -> io::Result<Vec<u8>> {
    let mut fonts = fontdb::Database::new();
    let faces: [&'static [u8]; 3] = [
        dejavu::sans_condensed::regular(),
        dejavu::sans_condensed::bold(),
        dejavu::sans_condensed::oblique(),
    ];
    for face in faces {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(face)));
    }
    fonts.set_sans_serif_family(FAMILY);
    let options =
        Options { fontdb: Arc::new(fonts), font_family: FAMILY.to_owned(), ..Options::default() };
    let tree = Tree::from_data(svg, &options).map_err(io::Error::other)?;
    let (wide, high) = (tree.size().width(), tree.size().height());
    let scale = SCALE.min(MOST_PIXELS / wide.max(high));
    let size = |length: f32| (length * scale).ceil().max(1.0) as u32;
    let mut pixmap = Pixmap::new(size(wide), size(high))
        .ok_or_else(|| io::Error::other("the picture is too large for memory"))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(io::Error::other)
}
