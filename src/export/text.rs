//! Text on its way into other programs: what none of them takes is replaced, the rest is escaped
//! as each syntax asks.

use std::borrow::Cow;
use std::io::{self, Write};

/// Whether some program refuses the character: controls other than tab and line ends (XML, Neo4j
/// and C strings do), and the two code points that are no characters.
pub fn unprintable(c: char) -> bool {
    (c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// The text with U+FFFD in place of every [`unprintable`] character.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.contains(unprintable) {
        Cow::Owned(text.replace(unprintable, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Writes text of XML, for elements and for attributes in double quotes. Line ends and tabs are
/// written as numbers, for attributes would turn them into spaces.
pub fn xml(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let text = clean(text);
    let mut rest: &str = &text;
    while let Some(at) = rest.find(['<', '>', '&', '"', '\n', '\r', '\t']) {
        let (before, after) = rest.split_at(at);
        out.write_all(before.as_bytes())?;
        let entity = match after.as_bytes().first() {
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'&') => "&amp;",
            Some(b'"') => "&quot;",
            Some(b'\n') => "&#10;",
            Some(b'\r') => "&#13;",
            _ => "&#9;",
        };
        out.write_all(entity.as_bytes())?;
        rest = after.get(1..).unwrap_or("");
    }
    out.write_all(rest.as_bytes())
}

/// Writes a JSON string.
pub fn json(out: &mut dyn Write, text: &str) -> io::Result<()> {
    serde_json::to_writer(out, &clean(text)).map_err(io::Error::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_keeps_every_character_that_it_can() {
        for (text, expected) in [
            ("Anna \"A\" <Keller> & Co", "Anna &quot;A&quot; &lt;Keller&gt; &amp; Co"),
            ("a\nb\tc\rd", "a&#10;b&#9;c&#13;d"),
            ("a\0b\u{1}\u{ffff}", "a\u{fffd}b\u{fffd}\u{fffd}"),
            ("أنا 🦀", "أنا 🦀"),
        ] {
            let mut out = Vec::new();
            xml(&mut out, text).expect("memory");
            assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);
        }
    }
}
