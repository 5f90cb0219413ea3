//! The canonical form of a gazetteer file: entry blocks sorted by id, one blank line between them,
//! no white space at line ends. Works on the text, so that comments travel with their entries.

use std::ops::Range;

/// The canonical form of `text`; `text` itself if it is canonical.
///
/// A comment above an entry, not indented deeper than its dash, belongs to the entry below;
/// a deeper one belongs to the entry it stands in. Header and name lists only lose trailing space.
pub fn canonical(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let Some(layout) = layout(&text) else { return trimmed(&text) };
    let mut blocks: Vec<(&str, String)> = layout
        .blocks
        .iter()
        .map(|block| &text[block.clone()])
        .map(|block| (id_of(block), shifted(block, layout.indent)))
        .collect();
    blocks.sort_by(|a, b| a.0.cmp(b.0));
    let mut out = trimmed(&text[..layout.head]);
    for (_, block) in &blocks {
        out.push('\n');
        out.push_str(&trimmed(block));
    }
    let tail = trimmed(&text[layout.tail..]);
    if !tail.trim().is_empty() {
        out.push('\n');
        out.push_str(&tail);
    }
    out
}

/// Whether `text` is in canonical form.
pub fn is_canonical(text: &str) -> bool {
    canonical(text) == text
}

/// Where the parts of a file with entries are, in bytes.
pub(super) struct Layout {
    /// The end of the line `entries:`.
    head: usize,
    /// Each entry with the comments above it.
    pub blocks: Vec<Range<usize>>,
    /// The first line after the entries that is not indented.
    tail: usize,
    /// How far the dashes are indented.
    indent: usize,
}

/// The parts of a file; none if it lists no entries.
pub(super) fn layout(text: &str) -> Option<Layout> {
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        (start, line)
    });
    let head = lines.find(|(_, line)| line.trim_end() == "entries:")?;
    let head = head.0 + head.1.len();
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut indent = None;
    // Where the comments and blank lines begin that may belong to the next entry.
    let mut pending = None;
    let mut tail = text.len();
    for (start, line) in lines {
        let bare = line.trim_start();
        let depth = line.len() - bare.len();
        let is_comment = bare.starts_with('#') && indent.is_none_or(|indent| depth <= indent);
        if bare.is_empty() || is_comment {
            pending = pending.or(Some(start));
        } else if bare.starts_with("- ") && indent.is_none_or(|indent| depth == indent) {
            indent = Some(depth);
            let start = pending.take().unwrap_or(start);
            if let Some(last) = blocks.last_mut() {
                last.end = start;
            }
            blocks.push(start..text.len());
        } else if depth == 0 {
            tail = pending.unwrap_or(start);
            break;
        } else {
            pending = None;
        }
    }
    if let Some(last) = blocks.last_mut() {
        last.end = tail.max(last.start);
    }
    let indent = indent?;
    Some(Layout { head, blocks, tail, indent })
}

/// The value of the block's `id:` line; entries without one come first.
fn id_of(block: &str) -> &str {
    let ids = block.lines().filter_map(|line| {
        line.trim_start().trim_start_matches("- ").trim_start().strip_prefix("id:")
    });
    ids.map(|id| id.trim().trim_matches(['"', '\''])).next().unwrap_or("")
}

/// The block with its dash two columns in.
fn shifted(block: &str, indent: usize) -> String {
    let mut out = String::with_capacity(block.len());
    for line in block.lines() {
        if indent < 2 && !line.trim().is_empty() {
            out.extend(std::iter::repeat_n(' ', 2 - indent));
        }
        let deep = line.len() - line.trim_start_matches(' ').len();
        out.push_str(&line[indent.saturating_sub(2).min(deep)..]);
        out.push('\n');
    }
    out
}

/// Without blank lines around and white space at line ends; one line break at the end.
fn trimmed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.trim_end().lines() {
        if !out.is_empty() || !line.trim().is_empty() {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANONICAL: &str = "\
kind: person
entries:

  # the first of the list
  - id: anna-keller
    name: Anna Keller
    # checked twice

  - id: boris-marten
    name: Boris Marten

remove: [old]
";

    #[test]
    fn entries_are_sorted_and_comments_travel_with_them() {
        let shuffled = "\
kind: person
entries:
  - id: boris-marten
    name: Boris Marten  \n  # the first of the list
  - id: anna-keller
    name: Anna Keller
    # checked twice



remove: [old]

";
        assert_eq!(canonical(shuffled), CANONICAL);
        assert!(!is_canonical(shuffled));
        assert!(is_canonical(CANONICAL));
    }

    #[test]
    fn dashes_stand_two_columns_in_and_line_breaks_are_unix() {
        for text in [
            "kind: place\nentries:\n- id: a\n  name: A\n",
            "kind: place\r\nentries:\r\n    - id: a\r\n      name: A\r\n",
        ] {
            assert_eq!(canonical(text), "kind: place\nentries:\n\n  - id: a\n    name: A\n");
        }
    }

    #[test]
    fn lists_of_names_and_empty_files_only_lose_trailing_space() {
        for (text, expected) in [
            (
                "kind: surname\nnames: |\n  Keller  Marten \n",
                "kind: surname\nnames: |\n  Keller  Marten\n",
            ),
            ("", ""),
            ("entries:\n", "entries:\n"),
        ] {
            assert_eq!(canonical(text), expected);
        }
    }
}
