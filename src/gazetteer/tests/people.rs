use super::{clean, found};

/// The names of one person, by their words.
fn names(entry: &str, text: &str) -> Vec<String> {
    let yaml = format!("kind: person\nentries:\n  - {{id: x, {entry}}}\n");
    let (gazetteer, lexicon) = clean(&[&yaml]);
    found(text, &gazetteer, &lexicon)
}

#[test]
fn short_forms_follow_from_the_full_name() {
    let table: &[(&str, &str, &[&str])] = &[
        ("name: Anna Maria Keller", "Anna Keller", &["Anna Keller = x Name", "Keller = x Surname"]),
        (
            "name: Boris J. Marten Jr.",
            "Boris Marten",
            &["Boris Marten = x Name", "Marten = x Surname"],
        ),
        ("name: Jan van der Veer", "van der Veer, Veer", &["van der Veer = x Surname"]),
        ("name: Omar bin Salis", "bin Salis", &["bin Salis = x Surname"]),
        (
            "name: Hadi al-Salis",
            "al-Salis; Salis",
            &["al-Salis = x Surname", "Salis = x Surname", "Salis = x Surname"],
        ),
        ("name: Eva Keller-Marten", "Keller-Marten, Keller", &["Keller-Marten = x Surname"]),
        ("name: Chen Rui, weak: [Chen]", "Chen; Rui", &["Chen = x Weak"]),
        ("name: Philip of Aldoria", "Aldoria", &[]),
        ("name: Lula", "Lula", &["Lula = x Name"]),
        (
            "name: Anna Keller, aliases: [Annie Keller]",
            "Annie Keller",
            &["Annie Keller = x Alias", "Keller = x Surname"],
        ),
    ];
    for (entry, text, expected) in table {
        assert_eq!(&names(entry, text), expected, "{entry}");
    }
}

#[test]
fn an_initial_after_the_first_word_is_passed_over() {
    let people = "\
kind: person
entries:
  - {id: keller, name: Anna Keller}
  - {id: marten, name: Clara J. Marten}
  - {id: veer, name: Jan van der Veer}
  - {id: salis, name: Boris de Salis, weak: [Boris Salis]}
";
    let port = "kind: place\nentries:\n  - {id: port, name: Port Salis}\n";
    let (gazetteer, lexicon) = clean(&[people, port]);
    let table: &[(&str, &[&str])] = &[
        ("Anna B. Keller", &["Anna B. Keller = keller Name", "Keller = keller Surname"]),
        ("Clara J. Marten", &["Clara J. Marten = marten Name", "Marten = marten Surname"]),
        // Whoever is listed with an initial is told from others by it.
        ("Clara B. Marten", &["Marten = marten Surname"]),
        ("Boris B. Salis", &[]),
        ("Port B. Salis", &[]),
        ("anna B. Keller", &["Keller = keller Surname"]),
        ("Anna B.\nKeller", &["Keller = keller Surname"]),
    ];
    for (text, expected) in table {
        assert_eq!(&found(text, &gazetteer, &lexicon), expected, "{text}");
    }
}
