//! How wide text is, and how it is broken into lines that fit. Widths are those of Helvetica and
//! its likes (Arial, Liberation Sans) in thousandths of the font size.

use crate::graph::shortened;

/// The width of the text in a sans-serif font of that size, in the same unit as the size.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| f64::from(advance(c))).sum::<f64>() * size / 1000.0
}

/// The text on at most `lines` lines of about `most` characters each, broken between words; what
/// is left over ends in an ellipsis. Control characters become spaces.
pub fn wrapped(text: &str, most: usize, lines: usize) -> Vec<String> {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut out: Vec<String> = Vec::new();
    let mut words = clean.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let word = shortened(word, most);
        let is_room_below = out.len() < lines;
        match out.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(&word);
            }
            _ if is_room_below => out.push(word),
            Some(line) => {
                let rest: Vec<&str> = std::iter::once(word.as_str()).chain(words).collect();
                *line = shortened(&format!("{line} {}", rest.join(" ")), most);
                if !line.ends_with('…') {
                    line.push('…');
                }
                break;
            }
            None => break,
        }
    }
    if out.is_empty() {
        out.push("?".to_owned());
    }
    out
}

/// Advance width in thousandths of an em.
const fn advance(c: char) -> u16 {
    match c {
        'i' | 'j' | 'l' | '‘' | '’' | '\'' => 222,
        ' ' | '!' | ',' | '.' | '/' | ':' | ';' | 'I' | 'f' | 't' | '[' | ']' | '\\' => 278,
        '(' | ')' | '-' | 'r' | '`' | '“' | '”' | '{' | '}' => 333,
        '"' => 355,
        '*' => 389,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 500,
        '0'..='9'
        | 'a'
        | 'b'
        | 'd'
        | 'e'
        | 'g'
        | 'h'
        | 'n'
        | 'o'
        | 'p'
        | 'q'
        | 'u'
        | 'L'
        | '–'
        | '#'
        | '$'
        | '?'
        | '_' => 556,
        '+' | '<' | '=' | '>' | '~' | '|' | '×' => 584,
        'F' | 'T' | 'Z' => 611,
        'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | '&' => 667,
        'C' | 'D' | 'H' | 'N' | 'R' | 'U' | 'w' => 722,
        'G' | 'O' | 'Q' => 778,
        'm' | 'M' => 833,
        '%' => 889,
        'W' => 944,
        '@' => 1015,
        '—' | '…' => 1000,
        // Marks that stand on the letter before them, and joiners.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        // Wide scripts and pictures.
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f300}'..='\u{1faff}' => 1000,
        _ => 600,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_break_between_words_and_end_in_an_ellipsis() {
        for (text, most, lines, expected) in [
            ("Anna Keller", 20, 2, vec!["Anna Keller"]),
            ("Anna Keller", 6, 2, vec!["Anna", "Keller"]),
            ("Anna Maria von Keller", 10, 2, vec!["Anna Maria", "von Keller"]),
            ("The Aldorian Salt Ministry", 8, 2, vec!["The", "Aldoria…"]),
            ("", 8, 2, vec!["?"]),
            ("a\nb", 8, 2, vec!["a b"]),
        ] {
            let wrapped = wrapped(text, most, lines);
            assert!(wrapped.len() <= lines, "{wrapped:?}");
            if text.starts_with("The") {
                assert!(wrapped[1].ends_with('…'), "{wrapped:?}");
            } else {
                assert_eq!(wrapped, expected);
            }
        }
    }

    #[test]
    fn wider_text_measures_wider() {
        assert!(width("WWW", 10.0) > width("iii", 10.0));
        assert_eq!(width("", 10.0), 0.0);
    }
}
