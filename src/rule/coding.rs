//! What coders of political events call an event: the codes that `event.yaml` gives to its statuses,
//! modes and classes. Nothing here knows a code; they are data.

use crate::extraction::{Codes, Mode, Status};
use crate::rule::{EventKind, schema};

/// One line of `codes:`. Every condition that it states must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Coding {
    /// The statuses it is for; any if none is named.
    pub status: Vec<Status>,
    /// The modes it is for.
    pub mode: Vec<Mode>,
    /// The classes it is for.
    pub class: Vec<String>,
    /// The lemmas of triggers it is for.
    pub trigger: Vec<String>,
    /// How many must take part.
    pub at_least: usize,
    /// The codes.
    pub codes: Codes,
}

impl Coding {
    pub(crate) fn of(line: &schema::Coding) -> Self {
        Coding {
            status: line.status.clone(),
            mode: line.mode.clone(),
            class: line.class.clone(),
            trigger: line.trigger.clone(),
            at_least: line.at_least,
            codes: Codes {
                cameo: line.cameo.clone(),
                plover: line.plover.clone(),
                mode: line.plover_mode.clone(),
            },
        }
    }
}

/// What is known of an event when it is coded.
#[derive(Clone, Copy, Debug)]
pub struct Coded<'a> {
    /// Whether it took place.
    pub status: Status,
    /// How those who took part met.
    pub mode: Mode,
    /// What kind of event, or of speech act, it is.
    pub class: Option<&'a str>,
    /// The lemma of its trigger.
    pub trigger: &'a str,
    /// How many took part.
    pub parties: usize,
}

impl EventKind {
    /// The codes of the first line that fits.
    pub fn codes_of(&self, event: Coded<'_>) -> Option<&Codes> {
        let fits = |coding: &&Coding| {
            let has =
                |list: &[String], word: &str| list.is_empty() || list.iter().any(|w| w == word);
            (coding.status.is_empty() || coding.status.contains(&event.status))
                && (coding.mode.is_empty() || coding.mode.contains(&event.mode))
                && has(&coding.class, event.class.unwrap_or_default())
                && has(&coding.trigger, event.trigger)
                && event.parties >= coding.at_least
        };
        self.codings.iter().find(fits).map(|coding| &coding.codes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_fits_gives_the_codes() {
        let line = |mode: &[Mode], class: &str, cameo: &str| Coding {
            status: vec![Status::Occurred],
            mode: mode.to_vec(),
            class: if class.is_empty() { Vec::new() } else { vec![class.to_owned()] },
            trigger: Vec::new(),
            at_least: 0,
            codes: Codes { cameo: cameo.to_owned(), plover: "CONSULT".to_owned(), mode: None },
        };
        let kind = EventKind {
            codings: vec![
                line(&[Mode::Call], "", "041"),
                line(&[], "visit", "042"),
                line(&[], "", "040"),
            ],
            ..EventKind::default()
        };
        let coded = |status, mode, class| {
            let event = Coded { status, mode, class, trigger: "meet", parties: 2 };
            kind.codes_of(event).map(|codes| codes.cameo.as_str())
        };
        assert_eq!(coded(Status::Occurred, Mode::Call, Some("visit")), Some("041"));
        assert_eq!(coded(Status::Occurred, Mode::InPerson, Some("visit")), Some("042"));
        assert_eq!(coded(Status::Occurred, Mode::InPerson, None), Some("040"));
        assert_eq!(coded(Status::Denied, Mode::InPerson, None), None);
    }
}
