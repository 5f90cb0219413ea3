//! Subjects that are understood: what has no subject of its own shares that of the verb it depends
//! on. “Keller flew to Port Salis *to meet* Marten”, “*After talks* with Marten, Keller left”.

use crate::event::PeriodScene;
use crate::rule::unit::{Accepts, Dependence, Understood, Unit, UnitKind, VerbForm};
use crate::text::tag::Tag;
use crate::text::{Classes, WordId, word};

/// The subject understood by what has its first helping word at, or after, unit `at`.
pub fn subject(scene: &PeriodScene<'_>, at: usize) -> Option<Understood> {
    let first = own_start(scene, at);
    let dependence = dependence(scene, first, at)?;
    match before(scene, first, dependence) {
        Search::Found(subject, governor) => Some(Understood { subject, governor, dependence }),
        Search::None if dependence != Dependence::Coordinated => fronted(scene, at, dependence),
        Search::None | Search::Barred => None,
    }
}

/// Where the helping words begin between which `at` stands.
fn own_start(scene: &PeriodScene<'_>, at: usize) -> usize {
    let mut first = at;
    while let Some(unit) = first.checked_sub(1).and_then(|i| scene.units.get(i)) {
        let helps = unit.kind.is_adjunct()
            || matches!(tag(scene, unit), Tag::Modal | Tag::Auxiliary | Tag::Negation | Tag::To);
        if !helps {
            break;
        }
        first -= 1;
    }
    first
}

/// How something whose own words begin at `first` depends on a verb; nothing if it seems to have
/// a subject of its own.
fn dependence(scene: &PeriodScene<'_>, first: usize, at: usize) -> Option<Dependence> {
    let own = scene.units.get(first..)?;
    let infinitive = own.iter().take(at - first + 1).any(|u| tag(scene, u) == Tag::To)
        || own
            .iter()
            .find(|u| u.verb != VerbForm::None)
            .is_some_and(|u| u.verb == VerbForm::Infinitive);
    if infinitive {
        return Some(Dependence::Purpose);
    }
    let verb = own.iter().find(|u| u.kind == UnitKind::Word);
    let form = verb.map_or(VerbForm::None, |u| u.verb);
    let Some(before) = first.checked_sub(1).and_then(|i| scene.units.get(i)) else {
        return (form == VerbForm::Ing).then_some(Dependence::Adjunct);
    };
    match (tag(scene, before), form) {
        (Tag::Coordinator, VerbForm::Ing) => Some(Dependence::Adjunct),
        (Tag::Coordinator | Tag::Mark, _) if form == VerbForm::Ing => Some(Dependence::Adjunct),
        // “angry about crime or talks with Marten”: what a noun is joined to has no subject to share.
        (Tag::Coordinator, VerbForm::None)
            if !is_gerund(scene, &own[0]) && !tag(scene, &own[0]).is_tensed() =>
        {
            None
        }
        (Tag::Coordinator, _) => Some(Dependence::Coordinated),
        (Tag::Mark, VerbForm::Finite | VerbForm::Passive) if before.word == word::COMMA => {
            Some(Dependence::Coordinated)
        }
        // “could fly there for talks with Marten”, but “was blamed for meeting him”
        // “agreed to talks with Marten”: they are held if that is kept.
        (Tag::Preposition, VerbForm::None)
            if before.word == word::FOR || before.word == word::TO && is_agreed(scene, first) =>
        {
            Some(Dependence::Purpose)
        }
        // “asked how the talks with Marten went”: the noun is the subject of that clause.
        (Tag::Subordinator, VerbForm::None) if !governs(before.word) => None,
        (Tag::Preposition | Tag::Subordinator, VerbForm::Ing | VerbForm::None) => {
            Some(Dependence::Adjunct)
        }
        (Tag::Finite | Tag::Base | Tag::Ing | Tag::Participle, VerbForm::Ing | VerbForm::None) => {
            Some(Dependence::Adjunct)
        }
        _ => None,
    }
}

/// “writing to envoys and *meeting* with Marten”, whatever it was taken for.
fn is_gerund(scene: &PeriodScene<'_>, unit: &Unit) -> bool {
    scene.reading.lexicon.classes(unit.word).contains(Classes::VERB_ING)
}

/// “agreed **to** talks”, unlike “disclosed to senators meetings with Marten”
fn is_agreed(scene: &PeriodScene<'_>, first: usize) -> bool {
    let verb = first.checked_sub(2).and_then(|at| scene.units.get(at));
    verb.is_some_and(|unit| {
        let text = scene.reading.lexicon.text(unit.word);
        ["agree", "commit", "consent", "invit", "return", "proceed"]
            .iter()
            .any(|stem| text.starts_with(stem))
            || text == "open"
    })
}

/// Whether a subordinating word also stands before nouns: “after talks”.
fn governs(opener: WordId) -> bool {
    matches!(opener, word::AFTER | word::BEFORE | word::SINCE | word::UNTIL | word::AS | word::THAN)
}

enum Search {
    /// The subject, and the nearest verb that it shares.
    Found(usize, usize),
    /// There is a verb with another kind of subject.
    Barred,
    None,
}

/// The subject of the verbs before unit `first`.
fn before(scene: &PeriodScene<'_>, first: usize, dependence: Dependence) -> Search {
    let units = &scene.units;
    if let Some((given, noun)) = given(scene, first).filter(|_| dependence == Dependence::Purpose) {
        return Search::Found(given, noun);
    }
    if dependence == Dependence::Purpose
        && let Some((owner, noun)) = owner_of_trip(scene, first).or_else(|| owner(scene, first))
    {
        return Search::Found(owner, noun);
    }
    let mut governor = None;
    let mut at = first;
    while at > 0 {
        at -= 1;
        let unit = &units[at];
        if unit.kind == UnitKind::Quote || is_stop(unit) {
            // “She said *that* after meeting him …”
            return Search::None;
        }
        if unit.kind != UnitKind::Word {
            continue;
        }
        let tag = tag(scene, unit);
        let tensed = tag.is_tensed() || unit.verb == VerbForm::Finite;
        let verbal = tensed || unit.verb != VerbForm::None;
        // “a man killed by a sniper while meeting Marten”: whose participle it is cannot be told.
        if governor.is_none()
            && unit.verb == VerbForm::Participle
            && dependence == Dependence::Adjunct
        {
            return Search::Barred;
        }
        if verbal && governor.is_none() {
            governor = Some(at);
            if let Some(told) = told_to(scene, at).or_else(|| blamed_for(scene, at)) {
                return Search::Found(told, at);
            }
        }
        // “made the decision to pause after talks”: after that was decided, not after pausing.
        let of_noun = dependence == Dependence::Adjunct
            && tensed
            && governor.is_some_and(|verb| is_of_noun(scene, verb));
        if of_noun {
            governor = Some(at);
        }
        if !tensed {
            continue;
        }
        let Some(governor) = governor else { continue };
        let mut left = at;
        while left > 0 && (units[left - 1].kind.is_adjunct() || helps(scene, &units[left - 1])) {
            left -= 1;
        }
        match left.checked_sub(1).map(|i| (i, &units[i])) {
            Some((i, before)) if is_party(before) => {
                if before.accepts.contains(Accepts::ACCUSATIVE) {
                    continue;
                }
                // “Keller’s trip to Aldoria was spent …”: the head of the phrase is the subject.
                let behind =
                    i.checked_sub(2).map(|head| (&units[head], self::tag(scene, &units[i - 1])));
                if let Some((head, Tag::Preposition)) = behind
                    && is_party(head)
                    && !can_act(head)
                {
                    return Search::Barred;
                }
                // “the trip to Aldoria was dedicated to talks”
                let of_event = i.checked_sub(2).is_some_and(|noun| {
                    self::tag(scene, &units[noun]) == Tag::Noun
                        && self::tag(scene, &units[i - 1]) == Tag::Preposition
                });
                if of_event {
                    return Search::Barred;
                }
                // “will tour the port and meet Marten”: the verb itself, not what stands between.
                let coordinated = dependence == Dependence::Coordinated;
                let governor = if coordinated { at } else { governor };
                return if can_act(before) { Search::Found(i, governor) } else { Search::Barred };
            }
            // “…,” said Keller after meeting Marten.
            Some((_, before)) if before.kind == UnitKind::Quote || before.word == word::COMMA => {
                if let Some(next) = inverted(scene, at) {
                    return Search::Found(next, governor);
                }
            }
            None => {
                return match inverted(scene, at) {
                    Some(next) => Search::Found(next, governor),
                    None => Search::Barred,
                };
            }
            _ => {}
        }
        if dependence == Dependence::Coordinated && left < at {
            at = left;
        }
    }
    Search::None
}

/// “told **Keller** to fly to Aldoria to meet Marten”: whoever is told to do something is to do what
/// depends on it. `verb` is the infinitive.
fn told_to(scene: &PeriodScene<'_>, verb: usize) -> Option<usize> {
    let units = &scene.units;
    let before = |at: usize| (0..at).rev().find(|&i| !units[i].kind.is_adjunct());
    let to = before(verb).filter(|&i| tag(scene, &units[i]) == Tag::To)?;
    let told = before(to).filter(|&i| is_party(&units[i]) && can_act(&units[i]))?;
    let teller = before(told)?;
    let word = |at: usize| scene.reading.lexicon.text(units[at].word);
    let text = word(teller);
    // “called on Keller to meet Marten”
    let calls = |i: usize| matches!(word(i), "call" | "calls" | "called" | "calling" | "prevailed");
    let called_on = matches!(text, "on" | "upon") && before(teller).is_some_and(calls);
    let appeals = |i: usize| word(i).starts_with("appeal");
    if called_on || text == "to" && before(teller).is_some_and(appeals) {
        return Some(told);
    }
    let orders = [
        "told",
        "tell",
        "tells",
        "ask",
        "asks",
        "asked",
        "asking",
        "urge",
        "urges",
        "urged",
        "urging",
        "order",
        "ordered",
        "ordering",
        "encourage",
        "encourages",
        "encouraged",
        "encouraging",
        "advise",
        "advised",
        "invite",
        "invited",
        "inviting",
        "persuaded",
        "instructed",
        "directed",
        "pressed",
        "pushed",
        "forced",
        "allowed",
        "telling",
    ];
    orders.contains(&text).then_some(told)
}

/// “blamed **Keller** for sharing notes of talks with Marten”: whoever is blamed for it has done what
/// depends on it. `verb` is the form in -ing.
fn blamed_for(scene: &PeriodScene<'_>, verb: usize) -> Option<usize> {
    let units = &scene.units;
    let text = |at: usize| scene.reading.lexicon.text(units[at].word);
    let before = |at: usize| (0..at).rev().find(|&i| !units[i].kind.is_adjunct());
    if units[verb].verb != VerbForm::Ing {
        return None;
    }
    let preposition = before(verb).filter(|&i| matches!(text(i), "for" | "of"))?;
    let blamed = before(preposition).filter(|&i| is_party(&units[i]) && can_act(&units[i]))?;
    let verbs = [
        "accused",
        "accuses",
        "accusing",
        "attacked",
        "attacking",
        "blamed",
        "blames",
        "blaming",
        "condemned",
        "criticised",
        "criticising",
        "criticized",
        "criticizes",
        "criticizing",
        "faulted",
        "mocked",
        "praised",
        "praises",
        "praising",
        "slammed",
        "thanked",
        "thanking",
    ];
    before(blamed).filter(|&i| verbs.contains(&text(i))).map(|_| blamed)
}

/// “decision to pause”: an infinitive that a noun governs.
fn is_of_noun(scene: &PeriodScene<'_>, verb: usize) -> bool {
    let units = &scene.units;
    let before = |at: usize| (0..at).rev().find(|&i| !units[i].kind.is_adjunct());
    let to = before(verb).filter(|&i| tag(scene, &units[i]) == Tag::To);
    to.and_then(before).is_some_and(|noun| {
        tag(scene, &units[noun]) == Tag::Noun || is_party(&units[noun]) && !can_act(&units[noun])
    })
}

/// “**Keller’s** visit to Aldoria on Tuesday to meet Marten”: who travels is who meets him.
fn owner_of_trip(scene: &PeriodScene<'_>, first: usize) -> Option<(usize, usize)> {
    let units = &scene.units;
    let before = |at: usize| {
        (0..at).rev().find(|&i| !matches!(units[i].kind, UnitKind::Time | UnitKind::Aside))
    };
    let goal = before(first).filter(|&i| units[i].accepts.contains(Accepts::PLACE))?;
    let to = before(goal).filter(|&i| units[i].word == word::TO)?;
    owner(scene, to)
}

/// “giving **them** time to meet Marten”, “offered **Keller** a chance to meet him”: whoever is given it
/// is to do what depends on it.
fn given(scene: &PeriodScene<'_>, first: usize) -> Option<(usize, usize)> {
    let units = &scene.units;
    let text = |at: usize| scene.reading.lexicon.text(units[at].word);
    let before = |at: usize| (0..at).rev().find(|&i| !units[i].kind.is_adjunct());
    let may_be_given = |i: &usize| {
        matches!(
            text(*i),
            "chance" | "chances" | "leave" | "opportunity" | "permission" | "right" | "time"
        )
    };
    let noun = Some(first).filter(may_be_given).or_else(|| before(first).filter(may_be_given))?;
    let mut given = before(noun)?;
    while matches!(tag(scene, &units[given]), Tag::Determiner | Tag::Adjective) {
        given = before(given)?;
    }
    if !is_party(&units[given]) || !can_act(&units[given]) {
        return None;
    }
    let stems = ["allow", "deny", "deni", "gave", "give", "giving", "grant", "offer", "promis"];
    let verb = before(given).filter(|&i| stems.iter().any(|stem| text(i).starts_with(stem)))?;
    (units[verb].kind == UnitKind::Word).then_some((given, noun))
}

/// “**their** total refusal to meet Marten”: whose noun governs what begins at `first` is who does it.
fn owner(scene: &PeriodScene<'_>, first: usize) -> Option<(usize, usize)> {
    let units = &scene.units;
    let before = |at: usize| (0..at).rev().find(|&i| units[i].kind != UnitKind::Aside);
    let noun = before(first).filter(|&i| tag(scene, &units[i]) == Tag::Noun)?;
    let mut owner = before(noun)?;
    while tag(scene, &units[owner]) == Tag::Adjective {
        owner = before(owner)?;
    }
    if units[owner].word == word::GENITIVE_S {
        owner = before(owner)?;
    } else if !units[owner].accepts.contains(Accepts::PRONOUN) {
        return None;
    }
    (is_party(&units[owner]) && can_act(&units[owner])).then_some((owner, noun))
}

/// “said Keller”: the subject after a verb of speech.
fn inverted(scene: &PeriodScene<'_>, verb: usize) -> Option<usize> {
    let unit = scene.units.get(verb)?;
    let speaks = scene.reading.lexicon.classes(unit.word).contains(Classes::CUE);
    let next = scene.units.get(verb + 1)?;
    (speaks && is_party(next) && can_act(next)).then_some(verb + 1)
}

/// The subject after the comma behind what stands first: “After talks with Marten, Keller left”.
fn fronted(scene: &PeriodScene<'_>, at: usize, dependence: Dependence) -> Option<Understood> {
    let units = &scene.units;
    let ends = |i: &usize| {
        let unit = &units[*i];
        unit.word == word::COMMA && unit.kind == UnitKind::Word || {
            let last = unit.tokens.end.saturating_sub(1);
            let tokens = scene.reading.document.tokens.as_slice();
            is_party(unit) && tokens.get(last as usize).is_some_and(|t| t.word == word::COMMA)
        }
    };
    let comma = (at..units.len()).take_while(|&i| !is_stop(&units[i])).find(ends)?;
    let mut subject = comma + 1;
    while units.get(subject).is_some_and(|u| u.kind.is_adjunct()) {
        subject += 1;
    }
    let unit = units.get(subject)?;
    if !is_party(unit) || !can_act(unit) || unit.accepts.contains(Accepts::ACCUSATIVE) {
        return None;
    }
    let verb = (subject + 1..units.len()).find(|&i| !units[i].kind.is_adjunct())?;
    let tensed = tag(scene, &units[verb]).is_tensed() || units[verb].verb == VerbForm::Finite;
    let governor = (verb..units.len()).find(|&i| units[i].verb != VerbForm::None).unwrap_or(verb);
    tensed.then_some(Understood { subject, governor, dependence })
}

fn tag(scene: &PeriodScene<'_>, unit: &Unit) -> Tag {
    if unit.kind != UnitKind::Word && unit.kind != UnitKind::Aside {
        return Tag::None;
    }
    scene.reading.tags.get(unit.tokens.start as usize).copied().unwrap_or_default()
}

fn helps(scene: &PeriodScene<'_>, unit: &Unit) -> bool {
    let tag = tag(scene, unit);
    unit.kind == UnitKind::Word && matches!(tag, Tag::Modal | Tag::Auxiliary | Tag::Negation)
}

fn is_party(unit: &Unit) -> bool {
    matches!(unit.kind, UnitKind::Party | UnitKind::List)
}

fn can_act(unit: &Unit) -> bool {
    unit.accepts.intersects(Accepts::PERSON | Accepts::ORGANIZATION | Accepts::PLACE)
}

fn is_stop(unit: &Unit) -> bool {
    unit.kind == UnitKind::Word
        && (unit.word == word::THAT || unit.word == word::COLON || unit.word == word::SEMICOLON)
}
