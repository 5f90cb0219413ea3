#!/usr/bin/env python3
"""Make words.tsv and common.txt from free word data.

Needs these Debian packages (apt-get update && apt-get install):
  wordnet-base   WordNet 3.0: index, data, exception and count files
  scowl          SCOWL word lists by size, American and British

Run:  python3 lexicon/generate.py     (writes both files beside the script)
      python3 lexicon/generate.py --report WORD...   shows the scores behind a word

How a line of words.tsv comes about:
 1. Lemmas: WordNet lemmas that SCOWL lists in lower case up to size 60, plus hyphenated
    lemmas that WordNet saw in its tagged text, plus the words in additions.txt.
 2. Inflected forms: regular rules and the tables below; a form stays only if SCOWL (up to size 60)
    lists it.
 3. Codes: each lemma carries WordNet's sense tag counts per part of speech; an inflected form
    takes a fixed share of its lemma's count. The codes are sorted by that score.
 4. overrides.txt replaces the codes of a word, marks.txt the semantic mark of a noun.
The output depends on the packages and these files only; it is sorted and stable.
"""
import collections
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
WORDNET = pathlib.Path("/usr/share/wordnet")
SCOWL = pathlib.Path("/usr/share/dict/scowl")

# --- function words: the engine has them, so they are not listed ------------------------------
FUNCTION = set("""
a an the this that these those each every either neither both all half any some no none such what which
whose whatever whichever another other i me my mine myself you your yours yourself yourselves he him his
himself she her hers herself it its itself we us our ours ourselves they them their theirs themselves one
who whom whoever whomever anybody anyone anything everybody everyone everything nobody nothing somebody
someone something aboard about above across after against along alongside amid amidst among amongst around as
at atop because before behind below beneath beside besides between beyond but by concerning despite during
except for from if in inside into lest nor of off on onto or out outside over per since than though
although through throughout till to toward towards under underneath unless until unto upon versus via whereas
whether while whilst with within without and so yet am is are was were be been being do does did done doing
have has had having can could shall should will would might must ought not when where why how whenever
wherever however there here then thus hence therefore moreover nevertheless nonetheless
s t d ll re ve m cannot didn isn wasn aren weren doesn hasn wouldn couldn
""".split())
# Function words that are open-class words as well come back through overrides.txt.

MARKS = {"18": "person", "14": "group", "10": "comm", "28": "time", "15": "place", "04": "act"}
# Synsets whose kinds are places in news although WordNet calls them artifacts or objects.
PLACE_ROOTS = {"building", "airfield", "room", "thoroughfare", "road", "land", "body_of_water",
               "geological_formation", "landing_field", "bridge", "port", "camp", "stadium"}

SHARE = {  # what part of a lemma's count each form is likely to have in news
    "n": .70, "ns": .30, "v": .30, "vz": .10, "vd": .30, "vn": .22, "vg": .16, "a": 1.0, "r": 1.0,
}
RANK = {c: i for i, c in enumerate("n ns vd vn a v vz vg r".split())}

# --- irregular verbs: base past participle; "=" repeats the base, "/" separates choices -------
IRREGULAR = """
abide abode/abided abided; arise arose arisen; awake awoke/awaked awoken/awaked; babysit babysat babysat; bear bore borne/born;
beat = beaten/beat; become became become; befall befell befallen; beget begot begotten; begin began begun;
behold beheld beheld; bend bent bent; beset = =; bet = =; bid bid/bade bid/bidden; bide bided bided; bind bound bound;
bite bit bitten; bleed bled bled; blow blew blown; break broke broken; breed bred bred; bring brought brought;
broadcast = =; build built built; burn burned/burnt burned/burnt; burst = =; bust busted/bust busted/bust; buy bought bought; cast = =; catch caught caught;
choose chose chosen; cling clung clung; come came come; cost = =; creep crept crept; cut = =; deal dealt dealt;
dig dug dug; dive dived/dove dived; draw drew drawn; dream dreamed/dreamt dreamed/dreamt; drink drank drunk; drive drove driven;
dwell dwelt/dwelled dwelt/dwelled; eat ate eaten; fall fell fallen; feed fed fed; feel felt felt; fight fought fought; find found found;
fit fitted/fit fitted/fit; flee fled fled; fling flung flung; fly flew flown; forbid forbade/forbad forbidden; forecast forecast/forecasted forecast/forecasted; foresee foresaw foreseen;
foretell foretold foretold; forget forgot forgotten; forgive forgave forgiven; forgo forwent forgone; forsake forsook forsaken;
forswear forswore forsworn; freeze froze frozen; get got got/gotten; gild gilded gilded/gilt; give gave given; go went gone; grind ground ground;
grow grew grown; handwrite handwrote handwritten; hang hung/hanged hung/hanged; hear heard heard; heave heaved/hove heaved; hew hewed hewn/hewed; hide hid hidden; hit = =; hold held held; hurt = =;
input input/inputted input/inputted; interweave interwove interwoven; keep kept kept; kneel knelt/kneeled knelt/kneeled; knit knitted/knit knitted/knit; know knew known; lay laid laid;
lead led led; lean leaned/leant leaned/leant; leap leaped/leapt leaped/leapt; learn learned/learnt learned/learnt; leave left left; lend lent lent; let = =;
lie lay/lied lain/lied; light lit/lighted lit/lighted; lip-read = =; lose lost lost; make made made; mean meant meant; meet met met; mow mowed mown/mowed;
offset = =; overcome overcame overcome; partake partook partaken; pay paid paid; plead pleaded/pled pleaded/pled; prove proved proved/proven; put = =; quit quit/quitted quit/quitted;
read = =; recast = =; rend rent rent; rid = =; ride rode ridden; ring rang rung; rise rose risen; run ran run; saw sawed sawn/sawed; say said said; see saw seen;
seek sought sought; sell sold sold; send sent sent; set = =; sew sewed sewn/sewed; shake shook shaken; shear sheared shorn/sheared; shed = =; shine shone/shined shone/shined;
shoe shod shod; shoot shot shot; show showed shown/showed; shrink shrank/shrunk shrunk/shrunken; shut = =; sing sang sung; sink sank/sunk sunk; sit sat sat;
slay slew slain; sleep slept slept; slide slid slid; sling slung slung; slink slunk slunk; slit = =; smell smelled/smelt smelled/smelt; smite smote smitten; sneak sneaked/snuck sneaked/snuck; sow sowed sown/sowed;
speak spoke spoken; speed sped/speeded sped/speeded; spell spelled/spelt spelled/spelt; spend spent spent; spill spilled/spilt spilled/spilt; spin spun spun; spit spat/spit spat/spit; split = =;
spoil spoiled/spoilt spoiled/spoilt; spotlight spotlighted/spotlit spotlighted/spotlit; spread = =; spring sprang/sprung sprung; stand stood stood; steal stole stolen; stick stuck stuck; sting stung stung; stink stank stunk;
strew strewed strewn; stride strode stridden; strike struck struck/stricken; string strung strung; strive strove/strived striven/strived; swear swore sworn; sweat sweated/sweat sweated/sweat; sweep swept swept; swell swelled swollen/swelled; swim swam swum; swing swung swung;
take took taken; teach taught taught; tear tore torn; tell told told; think thought thought; thrive thrived/throve thrived; throw threw thrown; thrust = =;
tread trod trodden; understand understood understood; upset = =; wake woke/waked woken/waked; wear wore worn; weave wove/weaved woven/weaved; wed wedded/wed wedded/wed; weep wept wept; wet wet/wetted wet/wetted;
win won won; wind wound wound; withdraw withdrew withdrawn; withhold withheld withheld; withstand withstood withstood; wring wrung wrung; write wrote written;
telecast = =; typecast = =; simulcast = =; podcast podcast/podcasted podcast/podcasted; proofread = =; underwrite underwrote underwritten; undergo underwent undergone; undertake undertook undertaken; mistake mistook mistaken
"""
PREFIXES = ("over", "under", "re", "un", "out", "mis", "fore", "up", "inter", "co", "de", "re-", "for")
NOT_PREFIXED = {"reset": None, "remake": None}

# nouns in -s that are plural by themselves
PLURAL_ONLY = set("""
police people cattle clothes thanks remains proceeds earnings outskirts riches premises troops goods trousers pants jeans
shorts scissors glasses goggles binoculars pliers belongings whereabouts surroundings savings winnings findings dregs auspices
spectators arms odds wages groceries essentials amenities credentials proceedings authorities humanities grounds annals
alms amends shenanigans doldrums throes suds tights pyjamas pajamas tongs tweezers shears vermin clergy folk folks
barracks headquarters crossroads series species means poultry livestock personnel gentry feds bowels genitals innards
entrails leftovers tropics smithereens bleachers overalls knickers panties briefs braces takings makings trappings
""".split())
PLURAL_SINGULAR = set("headquarters crossroads series species means barracks whereabouts clergy folk aircraft spacecraft offspring".split())

# Comparatives that look right but are other words.
NOT_COMPARATIVE = set("""
number matter utter corner offer officer border poster order sewer tower shower liver letter buster barer batter butter
cover under alter counter center other ever sober proper tender slender eager bitter clever former upper inner outer
lower holder leader sinner winner corner banner dinner fitter sitter potter setter loser user closer founder rounder
outer rather bother rest best guest quest test forest honest modest interest arrest harvest conquest request protest
west chest nest vest contest invest digest suggest infest molest wrest jest crest zest pest lest behest
stranger ranger solder shutter smatter spatter scatter flatterer mover riper rider pricer prices header deader kinder
bester rester winger singer lather tamer cooler drier dryer dryest welder wilder weller roper ruler steeper pater
""".split()) - set("lower closer kinder bitterest cooler drier wilder steeper tamer riper strangest stranger barer fitter flatter tenderest rounder deader".split())

VOWELS = "aeiou"


def read_scowl():
    """Smallest SCOWL size of every lower-case word."""
    size = {}
    for part in ("english", "american", "british", "british_z", "variant_1", "variant_2",
                 "british_variant_1"):
        for n in (10, 20, 35, 40, 50, 55, 60, 70):
            path = SCOWL / f"{part}-words.{n}"
            if not path.exists():
                continue
            extra = 10 if "variant" in part and n > 35 else 0
            for word in path.read_text(encoding="latin-1").split():
                if re.fullmatch(r"[a-zà-ÿ]+", word):
                    size[word] = min(size.get(word, 99), n + extra)
    return size


def read_wordnet():
    """lemma -> pos -> {count, mark, senses}; from index, data and count files."""
    files = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
    counts = collections.Counter()
    for line in (WORDNET / "cntlist.rev").read_text().splitlines():
        key, _, n = line.split()
        lemma, rest = key.split("%")
        pos = {"1": "n", "2": "v", "3": "a", "5": "a", "4": "r"}[rest[0]]
        counts[lemma, pos, rest.split(":")[1]] += int(n)
    synsets, parents = {}, {}
    for name in files:
        for line in (WORDNET / f"data.{name}").read_text().splitlines():
            if line.startswith(" "):
                continue
            f = line.split()
            n = int(f[3], 16)
            words = [re.sub(r"\(.*\)", "", f[4 + 2 * i]) for i in range(n)]
            synsets[files[name], f[0]] = (f[1], words)
            if name == "noun":
                k = 4 + 2 * n
                parents[f[0]] = [f[k + 2 + 4 * i] for i in range(int(f[k])) if f[k + 1 + 4 * i] == "@"]
    lexicon = collections.defaultdict(dict)
    firsts = {}
    for name, pos in files.items():
        for line in (WORDNET / f"index.{name}").read_text().splitlines():
            if line.startswith(" "):
                continue
            f = line.split()
            lemma, offsets = f[0], f[-int(f[2]):]
            if "_" in lemma:
                if pos == "n":
                    firsts.setdefault(lemma, offsets)
                continue
            lower = [o for o in offsets if lemma in synsets[pos, o][1]]
            if pos == "n":
                firsts.setdefault(lemma, offsets)
            if not lower:
                continue                        # capitalised in all its senses: a proper noun
            by_file = {fl: counts[lemma, pos, fl] for fl in {synsets[pos, o][0] for o in lower}}
            total = sum(by_file.values())
            main = synsets[pos, lower[0]][0]
            best = max(by_file, key=lambda fl: (by_file[fl], fl == main))
            if by_file[best] > 2 * by_file[main]:
                main = best
            head = next(o for o in lower if synsets[pos, o][0] == main)
            lexicon[lemma][pos] = {"count": total, "file": main, "head": head, "senses": len(lower)}
    roots = {firsts[r][0] for r in PLACE_ROOTS if r in firsts} | {
        o for r in ("land", "camp") if r in firsts for o in firsts[r] if synsets["n", o][0] in ("17", "15", "06")}
    below = {}

    def is_place(o):
        if o not in below:
            below[o] = False
            below[o] = o in roots or any(is_place(p) for p in parents.get(o, []))
        return below[o]

    for lemma, entry in lexicon.items():
        if "n" in entry:
            e = entry["n"]
            e["mark"] = MARKS.get(e["file"], "")
            if not e["mark"] and is_place(e["head"]):
                e["mark"] = "place"
    return lexicon


def read_table(name):
    """word -> text; lines "word ...:  codes" or "word codes", "#" starts a comment."""
    table = {}
    for line in (HERE / name).read_text().splitlines():
        line = line.split("#")[0].strip()
        if not line:
            continue
        words, sep, codes = line.partition(":  ")
        if sep:
            for word in words.split():
                table[word] = codes.strip()
        else:
            word, _, codes = line.partition(" ")
            table[word] = codes.strip()
    return table


def read_marks():
    """noun -> mark by hand; "mark: noun noun ..."; the mark "none" takes WordNet's away."""
    table = {}
    for line in (HERE / "marks.txt").read_text().splitlines():
        mark, sep, words = line.split("#")[0].partition(":")
        for word in words.split():
            table[word] = "" if mark == "none" else mark
    return table


def read_exceptions(name):
    table = collections.defaultdict(list)
    for line in (WORDNET / name).read_text().splitlines():
        form, *bases = line.split()
        for base in bases:
            table[base].append(form)
    return table


def one_syllable_cvc(word):
    """stop, plan, quit: the last consonant must double."""
    w = re.sub(r"^qu|(?<=[a-z])qu", "q", word)
    return bool(re.fullmatch(r"[^aeiou]*[aeiouy][bdfgklmnprstvz]", w)) and len(w) > 1


def may_double(word):
    w = re.sub(r"qu", "q", word)
    return bool(re.search(r"[^aeiou][aeiouy][bdfglmnprstvz]$", w)) and not word.endswith(("er", "en", "on")) \
        or bool(re.search(r"(fer|cur|mit|gin|bel|pel|cel|vel|sel|tel|nel|ter|ber|kit|quip|ship|nap|sh[iu]p|gram|tal|al)$", w))


def is_regular(word):
    return word.isascii()


def suffixed(word, suffix):
    """Spellings of word + ed / ing / er / est."""
    out = []
    if suffix == "ing":
        if word.endswith("ie"):
            return [word[:-2] + "ying", word + "ing"]
        if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and word not in ("singe", "swinge", "tinge", "binge"):
            out = [word[:-1] + "ing"]
            if word.endswith(("ge", "ue", "ke")):
                out.append(word + "ing")
            return out
        if word in ("tinge", "singe", "swinge", "binge"):
            return [word + "ing"] + (["binging", "tinging"] if word in ("binge", "tinge") else [])
        if word.endswith("e"):
            return [word + "ing"]
        if word.endswith("y"):
            return [word + "ing"]
    else:
        if word.endswith("e"):
            return [word + suffix[1:]]
        if re.search(r"[^aeiou]y$", word):
            out = [word[:-1] + "i" + suffix]
            if suffix in ("er", "est"):
                out.append(word + suffix)
            return out
        if word.endswith("y"):
            return [word + suffix]
    if word.endswith("c"):
        return [word + "k" + suffix, word + suffix]
    doubled = word + word[-1] + suffix
    if one_syllable_cvc(word):
        return [doubled] + ([word + suffix] if word in ("bus", "gas", "plus") else [])
    out = [word + suffix]
    if may_double(word):
        out.append(doubled)
    return out


def third_person(word):
    if re.search(r"[^aeiou]y$", word):
        return [word[:-1] + "ies"]
    if word.endswith(("s", "x", "z", "ch", "sh")):
        out = [word + "es"]
        if re.search(r"[^aeiou][aeiou][sz]$", word):
            out.append(word + word[-1] + "es")
        if word.endswith("ch"):
            out.append(word + "s")
        return out
    if word.endswith("o"):
        return [word + "es", word + "s"]
    return [word + "s"]


def irregular_table():
    table = {}
    for item in IRREGULAR.replace("\n", " ").split(";"):
        base, past, part = item.split()
        table[base] = ([base] if past == "=" else past.split("/"), [base] if part == "=" else part.split("/"))
    return table


class Builder:
    def __init__(self):
        self.size = read_scowl()
        self.wn = read_wordnet()
        self.irregular = irregular_table()
        self.noun_exc = read_exceptions("noun.exc")
        self.adj_exc = read_exceptions("adj.exc")
        self.verb_exc = read_exceptions("verb.exc")
        self.scores = collections.defaultdict(collections.Counter)
        self.mark = {}
        self.words_added = set()

    def ok(self, word):
        return self.size.get(word, 99) <= 60 or word in self.words_added

    def put(self, word, code, score, mark=None):
        self.scores[word][code] += score
        if code in ("n", "ns") and mark is not None:
            old = self.mark.get((word, code))
            if old is None or score > old[1]:
                self.mark[word, code] = (mark, score)

    # -- parts of speech ---------------------------------------------------------------------
    def noun(self, lemma, count, mark, free=False):
        plural_only = lemma in PLURAL_ONLY
        base = lemma[:-1]
        is_plural = lemma.endswith("s") and not lemma.endswith("ss") and "n" in self.wn.get(base, {}) \
            and self.wn[base]["n"]["count"] + 1 >= count / 4 and len(base) > 2 and not lemma.endswith(("ics", "us"))
        if plural_only or is_plural:
            if is_plural and self.wn[base]["n"]["mark"] == "person":
                mark = "person"                 # "leaders" as WordNet's body of leaders
            self.put(lemma, "ns", count + .1, mark)
            if lemma in PLURAL_SINGULAR:
                self.put(lemma, "n", count / 2 + .1, mark)
            return
        self.put(lemma, "n", count * SHARE["n"] + .1, mark)
        forms = [f for f in self.noun_exc.get(lemma, []) if f.isalpha() or "-" in lemma]
        regular = third_person(lemma)
        if lemma.endswith("man") and lemma[:-3] + "men" in self.size:
            forms.append(lemma[:-3] + "men")
        if forms and lemma.endswith(("man", "foot", "tooth", "mouse", "child", "person")) \
                and lemma not in ("human", "german", "talisman", "caiman", "person"):
            regular = []
        if lemma.endswith("s"):
            regular = [lemma + "es"]
        for form in dict.fromkeys(regular + forms):
            good = self.ok(form) if not (free or "-" in form) else True
            if good and form != lemma:
                # A plural that is better known as another lemma (ass -> asses is fine, new -> news is not)
                self.put(form, "ns", count * SHARE["ns"] + .05, mark)

    def verb(self, lemma, count, free=False):
        self.put(lemma, "v", count * SHARE["v"] + .1)
        past, part = self.irregular.get(lemma, (None, None))
        if past is None:
            for prefix in PREFIXES:
                base = lemma[len(prefix):]
                if lemma.startswith(prefix) and base in self.irregular:
                    p, q = self.irregular[base]
                    p, q = [prefix + x for x in p], [prefix + x for x in q]
                    if all(self.ok(x) for x in p[:1] + q[:1]) and len(base) > 2:
                        past, part = [x for x in p if self.ok(x)], [x for x in q if self.ok(x)]
                        break
        good = (lambda f: True) if free else (lambda f: self.ok(f))
        def spelled(suffix):
            return [f for f in suffixed(lemma, suffix) if (self.ok(f) if len(suffixed(lemma, suffix)) > 1 else good(f))] \
                or (suffixed(lemma, suffix)[:1] if free else [])
        if past is None:
            past = part = spelled("ed")
            extra = [f for f in self.verb_exc.get(lemma, []) if self.ok(f) and f.endswith("ed")]
            past = part = list(dict.fromkeys(past + extra))
        for i, form in enumerate(past):
            self.put(form, "vd", (count * SHARE["vd"] + .1) * (1 if i == 0 else .5))
        for i, form in enumerate(part):
            self.put(form, "vn", (count * SHARE["vn"] + .08) * (1 if i == 0 else .5))
        for form in dict.fromkeys(spelled("ing") + [f for f in self.verb_exc.get(lemma, []) if f.endswith("ing") and self.ok(f)]):
            self.put(form, "vg", count * SHARE["vg"] + .1)
        for form in third_person(lemma):
            if good(form) and (self.ok(form) or form == third_person(lemma)[0]):
                self.put(form, "vz", count * SHARE["vz"] + .05)

    def adjective(self, lemma, count):
        self.put(lemma, "a", count * SHARE["a"] + .1)
        if len(lemma) > 9 or lemma.endswith(("ed", "ing", "al", "ic", "ous", "ful", "less", "ive")):
            return
        for suffix in ("er", "est"):
            for form in suffixed(lemma, suffix) + [f for f in self.adj_exc.get(lemma, []) if f.endswith(suffix)]:
                if not self.ok(form) or form in NOT_COMPARATIVE:
                    continue
                entry = self.wn.get(form, {})
                # "officer", "tower": a noun of its own (or an agent noun of a verb) is no comparative
                if "n" in entry and entry["n"]["count"] >= count / 4 and "a" not in entry and "r" not in entry:
                    continue
                self.put(form, "a", count * .1 + .05)

    # -- the whole list ------------------------------------------------------------------------
    def build(self):
        additions = read_table("additions.txt")
        overrides = read_table("overrides.txt")
        mark_of = read_marks()
        lemmas = []
        for lemma, entry in self.wn.items():
            total = sum(e["count"] for e in entry.values())
            if "'" in lemma or "." in lemma or any(ch.isdigit() for ch in lemma):
                continue
            if "-" in lemma:
                parts = lemma.split("-")
                if not all(self.size.get(p, 99) <= 50 and (len(p) > 1) for p in parts) or (total == 0 and not all(self.size.get(p, 99) <= 20 for p in parts)):
                    continue
            elif self.size.get(lemma, 99) > 60 or len(lemma) < 2:
                continue
            if lemma in FUNCTION:
                continue
            lemmas.append(lemma)
        for lemma in lemmas:
            entry = self.wn[lemma]
            if "n" in entry:
                mark = mark_of.get(lemma, entry["n"]["mark"])
                self.noun(lemma, entry["n"]["count"], mark)
            if "v" in entry:
                self.verb(lemma, entry["v"]["count"])
            if "a" in entry:
                self.adjective(lemma, entry["a"]["count"])
            if "r" in entry:
                self.put(lemma, "r", entry["r"]["count"] + .1)
        # words the ordinary lists have and WordNet has not: transparent derivations only
        for word, size in self.size.items():
            if size > 60 or word in self.scores or word in FUNCTION or not word.isascii():
                continue
            self.derive(word, mark_of)
        for word, codes in additions.items():
            for code in codes.split():
                code, _, mark = code.partition(":")
                if code == "n":
                    self.noun(word, 1, mark, free=True)
                elif code == "n-":
                    self.put(word, "n", 1, mark)
                elif code == "v":
                    self.verb(word, 1, free=True)
                else:
                    self.put(word, code, 1, mark)
        out = {}
        for word, scores in self.scores.items():
            if word in FUNCTION or not self.print_lower(word):
                continue
            total = sum(scores.values())
            best = max(scores.values())
            codes = []
            for code, score in sorted(scores.items(), key=lambda kv: (-kv[1], RANK[kv[0]])):
                if best >= 12 and score < best * .008:
                    continue                      # a use the tagged text never or hardly shows
                codes.append(self.with_mark(word, code))
            out[word] = " ".join(codes)
        for word, codes in overrides.items():
            if codes == "-":
                out.pop(word, None)
                continue
            out[word] = " ".join(c.replace(":none", "") if ":" in c else self.with_mark(word, c, mark_of)
                                 for c in codes.split())
        return out

    def derive(self, word, mark_of):
        wn, size = self.wn, self.size
        def has(lemma, pos):
            return pos in wn.get(lemma, {}) and size.get(lemma, 99) <= 60
        if word.endswith("ly"):
            for base in (word[:-2], word[:-3] + "y", word[:-1] + "e", word[:-4] if word.endswith("ally") else "?", word[:-1] + "l"):
                if has(base, "a") or base.endswith(("ed", "ing")) and base in self.scores:
                    self.put(word, "r", .1)
                    return
        if word.endswith("ness"):
            if has(word[:-4], "a") or has(word[:-5] + "y", "a"):
                self.noun(word, 0, "")
                return
        if word.endswith(("er", "or")):
            for base in (word[:-2], word[:-1], word[:-3]):
                if has(base, "v"):
                    self.noun(word, 0, mark_of.get(word, "person"))
                    return
        if word.endswith(("able", "ible")) and any(has(b, "v") for b in (word[:-4], word[:-4] + "e", word[:-5])):
            self.put(word, "a", .1)
            return
        for prefix in ("un", "non", "in", "anti", "super", "ultra", "pre", "inter", "multi", "semi", "sub", "trans", "over"):
            base = word[len(prefix):]
            if word.startswith(prefix) and len(base) > 3:
                if has(base, "a") and not (has(base, "n") and prefix not in ("un", "in", "non", "anti", "pre")):
                    self.put(word, "a", .1)
                    if has(base, "n") and prefix in ("non", "anti"):
                        self.noun(word, 0, mark_of.get(base, wn[base]["n"]["mark"]))
                    return
                if prefix == "un" and base in self.scores and base.endswith(("ed", "ing")):
                    self.put(word, "a", .1)
                    return
        for prefix in ("re", "over", "under", "out", "mis", "de", "un", "pre", "dis", "co"):
            base = word[len(prefix):]
            if word.startswith(prefix) and len(base) > 2 and has(base, "v"):
                self.verb(word, 0)
                if has(base, "n") and prefix not in ("un",):
                    self.noun(word, 0, wn[base]["n"]["mark"])
                return
        for prefix in ("super", "non", "micro", "mini", "mega", "sub", "co", "step", "grand", "great", "over", "under",
                       "inter", "multi", "semi", "counter", "anti", "ex", "cyber", "bio", "photo", "video", "news"):
            base = word[len(prefix):]
            if word.startswith(prefix) and len(base) > 3 and has(base, "n"):
                self.noun(word, 0, mark_of.get(base, wn[base]["n"]["mark"]))
                return
        for suffix in ("man", "woman", "person"):
            if word.endswith(suffix):
                self.noun(word, 0, "person")
                return
        for suffix, mark in (("ist", "person"), ("ism", ""), ("ity", ""), ("ization", "act"), ("isation", "act"), ("ship", ""), ("hood", "")):
            if word.endswith(suffix) and len(word) > len(suffix) + 3:
                self.noun(word, 0, mark)
                return
        # British twin of an American verb or noun, and the reverse
        for a, b in (("is", "iz"), ("iz", "is"), ("our", "or"), ("tre", "ter"), ("ae", "e"), ("oe", "e"), ("ogue", "og"), ("ll", "l"), ("l", "ll"),
                     ("ence", "ense"), ("mme", "m"), ("e", ""), ("ys", "yz"), ("yz", "ys"), ("er", "or"), ("gray", "grey")):
            if a in word:
                twin = word.replace(a, b)
                if twin != word and twin in wn and twin in self.size:
                    e = wn[twin]
                    if "n" in e:
                        self.noun(word, e["n"]["count"] * .3, mark_of.get(twin, e["n"]["mark"]))
                    if "v" in e:
                        self.verb(word, e["v"]["count"] * .3)
                    if "a" in e:
                        self.put(word, "a", e["a"]["count"] * .3 + .1)
                    if "r" in e:
                        self.put(word, "r", e["r"]["count"] * .3 + .1)
                    return

    def print_lower(self, word):
        return word == word.lower() and len(word) > 1

    def with_mark(self, word, code, mark_of=None):
        if code not in ("n", "ns"):
            return code
        mark = (mark_of or {}).get(word)
        if mark is None:
            mark = self.mark.get((word, code), self.mark.get((word, "n"), ("", 0)))[0]
        return f"{code}:{mark}" if mark else code


HEADLINE = """
exclusive breaking updated update updates analysis opinion opinions video videos photo photos photograph correction corrections editor
editorial editorials fact facts check factcheck explainer explained recap live watch listen read related recommended
subscribe newsletter advertisement sponsored transcript transcripts highlights takeaways interview interviews review
reviews profile obituary report reports reporter reporters reporting sources source officials official lawmakers senators voters police prosecutors
protesters protests critics supporters experts analysts researchers scientists economists investigators
authorities residents witnesses activists lawyers attorneys judges democrats republicans conservatives liberals immigrants
refugees migrants troops soldiers militants rebels gunmen hackers thousands hundreds dozens millions billions
polls polling surveys survey poll website email tweet tweets coronavirus pandemic lockdown impeachment election elections
campaign campaigns candidates candidate presidential gubernatorial congressional federal statewide nationwide
meanwhile moreover furthermore nevertheless nonetheless afterward afterwards additionally amid amidst alongside
notably reportedly allegedly apparently ironically arguably frankly admittedly thankfully sadly conversely similarly
likewise overall regardless whatever whoever whichever whenever wherever whether notwithstanding elsewhere hence thus
""".split()


def common_words(builder):
    """The most ordinary words: SCOWL 10, and of SCOWL 20 those that WordNet's tagged text uses most."""
    first, second = set(), set()
    for part in ("english", "american", "british", "british_z"):
        for n, words in ((10, first), (20, second)):
            path = SCOWL / f"{part}-words.{n}"
            if path.exists():
                words |= {w for w in path.read_text(encoding="latin-1").split() if re.fullmatch(r"[a-z]+", w) and len(w) > 1}
    words = first | FUNCTION | set(w for w in HEADLINE if w not in ("democrats", "republicans"))
    ranked = sorted(second - words, key=lambda w: (-sum(builder.scores.get(w, {}).values()), w))
    words |= set(ranked[:max(0, 6000 - len(words))])
    return {w for w in words if len(w) > 1 or w == "a"}


def main():
    builder = Builder()
    for line in (HERE / "additions.txt").read_text().splitlines():
        builder.words_added.add(line.split(" ")[0])
    words = builder.build()
    if len(sys.argv) > 1 and sys.argv[1] == "--report":
        for word in sys.argv[2:]:
            print(word, words.get(word), dict(builder.scores.get(word, {})), builder.size.get(word))
        return
    text = "".join(f"{w}\t{words[w]}\n" for w in sorted(words))
    (HERE / "words.tsv").write_text(text, encoding="utf-8")
    common = common_words(builder)
    (HERE / "common.txt").write_text("".join(w + "\n" for w in sorted(common)), encoding="utf-8")
    print(f"words.tsv: {len(words)} lines, {len(text.encode()) / 1e6:.2f} MB; common.txt: {len(common)} lines")


if __name__ == "__main__":
    main()
