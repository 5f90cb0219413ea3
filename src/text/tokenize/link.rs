//! Where an address, a handle or a tag ends.

/// Endings of host names that make a word with a full stop inside an address.
const TOP_LEVEL: &[&str] = &[
    "com", "org", "net", "gov", "edu", "mil", "int", "info", "io", "tv", "co", "uk", "us", "de",
    "fr", "eu", "ru", "cn", "jp", "in", "au", "ca", "ch", "at", "it", "es", "nl", "se", "no", "fi",
    "dk", "pl", "be", "ie", "nz", "za", "br", "ar", "mx", "il", "ir", "tr", "ua", "ly", "me",
    "news",
];

/// Longer host names and mail addresses do not exist.
const LONGEST_NAME: usize = 254;

/// The end of the address whose first word is `start..end`, if it is one: `https://…`,
/// `www.…`, `anna@northwind.org`, `northwind.org/news`.
pub(super) fn end(bytes: &[u8], start: usize, end: usize) -> Option<usize> {
    let word = bytes.get(start..end)?;
    let rest = bytes.get(end..)?;
    if rest.starts_with(b"://") {
        return Some(address_end(bytes, end + 3));
    }
    if rest.first() == Some(&b':') {
        return None;
    }
    if word.eq_ignore_ascii_case(b"www") {
        return Some(address_end(bytes, end));
    }
    let name_end = end + rest.iter().take(LONGEST_NAME).take_while(|&&b| is_name_byte(b)).count();
    if bytes.get(name_end) == Some(&b'@') {
        let host = bytes.get(name_end + 1..)?;
        let length =
            host.iter().take_while(|b| b.is_ascii_alphanumeric() || b".-".contains(b)).count();
        let end = trimmed(bytes, name_end + 1, name_end + 1 + length);
        return (end > name_end + 1).then_some(end);
    }
    let name_end = trimmed(bytes, start, name_end);
    let host = std::str::from_utf8(bytes.get(start..name_end)?).ok()?;
    let (_, ending) = host.rsplit_once('.')?;
    if !TOP_LEVEL.contains(&ending) || host.contains('_') {
        return None;
    }
    Some(if bytes.get(name_end) == Some(&b'/') { address_end(bytes, name_end) } else { name_end })
}

/// The end of the `@handle` or `#tag` that begins at `at`.
pub(super) fn tag_end(bytes: &[u8], at: usize) -> Option<usize> {
    let name = bytes.get(at + 1..)?;
    let length = name.iter().take_while(|&&b| b.is_ascii_alphanumeric() || b == b'_').count();
    let letters = name.iter().take(length).any(|b| b.is_ascii_alphabetic());
    letters.then_some(at + 1 + length)
}

fn is_name_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"._-+".contains(&b)
}

/// Addresses end at white space, quotation marks and angle brackets, before closing punctuation.
fn address_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let length =
        rest.iter().take_while(|&&b| (0x21..0x7f).contains(&b) && !b"<>\"".contains(&b)).count();
    trimmed(bytes, start, start + length)
}

fn trimmed(bytes: &[u8], start: usize, mut end: usize) -> usize {
    while end > start && b".,;:!?')]-_+".contains(&bytes[end - 1]) {
        end -= 1;
    }
    end
}
