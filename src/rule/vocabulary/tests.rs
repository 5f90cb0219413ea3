use super::*;

#[test]
fn phrases_are_cut_like_texts() {
    for (phrase, expected) in [
        ("sit down with", "sit|down|with"),
        ("one-on-one", "one|-|on|-|one"),
        ("tomorrow's", "tomorrow|'s"),
        ("n't", "n't"),
        ("didn't", "did|n't"),
        ("so, he", "so|,|he"),
        ("", ""),
    ] {
        assert_eq!(pieces(phrase).join("|"), expected);
    }
}

#[test]
fn a_form_leads_to_its_verb() {
    let (mut lexicon, mut vocabulary) = (Lexicon::new(), Vocabulary::default());
    let forms = ["meet", "meets", "met", "met", "meeting"].map(str::to_owned);
    vocabulary.add_irregular(&forms);
    let meet = vocabulary.add(Entry::new(EntryKind::Verb, "meet up"), None, &mut lexicon);
    let talk = vocabulary.add(Entry::new(EntryKind::Noun, "phone call"), None, &mut lexicon);
    let begun = |word: &str| {
        let id = lexicon.get(word, &mut String::new());
        vocabulary.begun_by(id).collect::<Vec<_>>()
    };
    assert_eq!(begun("met"), [(meet, Forms::PAST | Forms::PARTICIPLE)]);
    assert_eq!(begun("Meeting"), [(meet, Forms::ING)]);
    assert_eq!(begun("phone"), [(talk, Forms::SINGULAR), (talk, Forms::PLURAL)]);
    assert_eq!(begun("meeted"), []);
}

#[test]
fn forms_are_told_apart_wherever_the_file_puts_them() {
    let mut vocabulary = Vocabulary::default();
    for (forms, past, participle) in [
        (["do", "does", "did", "doing", "done"], "did", "done"),
        (["write", "writes", "wrote", "written", "writing"], "wrote", "written"),
        (["ring", "rings", "rang", "rung", "ringing"], "rang", "rung"),
    ] {
        vocabulary.add_irregular(&forms.map(str::to_owned));
        let all = vocabulary.forms_of(forms[0]);
        let of = |wanted| all.iter().find(|(_, f)| f.contains(wanted)).map(|(f, _)| f.as_str());
        assert_eq!((of(Forms::PAST), of(Forms::PARTICIPLE)), (Some(past), Some(participle)));
    }
}
