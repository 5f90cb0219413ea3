//! Opens a file or standard input, looks inside its compression, and chooses its reader.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use super::encoding::{self, Coding};
use super::{Input, Place, READERS, ReadError, ReadOptions, Reader, Reason};

const BUFFER: usize = 256 << 10;

/// How much of a file is looked at to find its format.
const BEGINNING: u64 = 4096;

/// Opens `path` and finds who reads it: by its ending, else by its content.
pub fn open(
    path: &Path,
    id: &str,
    options: &Arc<ReadOptions>,
) -> Result<(&'static dyn Reader, Input), ReadError> {
    let mut place = Place { path: path.to_owned(), id: id.to_owned(), is_compressed: false };
    let raw: Box<dyn BufRead + Send> = if path == Path::new("-") {
        Box::new(BufReader::with_capacity(BUFFER, io::stdin()))
    } else {
        match File::open(path) {
            Ok(file) => Box::new(BufReader::with_capacity(BUFFER, file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(place.error(None, Reason::Missing));
            }
            Err(error) => return Err(place.error(None, Reason::Io(error))),
        }
    };
    let (is_compressed, bytes) =
        decompressed(raw, path).map_err(|error| place.io_error(None, error))?;
    place.is_compressed = is_compressed;
    let by_ending = place.ending().and_then(|ending| reader_of(&ending));
    let (reader, bytes) = match by_ending {
        Some(reader) => (reader, bytes),
        None => by_content(bytes).map_err(|error| place.io_error(None, error))?,
    };
    Ok((reader, Input { bytes, place, options: Arc::clone(options) }))
}

/// The reader of files that end in `ending`, in lower case.
pub fn reader_of(ending: &str) -> Option<&'static dyn Reader> {
    READERS.iter().find(|reader| reader.extensions().contains(&ending)).copied()
}

/// A file name without the ending of its compression.
pub fn without_compression(name: &str) -> &str {
    let is_packed = |ending: &str| {
        let ending = ending.to_ascii_lowercase();
        ending == "gz" || ending == "zst"
    };
    match name.rsplit_once('.') {
        Some((stem, ending)) if is_packed(ending) => stem,
        _ => name,
    }
}

/// The bytes out of their compression, which is known by its first bytes. A file that is called
/// compressed and is not was damaged on its way.
fn decompressed(
    mut raw: Box<dyn BufRead + Send>,
    path: &Path,
) -> io::Result<(bool, Box<dyn BufRead + Send>)> {
    let mut first = Vec::new();
    raw.by_ref().take(4).read_to_end(&mut first)?;
    let is_gz = first.starts_with(&[0x1f, 0x8b]);
    let is_zst = first.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]);
    let whole = Cursor::new(first).chain(raw);
    if is_gz {
        let gz = flate2::bufread::MultiGzDecoder::new(whole);
        return Ok((true, Box::new(BufReader::with_capacity(BUFFER, gz))));
    }
    if is_zst {
        let zst = zstd::stream::read::Decoder::with_buffer(whole)?;
        return Ok((true, Box::new(BufReader::with_capacity(BUFFER, zst))));
    }
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    if without_compression(&name).len() < name.len() {
        let message = "it begins neither as gzip nor as zstd does";
        return Ok((true, Box::new(BufReader::new(Failing(Some(io::Error::other(message)))))));
    }
    Ok((false, Box::new(whole)))
}

/// Bytes that cannot be read.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

type Chosen = (&'static dyn Reader, Box<dyn BufRead + Send>);

/// Who reads a file whose name does not say it.
fn by_content(mut bytes: Box<dyn BufRead + Send>) -> io::Result<Chosen> {
    let mut sample = Vec::new();
    bytes.by_ref().take(BEGINNING).read_to_end(&mut sample)?;
    let beginning = match encoding::coding(&sample, false) {
        Coding::Text(encoding) => encoding.decode(&sample).0.into_owned(),
        Coding::Binary(_) => String::new(),
    };
    let beginning = beginning.trim_start();
    let recognizes = |reader: &&&dyn Reader| reader.recognizes(beginning);
    let reader = READERS.iter().find(recognizes).copied().unwrap_or(&super::plain::Plain);
    Ok((reader, Box::new(Cursor::new(sample).chain(bytes))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_tells_the_format_where_the_name_does_not() {
        for (content, wanted) in [
            ("{\"text\": \"Keller met Marten.\"}\n", "JSON Lines"),
            ("  [{\"text\": \"Keller met Marten.\"}]", "JSON Lines"),
            ("<!DOCTYPE html><p>Keller met Marten.", "HTML"),
            ("<HTML lang=en>", "HTML"),
            ("---\ntitle: Talks\n---\nKeller met Marten.", "Markdown"),
            ("# Talks\n\nKeller met Marten.", "Markdown"),
            ("id,title,text\n1,Talks,Keller met Marten.\n", "CSV"),
            ("[Port Salis] Keller met Marten, and said so.", "plain text"),
            ("Keller met Marten, the text says.\n", "plain text"),
            ("", "plain text"),
        ] {
            let bytes = Box::new(Cursor::new(content.as_bytes().to_vec()));
            let (reader, mut rest) = by_content(bytes).expect("in memory");
            assert_eq!(reader.name(), wanted, "{content:?}");
            let mut all = String::new();
            rest.read_to_string(&mut all).expect("in memory");
            assert_eq!(all, content);
        }
    }
}
