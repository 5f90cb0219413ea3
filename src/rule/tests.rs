//! Rules over fake scenes: what is found, in which mood, and what is reported.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::diagnostic::SourceFile;
use crate::base::{Diagnostics, Severity};
use crate::rule::fake::{Fake, scene};
use crate::rule::{RuleSet, Scratch, builtin};
use crate::text::{Classes, Lexicon};

fn file(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile { path: PathBuf::from(path), text: text.to_owned() })
}

/// The shared words and kinds of events that ship, and one rule of the test.
fn with(patterns: &str) -> (RuleSet, Lexicon, Diagnostics) {
    let mut files = builtin();
    files
        .retain(|f| f.path.to_string_lossy().contains("_shared") || f.path.ends_with("event.yaml"));
    files.retain(|f| !f.path.to_string_lossy().contains("lists.yaml"));
    files.push(file("rules/_shared/lists.yaml", LISTS));
    files.push(file("rules/meeting/test.yaml", &rule("meeting", patterns)));
    let mut lexicon = Lexicon::new();
    let (set, diagnostics) = RuleSet::load(&files, &mut lexicon);
    (set, lexicon, diagnostics)
}

const LISTS: &str = "
each-other: [each other, one another]
not-people: [a deadline, its deadline, resistance]
mixed: [~hold talks, negotiations, a summit]
";

fn rule(event: &str, patterns: &str) -> String {
    let patterns: String = patterns.lines().map(|line| format!("  {}\n", line.trim())).collect();
    let patterns = patterns.replace("  unless:", "unless: |");
    format!(
        "rule: test\nevent: {event}\nsays: a test\npatterns: |\n{patterns}examples:\n  \
         - {{text: Keller met Marten., finds: {{participant: Keller}}}}\n  \
         - {{text: Keller met Marten., finds: {{participant: [Keller, Marten]}}}}\n\
         counterexamples:\n  - {{text: Keller met., why: alone}}\n"
    )
}

fn found(set: &RuleSet, fake: &Fake) -> Vec<String> {
    let mut matches = Vec::new();
    set.matches(fake, &mut Scratch::default(), &mut matches);
    let one = |m: &crate::rule::RuleMatch| {
        let kind = &set.kinds()[set.rule(m.rule).event];
        let mut parts = vec![fake.texts[m.trigger.clone()].join(" ")];
        for capture in &m.captures {
            let name = &kind.arguments[capture.argument.0 as usize].name[..1];
            parts.push(format!("{name}={}", fake.texts[capture.units.clone()].join(" ")));
        }
        let (f, none) = (m.factuality, Default::default());
        if f.polarity != none {
            parts.push("negative".into());
        }
        if f.modality != Default::default() {
            parts.push(format!("{:?}", f.modality).to_lowercase());
        }
        if f.evidence != Default::default() {
            parts.push(format!("{:?}", f.evidence).to_lowercase());
        }
        parts.join("; ")
    };
    matches.iter().map(one).collect()
}

fn table(patterns: &str, rows: &[(&str, &str)]) {
    let (set, mut lexicon, diagnostics) = with(patterns);
    let errors: Vec<_> = diagnostics.0.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    for (text, expected) in rows {
        let fake = scene(text, set.vocabulary(), &mut lexicon);
        assert_eq!(found(&set, &fake).join(" / "), *expected, "{text}");
    }
}

const MET: &str = "{participant+} ~meet (up)? (with)? {participant+}
    {participant+} ~meet (with @each-other | @each-other)?
    unless:
    ~meet (with)? (fierce | stiff)? @not-people";

#[test]
fn a_verb_takes_its_subject_and_object() {
    table(
        MET,
        &[
            ("[P:Keller] met [P:Marten]", "met; p=Keller; p=Marten"),
            ("[L:Keller and Chen] meet up with [P:Marten]", "meet; p=Keller and Chen; p=Marten"),
            (
                "[P:Keller] [T:on Tuesday] [V:quietly] met [W:in Port Salis] [P:Marten]",
                "met; p=Keller; p=Marten",
            ),
            ("[L:Keller and Chen] met [W:in Port Salis]", "met; p=Keller and Chen"),
            ("[L:Keller and Chen] met with each other", "met; p=Keller and Chen"),
            ("[P:Keller] walked home", ""),
            ("[O:Northwind] met [N:its deadline]", ""),
            ("[L:Keller and Marten] met fierce resistance", ""),
            ("[P:Marten] was met", ""),
            (
                "[P:Keller] met [P:Marten] , and [P:Chen] met [P:Haddad]",
                "met; p=Keller; p=Marten / met; p=Chen; p=Haddad",
            ),
            ("[Q:x] met [P:Marten]", ""),
        ],
    );
}

#[test]
fn helping_words_tell_whether_it_happened() {
    table(
        MET,
        &[
            ("[P:K] did not meet [P:M]", "meet; p=K; p=M; negative"),
            ("[P:K] did n't meet [P:M]", "meet; p=K; p=M; negative"),
            ("[P:K] wo n't meet [P:M]", "meet; p=K; p=M; negative; planned"),
            ("[P:K] 'd not met [P:M]", "met; p=K; p=M; negative"),
            ("[P:K] never met [P:M]", "met; p=K; p=M; negative"),
            ("[P:K] refused to meet [P:M]", "meet; p=K; p=M; negative"),
            ("[P:K] denied meeting [P:M]", "meeting; p=K; p=M; negative"),
            ("[P:K] was due to meet [P:M]", "meet; p=K; p=M; planned"),
            ("[P:K] will also meet [P:M]", "meet; p=K; p=M; planned"),
            ("[P:K] will not meet [P:M]", "meet; p=K; p=M; negative; planned"),
            ("[P:K] wants to meet [P:M]", "meet; p=K; p=M; desired"),
            ("[P:K] offered to meet [P:M]", "meet; p=K; p=M; desired"),
            ("[P:K] agreed to meet [P:M]", "meet; p=K; p=M; planned"),
            ("[P:K] may have met [P:M]", "met; p=K; p=M; possible"),
            ("[P:K] is [V:reportedly] expected to meet [P:M]", "meet; p=K; p=M; planned; hearsay"),
            ("[P:K] did not refuse to meet [P:M]", "meet; p=K; p=M; possible"),
            ("[P:K] did not rule out meeting [P:M]", "meeting; p=K; p=M; possible"),
            ("[P:K] managed to meet [P:M]", "meet; p=K; p=M"),
            ("[P:K] not only met [P:M]", "met; p=K; p=M"),
            ("if [P:K] meets [P:M] , talks may resume", "meets; p=K; p=M; hypothetical"),
            ("should [P:K] meet [P:M]", "meet; p=K; p=M; hypothetical"),
            ("after [P:K] met [P:M]", "met; p=K; p=M"),
            ("[P:nobody] met [P:M]", "met; p=nobody; p=M; negative"),
            ("neither [L:K nor C] met [P:M]", "met; p=K nor C; p=M; negative"),
            ("[P:H] urged [P:K] to meet [P:M]", "meet; p=K; p=M; desired"),
            ("[P:H] urged [A:him] to meet [P:M]", "meet; p=him; p=M; desired"),
        ],
    );
}

#[test]
fn pronouns_stand_in_their_case() {
    table(
        MET,
        &[
            ("[S:she] met [A:him]", "met; p=she; p=him"),
            ("[A:him] met [P:M]", ""),
            ("[P:K] met [S:he]", "met; p=K"),
        ],
    );
}

#[test]
fn forms_of_a_verb_can_be_asked_for() {
    table(
        "{participant} ~meet:passive by {participant}
         {participant} who ~meet:finite {participant}
         {participant} , ~meet:ing {participant}",
        &[
            ("[P:M] was met by [P:K]", "met; p=M; p=K"),
            ("[P:M] will be met by [P:K]", "met; p=M; p=K; planned"),
            ("[P:M] met by [P:K]", ""),
            ("[P:M] who met [P:K]", "met; p=M; p=K"),
            ("[P:M] , meeting [P:K]", "meeting; p=M; p=K"),
        ],
    );
}

#[test]
fn nouns_announce_events_and_carry_their_adjectives() {
    table(
        "!@meetnoun.between between {participant+}
         {participant} ~@meet.light-verbs.took-place !@meetnoun.with with {participant+}
         {participant} 's !@meetnoun.with with {participant+}",
        &[
            ("talks/n between [L:K and M]", "talks; p=K and M"),
            ("a planned meeting/n between [L:K and M]", "meeting; p=K and M; planned"),
            ("no talks/n between [L:K and M]", "talks; p=K and M; negative"),
            ("a meeting/n between [L:K and M] was called off", "meeting; p=K and M; negative"),
            ("[P:K] held long talks/n with [P:M]", "talks; p=K; p=M"),
            ("[P:K] did not hold talks/n with [P:M]", "talks; p=K; p=M; negative"),
            ("[P:K] will hold a phone/n call with [P:M]", "phone call; p=K; p=M; planned"),
            ("[P:K] 's possible meeting/n with [P:M]", "meeting; p=K; p=M; possible"),
            ("the meeting/n room", ""),
        ],
    );
}

#[test]
fn lists_mix_verbs_nouns_and_phrases() {
    table(
        "{participant+} ~@mixed with {participant}
         @mixed of {participant+}",
        &[
            ("[P:K] held talks with [P:M]", "held talks; p=K; p=M"),
            ("negotiations/n of [L:K and M]", "negotiations; p=K and M"),
            ("[N:a summit] of [L:K and M]", "a summit; p=K and M"),
            ("[P:K] held shares with [P:M]", ""),
        ],
    );
}

#[test]
fn gaps_pass_over_four_plain_words() {
    table(
        "{participant} ~meet … with {participant}",
        &[
            ("[P:K] met yet once more over with [P:M]", "met; p=K; p=M"),
            ("[P:K] met with [P:M]", "met; p=K; p=M"),
            ("[P:K] met a b c d e with [P:M]", ""),
            ("[P:K] met , with [P:M]", ""),
            ("[P:K] met [P:C] with [P:M]", ""),
        ],
    );
}

#[test]
fn of_two_ways_to_one_place_the_fuller_one_counts() {
    table(
        "{participant} ~meet {participant:place}? with {participant}",
        &[
            ("[P:K] met [W:in Port Salis] with [P:M]", "met; p=K; p=in Port Salis; p=M"),
            ("[P:K] met [T:on Tuesday] with [P:M]", "met; p=K; p=M"),
        ],
    );
}

#[test]
fn anchors_hold_a_pattern_to_the_edges() {
    table(
        "^{participant} ~meet {participant}$",
        &[
            ("[T:on Tuesday] [P:K] met [P:M] .", "met; p=K; p=M"),
            ("then [P:K] met [P:M]", ""),
            ("[P:K] met [P:M] again", ""),
        ],
    );
}

#[test]
fn a_trigger_may_stand_inside_groups() {
    table(
        "{participant} (~meet | ~see (up)?) {participant}",
        &[("[P:K] met [P:M]", "met; p=K; p=M"), ("[P:K] saw up [P:M]", "saw; p=K; p=M")],
    );
}

#[test]
fn statements_find_their_content_on_either_side() {
    let mut lexicon = Lexicon::new();
    let (set, _) = RuleSet::load(&builtin(), &mut lexicon);
    for (text, expected) in [
        ("[Q:We will] , [P:K] said", "said; c=We will; s=K"),
        ("[Q:We will] , said [S:he]", "said; c=We will; s=he"),
        ("[P:K] said that {C: [P:M] resigned }", "said; s=K; c=M resigned"),
        ("[P:K] never said that {C: [P:M] resigned }", "said; s=K; c=M resigned; negative"),
        ("[P:K] said {C: [P:M] had not resigned }", "said; s=K; c=M had not resigned"),
        (
            "{C: the border reopened } , [P:K] said [T:on Tuesday]",
            "said; c=the border reopened; s=K",
        ),
        ("[Q:We will] , read [N:the banner]", ""),
    ] {
        let fake = scene(text, set.vocabulary(), &mut lexicon);
        assert_eq!(found(&set, &fake).join(" / "), expected, "{text}");
    }
}

#[test]
fn an_entry_tells_class_and_mode() {
    let (set, mut lexicon, _) = with("{participant} ~@meet.subj-obj {participant}");
    let fake = scene("[P:K] phoned [P:M]", set.vocabulary(), &mut lexicon);
    let mut matches = Vec::new();
    set.matches(&fake, &mut Scratch::default(), &mut matches);
    assert_eq!(set.vocabulary().entry(matches[0].entry).mode, Some(crate::extraction::Mode::Call));
}

#[test]
fn shipped_rules_load_without_a_mistake_and_mark_their_words() {
    let mut lexicon = Lexicon::new();
    let (set, diagnostics) = RuleSet::load(&builtin(), &mut lexicon);
    let errors: Vec<_> = diagnostics.0.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let said = lexicon.get("said", &mut String::new());
    assert!(set.triggers(said) && !set.triggers(crate::text::word::THE));
    assert!(lexicon.classes(said).contains(Classes::TRIGGER | Classes::CUE));
}

#[test]
fn mistakes_point_into_the_block() {
    for (patterns, code, at, message) in [
        ("{participant} ~meet {rival}", "R002", "{rival}", "a meeting has no argument “rival”"),
        ("{participant} ~meet @each-othr", "R002", "@each-othr", "there is no list “each-othr”"),
        (
            "{participant} with {participant}",
            "R003",
            "{participant} with",
            "this pattern has no trigger",
        ),
        (
            "{participant} ~meet\n{participant ~see",
            "R001",
            "{participant ~see",
            "this hole is not closed",
        ),
    ] {
        let (set, _, diagnostics) = with(patterns);
        let found = diagnostics.0.iter().find(|d| d.code == code).expect(patterns);
        assert_eq!(found.message, message);
        let label = &found.labels[0];
        assert!(label.file.text[label.span.start as usize..].starts_with(at), "{patterns}");
        assert_eq!(set.rules().len(), 1);
    }
}

#[test]
fn all_laws_are_reported_at_once() {
    let text = "rule: other\nevent: meeting\nsays: x\npatterns: |\n  {participant} ~meet\nset: {mode: boat}\n\
                examples:\n  - text: Keller met Roosevelt.\n    finds: {participant: Keller}\n";
    let mut files = builtin();
    files.push(file("mine/meeting/boat.yaml", text));
    files.push(file(
        "mine/party/ball.yaml",
        "rule: ball\nevent: party\nsays: x\npatterns: |\n  x\n",
    ));
    files.push(file("mine/meeting/broken.yaml", "rule: broken\nwords: []\n"));
    let (_, diagnostics) = RuleSet::load(&files, &mut Lexicon::new());
    let mine = diagnostics.0.iter().filter(|d| d.labels[0].file.path.starts_with("mine"));
    let codes: Vec<&str> = mine.map(|d| d.code).collect();
    assert_eq!(codes, ["R002", "R004", "R002", "R009", "R001", "R002"]);
}

#[test]
fn a_trace_says_what_was_wanted() {
    let (set, mut lexicon, _) = with("{participant} ~meet with {participant}");
    let fake = scene("[P:K] met [P:M]", set.vocabulary(), &mut lexicon);
    let traces = set.trace(&fake);
    assert_eq!(traces.len(), 1);
    assert_eq!(traces[0].left, None);
    let right = traces[0].right.as_ref().expect("stopped");
    assert_eq!((right.at, right.wanted.join(" ")), (2, "with".to_owned()));
}
