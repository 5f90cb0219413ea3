//! The shape of gazetteer files, field for field, and nothing else.
//!
//! The build script reads the built-in files through these same types: dates and references stay text until they are resolved.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::stored_enum;

/// A value whose place in the file is known.
#[derive(Clone, Copy, Debug)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Its first byte in the file, and how many bytes it has; both 0 in a built-in file.
    pub place: (u32, u32),
}

/// Text whose place in the file is known.
pub type Text = Placed<String>;

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Placed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = serde_yaml::Spanned::<T>::deserialize(deserializer)?;
        let span = spanned.referenced.span();
        let number = |n: Option<u64>| n.and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        let place = (number(span.byte_offset()), number(span.byte_len()));
        Ok(Placed { value: spanned.value, place })
    }
}

impl<T: Serialize> Serialize for Placed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// A whole file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct File {
    /// What its entries are; a file that only removes needs none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The format it was imported from. Such a file is nobody's handwork: it need not be sorted,
    /// and its entries may share names without saying so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<String>,
    /// Where the facts come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// When they were checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<Text>,
    /// Persons, organizations, places or roles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
    /// Ids of entries of earlier layers that this layer does without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remove: Vec<Text>,
    /// Women's given names, separated by white space.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub female: String,
    /// Men's given names.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub male: String,
    /// Given names of women and men.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub either: String,
    /// Surnames.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub names: String,
}

/// What the entries of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Human beings.
    Person,
    /// Organizations.
    Organization,
    /// Places.
    Place,
    /// Offices, titles and occupations.
    Role,
    /// A list of given names.
    GivenName,
    /// A list of surnames.
    Surname,
}

/// One entry. Which keys belong to which kind is a law of its own (G012), so that a misplaced
/// key and a misspelt one are told apart.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Entry {
    /// Unique lower-case words with hyphens.
    pub id: Text,
    /// The canonical name.
    pub name: Text,
    /// The Wikidata item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<Text>,
    /// Names that are enough on their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Text>,
    /// Names that need support.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weak: Vec<Text>,
    /// As weak, with exactly these capitals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exact: Vec<Text>,
    /// Longer phrases that hold a name and mean something else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<Text>,
    /// Words that speak for this entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<Text>,
    /// Ids of declared namesakes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ambiguous_with: Vec<Text>,
    /// Names of earlier days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_names: Vec<FormerName>,
    /// Of a person, or of the bearer of a role whose very word tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<Placed<Gender>>,
    /// What a person is or was, with dates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Tenure>,
    /// The id of a person's country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nationality: Option<Text>,
    /// Places that the press uses for an organization.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub metonyms: Vec<Text>,
    /// The id of the organization around it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<Text>,
    /// The id of the place around it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Text>,
    /// The sort of place or organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<Text>,
    /// Adjectives and names of the people of a place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub demonyms: Vec<Text>,
    /// Two-letter code of a country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iso: Option<Text>,
    /// The id of a country's or region's capital.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capital: Option<Text>,
    /// How many people live there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<Placed<u64>>,
    /// The id of the place or organization an office belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Text>,
    /// How many may hold an office at one time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<Placed<u32>>,
    /// What stands before or after the name of a holder.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<Text>,
    /// What stands in for a holder and does not follow from the titles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub descriptions: Vec<Text>,
    /// How high or of what sort a role is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<Placed<Rank>>,
    /// What a general role can belong to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attaches_to: Vec<Placed<Attachment>>,
    /// The plural of the title, where it is irregular.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plural: Option<Text>,
    /// A form of address that carries no role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub honorific: Option<Placed<bool>>,
    /// A strong name is a word of the language too, and yet, with its capital, hardly ever means it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub common_word: Option<Placed<bool>>,
}

/// A name that was given up.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FormerName {
    /// The name.
    pub name: Text,
    /// When it went out of use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Text>,
}

/// A role that a person holds or held.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tenure {
    /// The id of an office or role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Text>,
    /// A plain title instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// The id or the plain name of the place or organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Text>,
    /// The first day, month or year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Text>,
    /// The last day, month or year; none while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Text>,
}

stored_enum! {
    /// Grammatical gender of the pronouns that refer to somebody.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Gender {
        /// She.
        Female,
        /// He.
        Male,
    }
}

stored_enum! {
    /// How high or of what sort a role is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    #[allow(missing_docs)]
    pub enum Rank {
        HeadOfState,
        HeadOfGovernment,
        Minister,
        Official,
        Legislator,
        Judge,
        Military,
        Police,
        Royal,
        Clergy,
        Academic,
        Business,
        Media,
        Honorific,
        Diplomat,
        Sport,
        Other,
    }
}

stored_enum! {
    /// What a general role can belong to.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    #[allow(missing_docs)]
    pub enum Attachment {
        Country,
        Organization,
        Place,
        Person,
    }
}

stored_enum! {
    /// The sort of a place.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    #[allow(missing_docs)]
    pub enum PlaceType {
        Country,
        Territory,
        City,
        Region,
        State,
        Continent,
        Area,
        Building,
        Water,
    }
}

stored_enum! {
    /// The sort of an organization.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    #[allow(missing_docs)]
    pub enum OrganizationType {
        Government,
        Ministry,
        Parliament,
        Party,
        Company,
        Bank,
        CentralBank,
        ArmedGroup,
        International,
        Agency,
        Media,
        University,
        Court,
        SportsTeam,
        Ngo,
        Military,
        Religious,
    }
}

/// Reads one file. The limits stop a few hostile lines from growing into gigabytes and leave room
/// for hundreds of thousands of entries.
///
/// # Errors
/// Whatever the YAML parser or the shape above objects to first.
pub fn parse(yaml: &str) -> Result<File, serde_yaml::Error> {
    serde_yaml::from_str_with_options(yaml, options(yaml.len()))
}

/// Reading options for a file of `bytes` bytes: no honest file has more nodes than bytes.
fn options(bytes: usize) -> serde_yaml::Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: 12,
            max_nodes: bytes.saturating_add(1000),
            max_events: bytes.saturating_mul(2).saturating_add(1000),
            max_total_scalar_bytes: bytes.saturating_add(1000),
            max_aliases: 1000,
            max_anchors: 1000,
        },
        alias_limits: serde_yaml::alias_limits! {
            max_total_replayed_events: 100_000,
        },
        with_snippet: false,
    }
}
