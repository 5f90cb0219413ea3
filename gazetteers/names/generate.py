#!/usr/bin/env python3
"""Make the given-name and surname files of this folder.

Needs two PyPI packages: Faker (MIT; person providers of all locales) and names (US Census 1990
frequency lists, public domain), and the Debian package scowl (which names are English words).

Run:  python3 gazetteers/names/generate.py

Sources of a name: Faker locales in Latin script; Faker locales in Cyrillic, Greek, Georgian and
Armenian script, transliterated here the way the English press does; the census lists; and the
hand-made lists hand-given.txt and hand-surnames.txt for regions where the others are thin.
Gender: every locale and the census vote; a clear majority decides, else the name goes to "either".
decisions.txt holds what was decided by eye: English words that are real given names (ambiguous or
plain), names to drop, genders to force.
"""
import collections
import importlib
import pathlib
import re
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
SCOWL = pathlib.Path("/usr/share/dict/scowl")
CHECKED = "2026-11-22"
CENSUS_SURNAMES = 20000

LATIN = """az_AZ cs_CZ da_DK de_AT de_CH de_DE de_LI de_LU en en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_TH en_US
es_AR es_CA es_CL es_CO es_ES es_MX et_EE fi_FI fr_BE fr_CA fr_CH fr_DZ fr_FR ga_IE ha_NG hr_HR hu_HU id_ID ig_NG
it_IT lt_LT lv_LV nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI sv_SE sw tr_TR tw_GH uz_UZ vi_VN yo_NG zu_ZA""".split()
OTHER_SCRIPT = ["ru_RU", "uk_UA", "bg_BG", "mk_MK", "el_GR", "ka_GE", "hy_AM"]

# --- transliteration --------------------------------------------------------------------------
RUSSIAN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
                   "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".split()))
UKRAINIAN = {**RUSSIAN, "г": "h", "ґ": "g", "и": "y", "і": "i", "ї": "i", "є": "ie", "й": "i", "’": "_", "'": "_"}
BULGARIAN = {**RUSSIAN, "щ": "sht", "ъ": "a", "х": "h", "ь": "y"}
MACEDONIAN = {**RUSSIAN, "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "џ": "dj", "љ": "lj", "њ": "nj", "ј": "j", "х": "h", "ц": "c"}
GEORGIAN = dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
                    "a b g d e v z t i k l m n o p zh r s t u p k gh k sh ch ts dz ts ch kh j h".split()))
ARMENIAN = dict(zip("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցփքօֆ",
                    "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts p k o f".split()))
GREEK = dict(zip("αβγδεζηθικλμνξοπρστυφχψωςϊϋΐΰ", "a v g d e z i th i k l m n x o p r s t y f ch ps o s i y i y".split()))


def plain(table, text):
    return "".join(table.get(ch, ch) for ch in text).replace("_", "")


def transliterate(locale, name):
    """Spellings the press is likely to use; the first is the usual one."""
    low = name.lower()
    out = []
    if locale == "ru_RU":
        base = re.sub(r"(ий|ый)$", "y", low)
        base = re.sub(r"(?<=[аеиоуыьъ])е", "ye", base)
        out = [plain(RUSSIAN, re.sub(r"^е", "ye", base).replace("ьye", "ye"))]
        out += [plain(RUSSIAN, re.sub(r"(ий|ый)$", "y", low))]
        if low.endswith("ий"):
            out.append(plain(RUSSIAN, low[:-2] + "iy"))
        if "ё" in low:
            out += [plain(RUSSIAN, low.replace("ё", "е")), plain(RUSSIAN, re.sub("(?<=[чшщж])ё", "е", low))]
        if low.startswith("ю"):
            out.append("iu" + plain(RUSSIAN, low[1:]))
    elif locale == "uk_UA":
        base = re.sub(r"^є", "ye", re.sub(r"^ї", "yi", re.sub(r"^й", "y", low)))
        out = [plain(UKRAINIAN, re.sub(r"(ий|ій)$", "y", base)), plain(UKRAINIAN, re.sub(r"ий$", "yi", base))]
    elif locale in ("bg_BG", "mk_MK"):
        out = [plain(BULGARIAN if locale == "bg_BG" else MACEDONIAN, low)]
    elif locale == "ka_GE":
        out = [plain(GEORGIAN, low)]
    elif locale == "hy_AM":
        base = low.replace("ու", "u").replace("եւ", "ev").replace("և", "ev")
        base = re.sub("^ե", "ye", re.sub("^ո(?=[^ւ])", "vo", base))
        out = [plain(ARMENIAN, base)]
        out.append(out[0].replace("yants", "yan"))
    elif locale == "el_GR":
        s = unicodedata.normalize("NFD", low)
        s = unicodedata.normalize("NFC", "".join(c for c in s if c != "\u0301"))
        s = re.sub("^μπ", "b", s); s = re.sub("^ντ", "d", s); s = re.sub("^γκ", "g", s)
        s = s.replace("γγ", "ng").replace("γκ", "ng").replace("γξ", "nx").replace("μπ", "mp").replace("ου", "ou")
        s = re.sub("([αε])υ(?=[αεηιουωβγδζλμνρ])", r"\1v", s)
        s = re.sub("([αε])υ", r"\1f", s)
        s = re.sub("χ(?=[αεηιουωy])", "h", s)
        out = [plain(GREEK, s)]
        if out[0].startswith("i") and low[0] in "ηή":
            out.append(out[0])
    return [w[:1].upper() + w[1:] for w in dict.fromkeys(out)]


def fold(name):
    """The spelling without diacritics, which much of the press uses."""
    name = name.translate(str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss",
                                         "æ": "ae", "Æ": "Ae", "œ": "oe", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
                                         "ə": "a", "Ə": "A"}))
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽƏȘȚḀ-ỹ][a-zß-öø-ÿā-žəșțḁ-ỹơưɨ]*(?:['’-]?[A-ZÀ-ÖØ-ÞĀ-ŽƏa-zß-öø-ÿā-žəșțơưḀ-ỹ]+)*")
PARTICLES = set("van von de la le du di da del der den dos das el al bin ibn ben abu mc mac st san santa ter ten te".split())


def clean(name):
    name = unicodedata.normalize("NFC", name.strip()).replace("’", "'").replace("ʻ", "'").replace("`", "'")
    if name.isupper() and len(name) > 1:
        head, *rest = name.split("-")
        name = "-".join([head.capitalize()] + [r.lower() for r in rest])
    if len(name) < 2 or not NAME.fullmatch(name) or name.lower() in PARTICLES:
        return None
    return name


def cased(surname):
    """MCDONALD -> McDonald, OBRIEN -> O'Brien."""
    if surname.startswith("MC") and len(surname) > 4:
        return "Mc" + surname[2:].capitalize()
    return surname.capitalize()


def scowl(limit):
    words = {}
    for part in ("english", "american", "british", "british_z", "variant_1"):
        for n in (10, 20, 35, 40, 50, 55, 60, 70):
            path = SCOWL / f"{part}-words.{n}"
            if n <= limit and path.exists():
                for w in path.read_text(encoding="latin-1").split():
                    if re.fullmatch(r"[a-zà-ÿ]+", w):
                        words[w] = min(words.get(w, 99), n)
    return words


def read_lists(name):
    """Lines "key: word word"; the key may return; "#" starts a comment."""
    table = collections.defaultdict(list)
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        key, sep, words = line.split("#")[0].partition(":")
        if sep:
            table[key.strip()] += words.split()
    return table


def flat(value):
    return list(value) if isinstance(value, (list, tuple, dict, set)) else []


def faker_lists():
    """locale -> (male, female, unknown, last) as printed names."""
    out = {}
    for locale in LATIN + OTHER_SCRIPT:
        provider = importlib.import_module("faker.providers.person." + locale).Provider
        get = lambda *keys: [n for k in keys for n in flat(vars(provider).get(k))]
        male, female = get("first_names_male"), get("first_names_female")
        known = set(male) | set(female)
        unknown = [n for n in get("first_names", "first_names_unisex") if n not in known]
        last = get("last_names", "last_names_male", "last_names_female", "last_names_unisex", "last_names_common",
                   "unisex_last_names", "male_last_names", "female_last_names")
        if locale == "lt_LT":
            male = [n for n in unknown if n.endswith("s")]
            female = [n for n in unknown if not n.endswith("s")]
            unknown = []
        if locale in OTHER_SCRIPT:
            male, female, unknown, last = ([t for n in names for t in transliterate(locale, n)]
                                           for names in (male, female, unknown, last))
        if locale == "sk_SK":
            last = [n for n in last if not n.endswith(("ová", "á"))]
        if locale == "ga_IE":
            last = []                           # Irish-language forms, hardly ever printed in English news
        if locale == "pl_PL":
            last += [n[:-1] + "a" for n in last if n.endswith(("ski", "cki", "dzki"))]
        out[locale] = (male, female, unknown, last)
    zh_cn = importlib.import_module("faker.providers.person.zh_CN").Provider
    zh_tw = importlib.import_module("faker.providers.person.zh_TW").Provider
    ja = importlib.import_module("faker.providers.person.ja_JP").Provider
    out["zh_CN"] = ([], [], flat(zh_cn.first_romanized_names), flat(zh_cn.last_romanized_names))
    out["zh_TW"] = (flat(zh_tw.first_romanized_names_male), flat(zh_tw.first_romanized_names_female), [],
                    flat(zh_tw.last_romanized_names))
    out["ja_JP"] = ([p[2] for p in ja.first_name_male_pairs], [p[2] for p in ja.first_name_female_pairs], [],
                    [p[2] for p in ja.last_name_pairs])
    return out


def census(name):
    import names
    path = pathlib.Path(names.__file__).parent / name
    return [(line.split()[0], float(line.split()[1])) for line in path.read_text().splitlines()]


def with_folded(names):
    out = set(names)
    for n in names:
        out.add(fold(n))
    return out


def write(path, kind, source, groups):
    lines = [f"kind: {kind}", f"source: {source}", f"checked: {CHECKED}"]
    for key, names in groups.items():
        lines += ["", f"{key}: |"]
        row = "  "
        for name in sorted(names, key=lambda n: (fold(n).lower(), n)):
            if len(row) + len(name) > 118:
                lines.append(row.rstrip())
                row = "  "
            row += name + " "
        lines.append(row.rstrip())
    (HERE / path).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(path, {k: len(v) for k, v in groups.items()})


def collect():
    votes = collections.defaultdict(lambda: [0.0, 0.0, 0.0])      # male, female, unknown
    surnames = {}
    for locale, (male, female, unknown, last) in faker_lists().items():
        for i, names in enumerate((male, female, unknown)):
            for n in {clean(x) for x in names} - {None}:
                votes[n][i] += 1
        for n in last:
            n = clean(n)
            if n:
                surnames.setdefault(n, locale)
    males, females = dict(census("dist.male.first")), dict(census("dist.female.first"))
    for raw in set(males) | set(females):
        n = clean(raw)
        if not n:
            continue
        m, f = males.get(raw, 0), females.get(raw, 0)
        if m > 15 * f:
            votes[n][0] += 6
        elif f > 15 * m:
            votes[n][1] += 6
        elif m > 3 * f:
            votes[n][0] += 4; votes[n][1] += 2
        elif f > 3 * m:
            votes[n][1] += 4; votes[n][0] += 2
        else:
            votes[n][0] += 3; votes[n][1] += 3
    hand = read_lists("hand-given.txt")
    for key, words in hand.items():
        i = {"male": 0, "female": 1, "either": 2}[key.split()[-1]]
        for n in words:
            n = clean(n)
            if n and i == 2:
                votes[n][0] += 3; votes[n][1] += 3
            elif n:
                votes[n][i] += 3
    ranked = census("dist.all.last")
    for raw, _ in ranked[:CENSUS_SURNAMES]:
        n = clean(cased(raw))
        if n:
            surnames.setdefault(n, "census")
    for words in read_lists("hand-surnames.txt").values():
        for n in words:
            if clean(n):
                surnames.setdefault(clean(n), "hand")
    return votes, surnames, males, females, {clean(cased(r)): i for i, (r, _) in enumerate(ranked)}


def gender(v):
    m, f, _ = v
    if m == f == 0:
        return "either"
    if min(m, f) >= .3 * max(m, f):
        return "either"
    return "male" if m > f else "female"


def main():
    votes, surnames, males, females, rank = collect()
    decisions = read_lists("decisions.txt")
    words = scowl(60)
    by_hand = {n for names in read_lists("hand-given.txt").values() for n in names}
    forced = {n: g for g in ("male", "female", "either") for n in decisions[g]}
    ambiguous, keep, drop = (set(decisions[k]) for k in ("ambiguous", "plain", "drop"))
    given = {g: set() for g in ("female", "male", "either")}
    doubtful = {g: set() for g in ("female", "male", "either")}
    for name, vote in votes.items():
        if name in drop:
            continue
        if rank.get(name, 1e9) < 1500 and sum(vote) <= 3 and name not in ambiguous and name not in decisions["keep"] \
                and name.upper() not in males and name.upper() not in females:
            continue                            # "Thompson": a surname that strayed into a given-name list
        g = forced.get(name) or gender(vote)
        if name in ambiguous:
            doubtful[g].add(name)
        elif name.lower() in words and name not in keep:
            if name in by_hand:
                doubtful[g].add(name)
        else:
            given[g].add(name)
    for name in ambiguous - set().union(*doubtful.values()):
        doubtful[forced.get(name, "either")].add(name)
    for groups in (given, doubtful):
        every = set().union(*groups.values())
        for g in groups:
            for n in list(groups[g]):
                f = fold(n)
                if f != n and f not in every and not (f.lower() in words) and f not in drop and NAME.fullmatch(f) and f not in ambiguous:
                    groups[g].add(f)
        seen = set()
        for g in ("either", "female", "male"):
            groups[g] -= seen
            seen |= groups[g]
    source = "PyPI Faker (MIT), PyPI names (US Census 1990, public domain), hand-made lists"
    first = {g: {n for n in ns if fold(n)[0].upper() <= "K"} for g, ns in given.items()}
    second = {g: given[g] - first[g] for g in given}
    write("given-a-k.yaml", "given-name", source, first)
    write("given-l-z.yaml", "given-name", source, second)
    write("given-ambiguous.yaml", "given-name", source + "; given names that are English words as well", doubtful)

    no_surname = set(decisions["no-surname"])
    extra = set(decisions["ambiguous-surname"])
    not_ambiguous = set(decisions["plain-surname"])
    clear, unclear = set(), set()
    for name in with_folded(set(surnames)):
        if name in no_surname or not NAME.fullmatch(name) or len(name) < 2:
            continue
        if (name.lower() in words or name in extra) and name not in not_ambiguous:
            unclear.add(name)
        else:
            clear.add(name)
    write("surnames-a-k.yaml", "surname", source, {"names": {n for n in clear if fold(n)[0].upper() <= "K"}})
    write("surnames-l-z.yaml", "surname", source, {"names": {n for n in clear if fold(n)[0].upper() > "K"}})
    write("surnames-ambiguous.yaml", "surname", source + "; surnames that are English words as well", {"names": unclear})


if __name__ == "__main__":
    main()
