//! GeoNames: tables of places (`cities15000.txt`, `allCountries.txt` …), `countryInfo.txt` and
//! `admin1CodesASCII.txt`. Columns as in the readme of the dump.

use super::record::Record;
use super::{Format, Import, ImportError};
use crate::gazetteer::schema::Kind;

const SOURCE: Option<&str> = Some("GeoNames, geonames.org");
const LICENCE: Option<&str> = Some("CC BY 4.0");

pub const CITIES: Format = Format {
    name: "geonames",
    description: "GeoNames places: cities15000.txt, cities500.txt, allCountries.txt",
    source: SOURCE,
    licence: LICENCE,
    needs_kind: false,
    read: places,
};

pub const COUNTRIES: Format = Format {
    name: "geonames-countries",
    description: "GeoNames countryInfo.txt",
    source: SOURCE,
    licence: LICENCE,
    needs_kind: false,
    read: countries,
};

pub const REGIONS: Format = Format {
    name: "geonames-regions",
    description: "GeoNames admin1CodesASCII.txt",
    source: SOURCE,
    licence: LICENCE,
    needs_kind: false,
    read: regions,
};

/// Hands each row with at least `least` cells to `make`.
fn rows(
    import: &mut Import<'_>,
    least: usize,
    make: impl Fn(&[&str], &Import<'_>) -> Result<Option<Record>, String>,
) -> Result<(), ImportError> {
    let mut lines = import.lines()?;
    while let Some(line) = lines.next()? {
        let text = match line.text {
            Ok(text) => text,
            Err(why) => {
                import.bad(line.number, why);
                continue;
            }
        };
        if text.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = text.split('\t').collect();
        if cells.len() < least {
            let count = cells.len();
            import.bad(line.number, format!("{count} cells between tabs where {least} belong"));
            continue;
        }
        match make(&cells, import) {
            Ok(Some(record)) => import.take(record, line.number)?,
            Ok(None) => import.report.filtered += 1,
            Err(why) => import.bad(line.number, why),
        }
    }
    Ok(())
}

/// geonameid, name, asciiname, alternatenames, latitude, longitude, feature class, feature code,
/// country code, cc2, admin1 … admin4 code, population, elevation, dem, timezone, modification date.
fn places(import: &mut Import<'_>) -> Result<(), ImportError> {
    rows(import, 19, |cells, import| {
        let id = number(cells[0], "geonameid")?;
        let Some(sort) = sort_of(cells[6], cells[7]) else { return Ok(None) };
        let mut record = Record::new(Some(Kind::Place), cells[1]);
        record.id = format!("gn{id}");
        record.aliases.push(cells[2].to_owned());
        if import.options.alternate_names {
            record.weak =
                cells[3].split(',').filter(|name| is_latin(name)).map(str::to_owned).collect();
        }
        record.countries.push(cells[8].to_owned());
        record.is_country = sort == "country";
        record.sort = Some(sort.to_owned());
        record.population = Some(number(cells[14], "population")?).filter(|count| *count > 0);
        Ok(Some(record))
    })
}

/// ISO, ISO3, ISO-Numeric, fips, Country, Capital, Area, Population, Continent, tld, CurrencyCode,
/// CurrencyName, Phone, Postal Code Format, Postal Code Regex, Languages, geonameid, neighbours …
fn countries(import: &mut Import<'_>) -> Result<(), ImportError> {
    rows(import, 17, |cells, _| {
        if cells[0].len() != 2 || !cells[0].bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(format!("“{}” is no two-letter code", cells[0]));
        }
        let mut record = Record::new(Some(Kind::Place), cells[4]);
        record.id = format!("gn{}", number(cells[16], "geonameid")?);
        record.countries.push(cells[0].to_owned());
        record.is_country = true;
        record.sort = Some("country".to_owned());
        record.population = Some(number(cells[7], "population")?).filter(|count| *count > 0);
        Ok(Some(record))
    })
}

/// code (country.region), name, name ascii, geonameid.
fn regions(import: &mut Import<'_>) -> Result<(), ImportError> {
    rows(import, 4, |cells, _| {
        let Some((country, _)) = cells[0].split_once('.') else {
            return Err(format!("“{}” is no code of country and region", cells[0]));
        };
        let mut record = Record::new(Some(Kind::Place), cells[1]);
        record.id = format!("gn{}", number(cells[3], "geonameid")?);
        record.aliases.push(cells[2].to_owned());
        record.countries.push(country.to_owned());
        record.sort = Some("region".to_owned());
        Ok(Some(record))
    })
}

fn number(text: &str, what: &str) -> Result<u64, String> {
    let text = text.trim();
    if text.is_empty() && what == "population" {
        return Ok(0);
    }
    text.parse().map_err(|_| format!("“{text}” is no {what}"))
}

/// The sort of place of a feature; none for those that no news names. Historical ones end in H.
fn sort_of(class: &str, code: &str) -> Option<&'static str> {
    match (class, code) {
        (_, code) if code.len() > 3 && code.ends_with('H') => None,
        ("P", "PPLX" | "PPLQ" | "PPLW") => None,
        ("P", _) => Some("city"),
        ("A", "PCL" | "PCLI") => Some("country"),
        ("A", "PCLD" | "PCLF" | "PCLS" | "TERR") => Some("territory"),
        ("A", "ADM1") => Some("region"),
        ("H", "OCN" | "SEA" | "GULF" | "STRT" | "BAY" | "LK" | "STM" | "RSV" | "CNL") => {
            Some("water")
        }
        ("L", "CONT") => Some("continent"),
        ("L", "RGN" | "AREA") => Some("area"),
        ("T", "ISL" | "ISLS" | "PEN" | "MTS" | "MT" | "DSRT") => Some("area"),
        ("S", "AIRP" | "STDM" | "PAL" | "AIRB") => Some("building"),
        _ => None,
    }
}

/// Whether a name is written in Latin letters and is no code: LHR, 06-4.
fn is_latin(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters > 3
        && name.chars().all(|c| c < '\u{250}' || matches!(c, '’' | '\u{1E00}'..='\u{1EFF}'))
        && name.chars().any(char::is_lowercase)
        && name.chars().next().is_some_and(char::is_uppercase)
}
