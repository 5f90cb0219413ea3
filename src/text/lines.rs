//! Where a byte offset stands: its line and column, or its number among the code points. Both are
//! found in one pass over the text and answered in near-constant time.

/// The lines of a text.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds the lines of `text`; a line ends with `\n`.
    pub fn new(text: &'a str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Lines { text, starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// Line and column of a byte offset, both counted from 1, the column in code points. An offset
    /// after the end, or inside a character, is taken back to the nearest one.
    pub fn at(&self, byte: usize) -> (usize, usize) {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self.starts.partition_point(|&start| start <= byte);
        let start = self.starts.get(line.wrapping_sub(1)).copied().unwrap_or(0);
        (line, self.text[start..byte].chars().count() + 1)
    }

    /// The byte offset of a line and column as [`Lines::at`] gives them; nothing outside the text.
    pub fn offset(&self, line: usize, column: usize) -> Option<usize> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).copied().unwrap_or(self.text.len() + 1) - 1;
        let line = self.text.get(start..end.max(start))?;
        let mut places = line.char_indices().map(|(at, _)| at).chain([line.len()]);
        places.nth(column.checked_sub(1)?).map(|at| start + at)
    }
}

/// How many code points stand before each byte of a text.
#[derive(Clone, Debug)]
pub struct CodePoints<'a> {
    bytes: &'a [u8],
    /// Code points before each stretch; empty for ASCII, where bytes and code points agree.
    before: Vec<u32>,
}

/// Bytes that are counted together.
const STRETCH: usize = 16;

impl<'a> CodePoints<'a> {
    /// Counts the code points of `text`. Costs nothing but a scan for an ASCII text.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut before = Vec::new();
        if !bytes.is_ascii() {
            before.reserve(bytes.len() / STRETCH + 1);
            let mut count = 0;
            for stretch in bytes.as_chunks::<STRETCH>().0 {
                before.push(count);
                count += characters(stretch);
            }
            before.push(count);
        }
        CodePoints { bytes, before }
    }

    /// How many code points begin before byte `byte`. An offset after the end counts as the end.
    pub fn at(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.bytes.len());
        let stretch = byte / STRETCH;
        match self.before.get(stretch) {
            None => byte as u32,
            Some(before) => before + characters(&self.bytes[stretch * STRETCH..byte]),
        }
    }
}

/// How many characters begin in `bytes`.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&byte| u32::from((byte as i8) >= -0x40)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_become_lines_and_columns_and_back() {
        let text = "één\n\nzwei";
        let lines = Lines::new(text);
        for (byte, place) in
            [(0, (1, 1)), (2, (1, 2)), (5, (1, 4)), (6, (2, 1)), (7, (3, 1)), (11, (3, 5))]
        {
            assert_eq!(lines.at(byte), place, "{byte}");
            assert_eq!(lines.offset(place.0, place.1), Some(byte), "{place:?}");
        }
        assert_eq!(lines.at(1), (1, 1));
        assert_eq!(lines.at(99), (3, 5));
        assert_eq!(lines.offset(3, 6), None);
        assert_eq!(lines.offset(0, 1), None);
    }

    #[test]
    fn code_points_are_counted_in_front_of_each_byte() {
        let long = "“Łódź” ".repeat(50);
        for text in ["", "plain", "é", long.as_str()] {
            let points = CodePoints::new(text);
            for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                assert_eq!(points.at(at as u32) as usize, text[..at].chars().count(), "{at}");
            }
        }
    }
}
