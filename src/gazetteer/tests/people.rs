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
