//! Who is one person and who is two, by what documents say of them.

use super::*;

fn profile(roles: &[&str], of: &[&str]) -> Profile {
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Profile { roles: set(roles), of: set(of), ..Profile::default() }
}

fn decided(people: &[(&str, Profile)], given: &[Judgement]) -> BTreeMap<String, String> {
    let parents = BTreeMap::from([
        ("leeds".to_owned(), "britain".to_owned()),
        ("kansas".to_owned(), "america".to_owned()),
    ]);
    let context = Context::new(&parents, given);
    let occurrences: BTreeMap<String, Profile> =
        people.iter().map(|(who, profile)| (who.replace('@', "\u{1}"), profile.clone())).collect();
    let ids = decide(&occurrences, &context).ids;
    ids.into_iter().map(|(id, person)| (written(&id), person)).collect()
}

#[test]
fn contradicting_profiles_are_two_people_and_like_ones_are_one() {
    let ids = decided(
        &[
            ("a-marten@1", profile(&["mayor"], &["leeds"])),
            ("a-marten@2", profile(&["politician"], &["britain"])),
            ("a-marten@3", profile(&["professor"], &["kansas"])),
            ("a-marten@4", profile(&["mayor"], &[])),
        ],
        &[],
    );
    assert_eq!(ids["a-marten@1"], "a-marten");
    assert_eq!(ids["a-marten@2"], "a-marten");
    assert_eq!(ids["a-marten@4"], "a-marten");
    assert_eq!(ids["a-marten@3"], "a-marten--professor-kansas");
}

#[test]
fn a_goalkeeper_and_a_judge_of_one_country_are_two() {
    let ids = decided(
        &[
            ("a-marten@1", profile(&["goalkeeper"], &["leeds"])),
            ("a-marten@2", profile(&["judge"], &["britain"])),
            ("b-marten@3", profile(&["coach"], &[])),
            ("b-marten@4", profile(&["father"], &[])),
        ],
        &[],
    );
    assert_eq!(ids["a-marten@1"], "a-marten");
    assert_eq!(ids["a-marten@2"], "a-marten--judge-britain");
    assert_eq!(ids["b-marten@4"], "b-marten");
}

#[test]
fn two_middle_initials_are_two_people() {
    let ids = decided(
        &[
            ("ada-b-marten@1", profile(&["mayor"], &["leeds"])),
            ("ada-c-marten@2", profile(&["mayor"], &["leeds"])),
            ("ada-ben-marten@3", profile(&["mayor"], &["leeds"])),
        ],
        &[],
    );
    assert_eq!(ids["ada-c-marten@2"], "ada-c-marten");
    assert_eq!(ids["ada-ben-marten@3"], ids["ada-b-marten@1"]);
}

#[test]
fn what_a_person_decided_is_not_overruled() {
    let people = [
        ("a-marten@1", profile(&["mayor"], &["leeds"])),
        ("a-marten@2", profile(&["professor"], &["kansas"])),
    ];
    let given = |verdict| Judgement {
        about: Subject::Entities,
        a: "a-marten@1".to_owned(),
        b: "a-marten@2".to_owned(),
        verdict,
        reasons: Vec::new(),
    };
    assert_eq!(decided(&people, &[given(Verdict::Same)])["a-marten@2"], "a-marten");
    let like = [("a-marten@1", people[0].1.clone()), ("a-marten@2", people[0].1.clone())];
    assert_eq!(decided(&like, &[])["a-marten@2"], "a-marten");
    assert_ne!(decided(&like, &[given(Verdict::Different)])["a-marten@2"], "a-marten");
}

#[test]
fn a_middle_initial_needs_the_same_office_of_the_same_body() {
    let ids = decided(
        &[
            ("ada-marten@1", profile(&["mayor"], &["leeds"])),
            ("ada-b-marten@2", profile(&["mayor"], &["leeds"])),
            ("ada-c-marten@3", profile(&["mayor"], &["kansas"])),
        ],
        &[],
    );
    assert_eq!(ids["ada-b-marten@2"], "ada-marten");
    assert_eq!(ids["ada-c-marten@3"], "ada-c-marten");
}

#[test]
fn a_short_given_name_needs_the_same_office_of_the_same_body() {
    let ids = decided(
        &[
            ("robert-marten@1", profile(&["mayor"], &["leeds"])),
            ("bob-marten@2", profile(&["mayor"], &["leeds"])),
            ("rob-marten@3", profile(&["goalkeeper"], &["leeds"])),
        ],
        &[],
    );
    assert_eq!(ids["robert-marten@1"], ids["bob-marten@2"]);
    assert_eq!(ids["rob-marten@3"], "rob-marten");
}
