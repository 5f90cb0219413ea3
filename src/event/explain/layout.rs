//! A page of plain text: headings, sections that are left out when empty, and columns that line up.

/// How wide a page is, in characters.
const WIDTH: usize = 100;

/// The widest a column of a table becomes before its text moves the rest to the right.
const WIDEST: usize = 46;

/// How far the text of a section is indented.
const INDENT: &str = "    ";

/// A page in the making.
#[derive(Debug, Default)]
pub struct Page {
    text: String,
}

impl Page {
    /// The page as it stands.
    pub fn into_text(self) -> String {
        self.text
    }

    /// A numbered heading.
    pub fn heading(&mut self, number: usize, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.push(&format!("{number}. {text}"));
    }

    /// A section with a name; nothing if `write` writes nothing.
    pub fn section(&mut self, name: &str, write: impl FnOnce(&mut Page)) {
        let mut inner = Page::default();
        write(&mut inner);
        if !inner.text.is_empty() {
            self.text.push('\n');
            self.push(&format!("  {name}"));
            self.text.push_str(&inner.text);
        }
    }

    /// A line of a section.
    pub fn line(&mut self, text: &str) {
        self.push(&format!("{INDENT}{text}"));
    }

    /// Words with something under each, as many in a row as the page is wide.
    pub fn columns(&mut self, words: impl Iterator<Item = (String, String)>) {
        let (mut above, mut below) = (String::new(), String::new());
        let mut used = 0;
        for (word, under) in words {
            let width = width(&word).max(width(&under)) + 2;
            if used > 0 && INDENT.len() + used + width > WIDTH + 2 {
                self.line(&std::mem::take(&mut above));
                self.line(&std::mem::take(&mut below));
                used = 0;
            }
            used += width;
            above.push_str(&padded(&word, width));
            below.push_str(&padded(&under, width));
        }
        if used > 0 {
            self.line(&above);
            self.line(&below);
        }
    }

    /// Pieces one after the other, as many in a row as the page is wide.
    pub fn wrapped(&mut self, pieces: &[String]) {
        let mut row = String::new();
        for piece in pieces {
            if !row.is_empty() && INDENT.len() + width(&row) + 1 + width(piece) > WIDTH {
                self.line(&std::mem::take(&mut row));
            }
            if !row.is_empty() {
                row.push(' ');
            }
            row.push_str(piece);
        }
        if !row.is_empty() {
            self.line(&row);
        }
    }

    /// Rows whose columns line up.
    pub fn table(&mut self, rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                let cells = rows.iter().filter_map(|row| row.get(column));
                cells.map(|cell| width(cell)).filter(|&w| w <= WIDEST).max().unwrap_or_default()
            })
            .collect();
        for row in rows {
            let mut line = String::new();
            for (cell, &width) in row.iter().zip(&widths) {
                line.push_str(&padded(cell, width));
                line.push_str("  ");
            }
            self.line(&line);
        }
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn padded(text: &str, width: usize) -> String {
    format!("{text:<width$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_empty_sections_are_left_out() {
        let mut page = Page::default();
        page.heading(1, "Keller met Marten.");
        page.section("words", |page| {
            let words = [("Keller", "name"), ("met", "verb")];
            page.columns(words.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())));
        });
        page.section("nothing", |_| {});
        page.section("names", |page| {
            let row = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
            page.table(&[row("Keller", "she"), row("Boris Marten", "he")]);
        });
        let wanted = "\
1. Keller met Marten.

  words
    Keller  met
    name    verb

  names
    Keller        she
    Boris Marten  he
";
        assert_eq!(page.into_text(), wanted);
    }
}
