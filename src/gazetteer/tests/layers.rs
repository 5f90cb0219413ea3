use super::{clean, found, gazetteer, messages};
use crate::gazetteer::PlaceType;
use jiff::civil::date;

const WORLD: &str = "\
kind: place
entries:
  - {id: aldoria, name: Aldoria, type: country, demonyms: [Aldorian, Aldorians], capital: port-salis}
  - {id: port-salis, name: Port Salis, type: city, within: salt-coast}
  - {id: salt-coast, name: Salt Coast, type: region, within: aldoria}
";
const ROLES: &str = "\
kind: role
entries:
  - {id: prime-minister, name: Prime Minister, titles: [Prime Minister, PM]}
  - {id: prime-minister-of-aldoria, name: Prime Minister of Aldoria, of: aldoria, seats: 1, titles: [Prime Minister]}
";
const PEOPLE: &str = "\
kind: person
entries:
  - id: anna-keller
    name: Anna Keller
    roles: [{role: prime-minister-of-aldoria, from: 2020-05, to: 2024-03-01}]
  - id: boris-marten
    name: Boris Marten
    gender: male
    roles: [{title: Prime Minister, of: Aldoria, from: 2024-03-01}, {title: Skipper, of: Lake Veyra}]
";

#[test]
fn holders_countries_and_titles_are_answered() {
    let (gazetteer, mut lexicon) = clean(&[WORLD, ROLES, PEOPLE]);
    let id = |key: &str| gazetteer.by_key(key).expect(key);
    let office = id("prime-minister-of-aldoria");
    for (day, expected) in [
        (date(2020, 4, 30), vec![]),
        (date(2020, 5, 1), vec![id("anna-keller")]),
        (date(2024, 3, 1), vec![id("anna-keller"), id("boris-marten")]),
        (date(2030, 1, 1), vec![id("boris-marten")]),
    ] {
        assert_eq!(gazetteer.holders(office, day).collect::<Vec<_>>(), expected, "{day}");
    }
    let skipper = &gazetteer.entity(id("boris-marten")).tenures()[1];
    assert_eq!((skipper.role, skipper.of, skipper.of_text.as_str()), (None, None, "Lake Veyra"));
    assert_eq!(gazetteer.country_of(id("port-salis")), Some(id("aldoria")));
    assert!(gazetteer.is_within(id("port-salis"), id("salt-coast")));
    assert_eq!(gazetteer.offices_of(id("aldoria")).collect::<Vec<_>>(), [office]);
    let minister = lexicon.intern("minister");
    assert_eq!(
        gazetteer.roles_titled(&[minister]).collect::<Vec<_>>(),
        [id("prime-minister"), office]
    );
    let place = gazetteer.entity(id("aldoria")).place().map(|p| (p.place_type, p.capital));
    assert_eq!(place, Some((Some(PlaceType::Country), Some(id("port-salis")))));
    assert_eq!(found("Aldorian salt", &gazetteer, &lexicon), ["Aldorian = aldoria Demonym"]);
}

#[test]
fn later_layers_override_merge_and_remove() {
    let mine = "\
kind: person
remove: [boris-marten]
entries:
  - {id: test-anna-keller, name: Anna Keller, gender: female, aliases: [Annie Keller]}
";
    let more = "kind: place\nentries:\n  - {id: salt-coast, name: Salt Shore}\n";
    let (gazetteer, lexicon, diagnostics) = gazetteer(&[&[WORLD, ROLES, PEOPLE], &[mine, more]]);
    assert_eq!(messages(&diagnostics), Vec::<String>::new());
    assert_eq!(gazetteer.by_key("boris-marten"), None);
    let anna = gazetteer.by_key("anna-keller").expect("the old id leads to the merged entry");
    assert_eq!(gazetteer.by_key("test-anna-keller"), Some(anna));
    let entity = gazetteer.entity(anna);
    assert_eq!(
        (entity.key.as_str(), entity.layer, entity.tenures().len()),
        ("test-anna-keller", 1, 1)
    );
    assert_eq!(
        found("Salt Coast, Salt Shore", &gazetteer, &lexicon),
        ["Salt Shore = salt-coast Name"]
    );
}
