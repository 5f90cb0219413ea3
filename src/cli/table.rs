//! Columns that line up, whatever the script: widths are those of a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Lines with their cells padded to the widest of each column; `most` bounds the columns, and what
/// is longer ends in an ellipsis. Columns for which `is_number` holds stand to the right.
pub fn lines(rows: &[Vec<String>], most: &[usize], is_number: &[bool]) -> Vec<String> {
    let cut: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().zip(most).map(|(cell, most)| shortened(cell, *most)).collect())
        .collect();
    let widths: Vec<usize> = (0..most.len())
        .map(|column| {
            cut.iter().filter_map(|row| row.get(column)).map(|c| c.width()).max().unwrap_or(0)
        })
        .collect();
    cut.iter()
        .map(|row| {
            let mut line = String::new();
            for ((cell, width), is_number) in row.iter().zip(&widths).zip(is_number) {
                if !line.is_empty() {
                    line.push_str("  ");
                }
                let blanks = " ".repeat(width.saturating_sub(cell.width()));
                if *is_number {
                    line.push_str(&blanks);
                }
                line.push_str(cell);
                if !is_number {
                    line.push_str(&blanks);
                }
            }
            line.trim_end().to_owned()
        })
        .collect()
}

/// The text in at most `most` columns, on one line and without what would move the cursor.
pub fn shortened(text: &str, most: usize) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if plain.width() <= most {
        return plain;
    }
    let mut short = String::new();
    let mut width = 0;
    for c in plain.chars() {
        width += c.width().unwrap_or(0);
        if width >= most {
            break;
        }
        short.push(c);
    }
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_for_wide_characters_too() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows = [
            row(["Anna Keller", "Port Salis", "2"]),
            row(["陈瑞", "", "11"]),
            row(["A very long name indeed", "x\ty", "3"]),
        ];
        assert_eq!(
            lines(&rows, &[12, 12, 5], &[false, false, true]),
            [
                "Anna Keller   Port Salis   2",
                "陈瑞                      11",
                "A very long…  x y          3",
            ]
        );
    }
}
