//! Actor dictionaries of PETRARCH: a name in capitals with `_` for blanks, its codes in square
//! brackets behind it or on lines of their own, `+` before other names, dates in the codes.
//!
//! Codes begin with three letters for a country or a sort of organization. A name whose codes have
//! dates is a person in office; one that has nothing but a country's code is the country.

use super::record::{Record, Tenure};
use super::world::two_letters;
use super::{Format, Import, ImportError};
use crate::gazetteer::schema::Kind;
use crate::text::fold::fold;

pub const FORMAT: Format = Format {
    name: "petrarch",
    description: "PETRARCH actor dictionary, with the dates of its codes",
    source: None,
    licence: None,
    needs_kind: false,
    read,
};

/// What the second three letters of a code call somebody.
const ROLES: &[(&str, &str)] = &[
    ("GOV", "member of the government"),
    ("MIL", "military officer"),
    ("LEG", "member of parliament"),
    ("JUD", "judge"),
    ("OPP", "opposition politician"),
    ("REB", "rebel leader"),
    ("COP", "police officer"),
    ("SPY", "intelligence officer"),
    ("BUS", "business leader"),
    ("MED", "journalist"),
    ("EDU", "educator"),
    ("ELI", "former official"),
];

/// First letters of codes of organizations.
const ORGANIZATIONS: &[&str] = &["IGO", "NGO", "NGM", "MNC", "IMG", "INT", "UAF"];

/// An actor as far as it has been read.
#[derive(Default)]
struct Actor {
    line: u64,
    names: Vec<String>,
    codes: Vec<Code>,
}

struct Code {
    text: String,
    from: Option<String>,
    to: Option<String>,
}

fn read(import: &mut Import<'_>) -> Result<(), ImportError> {
    let mut lines = import.lines()?;
    let mut actor = Actor::default();
    let mut is_comment = false;
    while let Some(line) = lines.next()? {
        let number = line.number;
        let text = match line.text {
            Ok(text) => text,
            Err(why) => {
                import.bad(number, why);
                continue;
            }
        };
        let bare = uncommented(&text, &mut is_comment);
        let bare = bare.trim();
        if bare.is_empty() {
            continue;
        }
        let at = bare.find('[').unwrap_or(bare.len());
        let (name, codes) = bare.split_at(at);
        let name = name.trim();
        if let Some(other) = name.strip_prefix('+') {
            actor.names.push(written(other));
        } else if !name.is_empty() {
            finish(std::mem::take(&mut actor), import)?;
            actor = Actor { line: number, names: vec![written(name)], codes: Vec::new() };
        }
        for code in codes.split('[').skip(1) {
            match code
                .split_once(']')
                .ok_or("a code without its bracket")
                .and_then(|(c, _)| read_code(c))
            {
                Ok(code) => actor.codes.push(code),
                Err(why) => import.bad(number, why),
            }
        }
    }
    finish(actor, import)
}

fn finish(actor: Actor, import: &mut Import<'_>) -> Result<(), ImportError> {
    let Actor { line, mut names, codes } = actor;
    if names.is_empty() {
        return Ok(());
    }
    let Some(first) = codes.first() else {
        import.bad(line, "the actor has no code");
        return Ok(());
    };
    let head = first.text.get(..3).unwrap_or_default().to_owned();
    let country = two_letters(&head);
    let is_dated = codes.iter().any(|code| code.from.is_some() || code.to.is_some());
    let is_country = country.is_some() && codes.iter().all(|code| code.text.len() == 3);
    let kind = if is_dated {
        Some(Kind::Person)
    } else if is_country {
        Some(Kind::Place)
    } else if ORGANIZATIONS.contains(&head.as_str()) {
        Some(Kind::Organization)
    } else {
        import.options.kinds.first().copied()
    };
    let Some(kind) = kind else {
        import.bad(
            line,
            format!("{} does not tell what {} is; say so with --kind", first.text, names[0]),
        );
        return Ok(());
    };
    let mut record = Record::new(Some(kind), names.remove(0));
    // Other names of a country are its cities, its people and its rulers as well.
    match kind {
        Kind::Place => record.weak = names,
        _ => record.aliases = names,
    }
    record.countries = country.into_iter().map(str::to_owned).collect();
    let own = country.and_then(|code| import.world.country_name(code));
    record.is_country =
        kind == Kind::Place && own.is_some_and(|own| fold(own) == fold(&record.name));
    if kind == Kind::Person {
        let of = country.and_then(|code| import.world.country_name(code));
        for code in codes {
            let tail = code.text.get(3..6).unwrap_or_default();
            let role = ROLES.iter().find(|(code, _)| *code == tail);
            let Some((_, title)) = role else { continue };
            // The last code without dates is what somebody is taken for at any other time.
            if code.from.is_none() && code.to.is_none() && is_dated {
                continue;
            }
            record.tenures.push(Tenure {
                title: (*title).to_owned(),
                of: of.map(str::to_owned),
                from: code.from,
                to: code.to,
                ..Tenure::default()
            });
        }
    }
    import.take(record, line)
}

/// `USAGOV 20010120-20090120`, `USAGOV >010120`, `USAELI <010120`, `USA`.
fn read_code(text: &str) -> Result<Code, &'static str> {
    let mut words = text.split_whitespace();
    let code = words.next().unwrap_or_default();
    if code.len() < 3 || !code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
        return Err("a code is three or more capitals");
    }
    let (mut from, mut to) = (None, None);
    if let Some(dates) = words.next() {
        if let Some(day) = dates.strip_prefix('>') {
            from = Some(read_date(day)?);
        } else if let Some(day) = dates.strip_prefix('<') {
            to = Some(read_date(day)?);
        } else {
            let (first, last) = dates.split_once('-').ok_or("a code's dates are a-b, >a or <b")?;
            (from, to) = (Some(read_date(first)?), Some(read_date(last)?));
        }
    }
    Ok(Code { text: code.to_owned(), from, to })
}

/// YYYYMMDD, or YYMMDD of the hundred years that ended in 2029.
fn read_date(text: &str) -> Result<String, &'static str> {
    const WRONG: &str = "a date is YYYYMMDD or YYMMDD";
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(WRONG);
    }
    let long = match text.len() {
        8 => text.to_owned(),
        6 if text < "30" => format!("20{text}"),
        6 => format!("19{text}"),
        _ => return Err(WRONG),
    };
    let (year, rest) = long.split_at(4);
    let (month, day) = rest.split_at(2);
    super::record::date(&format!("{year}-{month}-{day}")).ok_or("no calendar has the date")
}

/// The line without `#`, `;` and `<!-- -->` comments.
fn uncommented(line: &str, is_comment: &mut bool) -> String {
    let mut out = String::new();
    let mut rest = line;
    loop {
        if *is_comment {
            let Some(end) = rest.find("-->") else { return out };
            rest = &rest[end + 3..];
            *is_comment = false;
        }
        match rest.find("<!--") {
            Some(start) => {
                out.push_str(&rest[..start]);
                rest = &rest[start + 4..];
                *is_comment = true;
            }
            None => {
                out.push_str(rest);
                break;
            }
        }
    }
    out.truncate(out.find(['#', ';']).unwrap_or(out.len()));
    out
}

/// The name with blanks and small letters: `ANNA_KELLER_` is Anna Keller.
fn written(name: &str) -> String {
    let name = name.trim().trim_end_matches(['_', '=']);
    let words = name.split(['_', ' ']).filter(|word| !word.is_empty()).enumerate();
    let words = words.map(|(at, word)| {
        let lower = word.to_lowercase();
        let is_small = ["of", "the", "and", "for", "in", "al", "bin", "de", "van", "von"];
        if at > 0 && is_small.contains(&lower.as_str()) {
            return lower;
        }
        let is_acronym = word.len() > 1 && !word.contains(['A', 'E', 'I', 'O', 'U', 'Y']);
        if is_acronym || word.contains('.') {
            return word.to_owned();
        }
        let mut begins = true;
        let capital = lower.chars().map(|c| {
            let c = if begins { c.to_uppercase().next().unwrap_or(c) } else { c };
            begins = matches!(c, '-' | '\'');
            c
        });
        capital.collect()
    });
    words.collect::<Vec<String>>().join(" ")
}
