//! From bytes to text: byte order marks, UTF-16 without one, legacy encodings, and what is no text
//! at all. UTF-8 passes through as it is; single broken characters in it are replaced.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes are looked at to find the encoding of a file that is read piece by piece.
const SAMPLE: usize = 64 << 10;

/// What the bytes of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// Text in this encoding.
    Text(&'static Encoding),
    /// No text; a few words on what it is instead.
    Binary(&'static str),
}

/// Beginnings of files that are no text.
const SIGNATURES: &[(usize, &[u8], &str)] = &[
    (0, b"\x89PNG", "a picture"),
    (0, b"\xff\xd8\xff", "a picture"),
    (0, b"GIF8", "a picture"),
    (0, b"II*\0", "a picture"),
    (0, b"MM\0*", "a picture"),
    (0, b"\0\0\x01\0", "a picture"),
    (8, b"WEBP", "a picture"),
    (8, b"WAVE", "a sound file"),
    (0, b"ID3", "a sound file"),
    (0, b"OggS", "a sound file"),
    (4, b"ftyp", "a film or picture"),
    (0, b"\x1aE\xdf\xa3", "a film"),
    (0, b"%PDF-", "a PDF file"),
    (0, b"PK\x03\x04", "a zip archive or office file"),
    (0, b"\xd0\xcf\x11\xe0", "an office file"),
    (0, b"7z\xbc\xaf", "an archive"),
    (0, b"Rar!", "an archive"),
    (0, b"BZh", "a bzip2 file"),
    (0, b"\xfd7zXZ\0", "an xz file"),
    (0, b"\x7fELF", "a program"),
    (0, b"SQLite format 3\0", "a database"),
    (0, b"PAR1", "a Parquet file"),
];

/// What `sample` is. `is_whole` tells that nothing follows it.
pub fn coding(sample: &[u8], is_whole: bool) -> Coding {
    if let Some((encoding, _)) = Encoding::for_bom(sample) {
        return Coding::Text(encoding);
    }
    let is_signed = |(at, signature, _): &&(usize, &[u8], &str)| {
        sample.get(*at..).is_some_and(|rest| rest.starts_with(signature))
    };
    if let Some((_, _, what)) = SIGNATURES.iter().find(is_signed) {
        return Coding::Binary(what);
    }
    if let Some(encoding) = utf_16(sample) {
        return Coding::Text(encoding);
    }
    let is_control = |b: &&u8| matches!(b, 0..=8 | 14..=26 | 28..=31);
    if sample.iter().filter(is_control).count() * 20 > sample.len() {
        return Coding::Binary("binary data");
    }
    if is_mostly_utf_8(sample, is_whole) {
        return Coding::Text(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, is_whole);
    Coding::Text(detector.guess(None, Utf8Detection::Deny))
}

/// UTF-16 without a byte order mark: blanks and punctuation have their zero bytes on one side only.
fn utf_16(sample: &[u8]) -> Option<&'static Encoding> {
    let sample = sample.get(..sample.len().min(4096) & !1)?;
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let encoding = match (even, odd) {
        (0, odd) if odd > 0 => UTF_16LE,
        (even, 0) if even > 0 => UTF_16BE,
        _ => return None,
    };
    if (even + odd) * 20 < sample.len() {
        return None;
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(sample)?;
    let is_odd = |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    text.chars().all(|c| !is_odd(&c)).then_some(encoding)
}

/// Whether the bytes are UTF-8, perhaps with a few broken characters in it.
fn is_mostly_utf_8(bytes: &[u8], is_whole: bool) -> bool {
    let (mut good, mut broken) = (0_usize, 0_usize);
    let mut rest = bytes.len();
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        rest -= chunk.valid().len() + chunk.invalid().len();
        let is_cut_off = rest == 0 && !is_whole;
        broken += usize::from(!chunk.invalid().is_empty() && !is_cut_off);
    }
    broken == 0 || good > broken
}

/// The text that `bytes` are, or what they are instead. `declared` is what the file itself says of
/// its encoding; it counts where the bytes are not UTF-8.
pub fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Result<String, &'static str> {
    let encoding = match coding(&bytes, true) {
        Coding::Text(encoding) => encoding,
        Coding::Binary(what) => return Err(what),
    };
    if encoding == UTF_8 {
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        return Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        });
    }
    let is_unicode = encoding == UTF_16LE || encoding == UTF_16BE;
    let declared = declared.filter(|e| !is_unicode && *e != UTF_8 && e.is_ascii_compatible());
    Ok(declared.unwrap_or(encoding).decode(&bytes).0.into_owned())
}

/// The text of one record of a file that is read piece by piece.
pub fn record_text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        // A legacy file can begin with more plain ASCII than was looked at.
        Err(_) => match coding(bytes, true) {
            Coding::Text(encoding) if encoding.is_ascii_compatible() => encoding.decode(bytes).0,
            _ => String::from_utf8_lossy(bytes),
        },
    }
}

/// The same bytes as UTF-8, or what they are instead. Text in UTF-8 is not looked at further and
/// may hold broken characters.
pub fn to_utf_8(
    mut bytes: Box<dyn BufRead + Send>,
) -> io::Result<Result<Box<dyn BufRead + Send>, &'static str>> {
    let mut sample = Vec::new();
    bytes.by_ref().take(SAMPLE as u64).read_to_end(&mut sample)?;
    let coding = coding(&sample, sample.len() < SAMPLE);
    let has_bom = sample.starts_with(b"\xef\xbb\xbf");
    let mut sample = io::Cursor::new(sample);
    if has_bom {
        sample.set_position(3);
    }
    let whole = sample.chain(bytes);
    Ok(match coding {
        Coding::Binary(what) => Err(what),
        Coding::Text(encoding) if encoding == UTF_8 => Ok(Box::new(whole)),
        Coding::Text(encoding) => {
            let decoder = encoding.new_decoder_with_bom_removal();
            Ok(Box::new(BufReader::with_capacity(
                SAMPLE,
                Decoding { bytes: whole, decoder, spare: Vec::new() },
            )))
        }
    })
}

/// Decodes while reading.
struct Decoding<R> {
    bytes: R,
    decoder: Decoder,
    /// Decoded text for which the last reader had no room.
    spare: Vec<u8>,
}

impl<R: BufRead> Read for Decoding<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.spare.is_empty() {
            let piece = self.bytes.fill_buf()?;
            let is_last = piece.is_empty();
            let room =
                self.decoder.max_utf8_buffer_length(piece.len()).unwrap_or(piece.len() * 3 + 16);
            self.spare.resize(room, 0);
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(piece, &mut self.spare, is_last);
            self.spare.truncate(written);
            self.bytes.consume(read);
            if is_last && result == CoderResult::InputEmpty {
                break;
            }
        }
        let count = self.spare.len().min(out.len());
        let (now, _) = self.spare.split_at(count);
        if let Some(out) = out.get_mut(..count) {
            out.copy_from_slice(now);
        }
        self.spare.drain(..count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{EUC_JP, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

    fn utf_16(text: &str, is_little: bool) -> Vec<u8> {
        let unit = |u: u16| if is_little { u.to_le_bytes() } else { u.to_be_bytes() };
        text.encode_utf16().flat_map(unit).collect()
    }

    const ENGLISH: &str =
        "Anna Keller met Boris Marten at Lake Veyra — “at last”, she said.\nThe café was full.";
    const RUSSIAN: &str =
        "Борис Мартен встретился с Анной Келлер на озере Вейра в среду. Они говорили два часа.";

    #[test]
    fn every_encoding_gives_the_same_text_at_once_and_piece_by_piece() {
        let bom = |text: &str| format!("\u{feff}{text}");
        for (name, bytes, wanted) in [
            ("utf-8", ENGLISH.as_bytes().to_vec(), ENGLISH),
            ("utf-8 with mark", bom(ENGLISH).into_bytes(), ENGLISH),
            ("utf-16le", utf_16(ENGLISH, true), ENGLISH),
            ("utf-16be", utf_16(ENGLISH, false), ENGLISH),
            ("utf-16le with mark", utf_16(&bom(ENGLISH), true), ENGLISH),
            ("utf-16be with mark", utf_16(&bom(ENGLISH), false), ENGLISH),
            ("utf-16le russian", utf_16(RUSSIAN, true), RUSSIAN),
            ("windows-1252", WINDOWS_1252.encode(ENGLISH).0.into_owned(), ENGLISH),
            ("windows-1251", WINDOWS_1251.encode(RUSSIAN).0.into_owned(), RUSSIAN),
            ("empty", Vec::new(), ""),
        ] {
            assert_eq!(decode(bytes.clone(), None).as_deref(), Ok(wanted), "{name}");
            let mut text = String::new();
            let stream = to_utf_8(Box::new(io::Cursor::new(bytes))).expect("in memory");
            stream.expect(name).read_to_string(&mut text).expect(name);
            assert_eq!(text, wanted, "{name}, piece by piece");
        }
    }

    #[test]
    fn a_long_legacy_file_decodes_across_buffers() {
        let text = "日本の首相は水曜日に会談した。".repeat(20_000);
        for encoding in [SHIFT_JIS, EUC_JP] {
            let bytes = encoding.encode(&text).0.into_owned();
            let mut decoded = String::new();
            let stream = to_utf_8(Box::new(io::Cursor::new(bytes))).expect("in memory");
            stream.expect("text").read_to_string(&mut decoded).expect("decodes");
            assert!(decoded == text, "{}", encoding.name());
        }
    }

    #[test]
    fn broken_characters_in_utf_8_are_replaced() {
        let mut bytes = "“Café”, he said".as_bytes().to_vec();
        bytes.push(0xff);
        assert_eq!(decode(bytes, None).as_deref(), Ok("“Café”, he said\u{fffd}"));
    }

    #[test]
    fn what_the_file_declares_counts_where_it_is_not_utf_8() {
        let bytes = WINDOWS_1251.encode("мир").0.into_owned();
        assert_eq!(decode(bytes, Some(WINDOWS_1251)).as_deref(), Ok("мир"));
        assert_eq!(decode("мир".into(), Some(WINDOWS_1251)).as_deref(), Ok("мир"));
    }

    #[test]
    fn what_is_no_text_is_recognised() {
        for (bytes, wanted) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "a picture"),
            (b"PK\x03\x04\x14\0\0\0", "a zip archive or office file"),
            (b"%PDF-1.7\n", "a PDF file"),
            (b"\0\x01\x02\x03\x04\x05\x06\x07\0\0\0\0", "binary data"),
        ] {
            assert_eq!(decode(bytes.to_vec(), None), Err(wanted));
        }
        assert_eq!(
            decode(b"Keller met\0 Marten in Port Salis on Wednesday.".to_vec(), None).as_deref(),
            Ok("Keller met\0 Marten in Port Salis on Wednesday.")
        );
    }
}
