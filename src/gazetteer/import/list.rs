//! Plain lists: one name a line, further names of the same after tabs; `#` begins a comment.

use super::record::Record;
use super::{Format, Import, ImportError};

pub const FORMAT: Format = Format {
    name: "list",
    description: "a name a line, other names of the same after tabs; # begins a comment",
    source: None,
    licence: None,
    needs_kind: true,
    read,
};

fn read(import: &mut Import<'_>) -> Result<(), ImportError> {
    let mut lines = import.lines()?;
    while let Some(line) = lines.next()? {
        let text = match line.text {
            Ok(text) => text,
            Err(why) => {
                import.bad(line.number, why);
                continue;
            }
        };
        if text.trim_start().starts_with('#') {
            continue;
        }
        let mut names = text.split('\t').map(str::to_owned);
        let mut record = Record::new(None, names.next().unwrap_or_default());
        record.aliases = names.collect();
        import.take(record, line.number)?;
    }
    Ok(())
}
