"""Databases: Neo4j, LadybugDB, SQLite, DuckDB."""
import collections
import csv
import json
import subprocess

from expected import same


BY_ADMIN = "neo4j stop\nsh FILE/import.sh neo4j\nneo4j start"
BY_SHELL = """cypher-shell -u neo4j -f FILE
cypher-shell -u neo4j "MATCH (a:Person)-[r:MET]-(b) RETURN a.name, r.first, b.name LIMIT 5"
cypher-shell -u neo4j -f FILE   # again: nothing is doubled"""


def neo4j(lines):
    """Types the documented lines, the first of which may be to stop a server that runs."""

    def check(expected, file, tools):
        with tools.neo4j(file) as server:
            server.typed("neo4j start\n" + lines.replace("FILE", str(file)))
            found = server.found()
        whole_neo4j(expected, found)

    return check


def whole_neo4j(expected, found):
    for edge in expected.edges:
        if len(edge.get("first") or "") in (4, 7) and expected.lost("date-precision"):
            edge["first"] = (edge["first"] + "-01-01")[:10]
    whole_database(expected, found)


def whole_database(expected, found):
    """What a database of nodes and relationships has, documents and evidence among them."""
    expected.whole_graph(found["nodes"], found["edges"])
    types = {"occurred": "MET", "planned": "PLANNED_TO_MEET", "denied": "DID_NOT_MEET", "hypothetical": "MAY_MEET"}
    met = [types[e["status"]] for e in expected.edges if e["relation"] == "met"]
    same("who met", [a["type"] for _, _, a in found["edges"] if a["relation"] == "met"], met)
    same("documents", [row[0] for row in found["documents"]], [expected.text(d["id"]) for d in expected.documents])
    known = {d["id"] for d in expected.documents}
    evidence = {
        (expected.text(n["id"]), expected.text(e["document"]), e["start"], e["end"])
        for n in expected.nodes for e in n["evidence"] if e["document"] in known
    }
    same("evidence", found["evidence"], evidence)


def ladybug(expected, file, tools):
    import ladybug as lb

    connection = lb.Connection(lb.Database(":memory:"))
    for _ in range(2):
        connection.execute(file.read_text())
    ask = lambda query: connection.execute(query).get_all()
    entities = "MATCH (n:Person:Role:Place:Organization:Meeting:Statement:Event) RETURN n.id, n.name, n.date, n.status"
    edges = "MATCH (a)-[r]->(b) WHERE label(r) <> 'EVIDENCED_BY' RETURN a.id, b.id, r.relation, r.first, r.status, label(r)"
    attributes = ("relation", "first", "status", "type")
    whole_database(expected, {
        "nodes": [(row[0], dict(zip(("name", "date", "status"), row[1:]))) for row in ask(entities)],
        "edges": [(*row[:2], dict(zip(attributes, row[2:]))) for row in ask(edges)],
        "documents": ask("MATCH (d:Document) RETURN d.id"),
        "evidence": map(tuple, ask("MATCH (a)-[r:EVIDENCED_BY]->(d) RETURN a.id, d.id, r.start, r.`end`")),
    })


LADYBUG_TABLES = """
CREATE NODE TABLE Entity(id STRING PRIMARY KEY, kind STRING, name STRING);
CREATE NODE TABLE Event(id STRING PRIMARY KEY, kind STRING, name STRING, status STRING, date STRING);
CREATE REL TABLE TookPartIn(FROM Entity TO Event, part STRING);
COPY Entity FROM (LOAD FROM 'FILE/entities.parquet' RETURN id, kind, name);
COPY Event FROM (LOAD FROM 'FILE/events.parquet' RETURN id, kind, name, status, date);
COPY TookPartIn FROM (LOAD FROM 'FILE/participants.parquet' WHERE entity IS NOT NULL RETURN entity, event, part);
"""


def ladybug_parquet(expected, folder, tools):
    import ladybug as lb

    connection = lb.Connection(lb.Database(":memory:"))
    for query in LADYBUG_TABLES.replace("FILE", str(folder)).strip().splitlines():
        connection.execute(query)

    def rows(query):
        result = connection.execute(query)
        while result.has_next():
            yield tuple(cell or "" for cell in result.get_next())

    nodes = [*rows("MATCH (n:Entity) RETURN n.id, n.name, '', ''"), *rows("MATCH (n:Event) RETURN n.id, n.name, n.date, n.status")]
    same("nodes", nodes, expected.node_facts())
    parts = {"took_part_in", "made", "addressed_to", "about"}
    taken = [fact for fact in expected.edge_facts() if fact[2] in parts]
    found = rows("MATCH (a:Entity)-[:TookPartIn]->(e:Event) RETURN a.id, e.id, e.status")
    same("participants", [(*sorted(row[:2]), row[2]) for row in found], [(*fact[:2], fact[4]) for fact in taken])


TABLES = {
    "nodes": "SELECT id, name, NULL, NULL FROM {entities} UNION ALL SELECT id, name, date, status FROM {events}",
    "edges": "SELECT source, target, relation, \"first\", status FROM {relations}",
    "pairs": "SELECT event, a, b FROM {pairs}",
    "evidence": "SELECT event, start_char, end_char FROM {evidence}",
    "participants": "SELECT event, coalesce(entity, text) FROM {participants} WHERE part NOT IN ('speaker', 'addressee', 'about')",
}


def tables(expected, rows):
    """`rows` answers the queries above as lists."""
    text = expected.text
    blank = lambda row: tuple("" if cell is None else cell for cell in row)
    same("nodes", map(blank, rows(TABLES["nodes"])), expected.node_facts())
    found = [(*sorted(row[:2]), *row[2:]) for row in map(blank, rows(TABLES["edges"]))]
    same("edges", found, expected.edge_facts())
    meetings = expected.of_kind("meeting")
    pairs = [(n["id"], text(a), text(b)) for n in meetings for a, b in n["pairs"]]
    same("pairs", map(tuple, rows(TABLES["pairs"])), pairs)
    events = expected.of_kind("meeting", "statement", "event")
    told = [(n["id"], e["start"], e["end"]) for n in events for e in n["evidence"]]
    same("evidence", map(tuple, rows(TABLES["evidence"])), told)
    who = [(n["id"], text(one)) for n in meetings for one in n["participants"] + n.get("others", [])]
    of_meetings = [row for row in map(tuple, rows(TABLES["participants"])) if row[0].startswith("m:")]
    same("participants", of_meetings, who)


def sqlite(expected, file, tools):
    def rows(query):
        run = subprocess.run(["sqlite3", "-readonly", "-json", file, query], capture_output=True, text=True, check=True)
        return [list(row.values()) for row in json.loads(run.stdout or "[]", object_pairs_hook=numbered)]

    # The shell names columns after expressions; two of them may be alike.
    numbered = lambda pairs: {i: value for i, (_, value) in enumerate(pairs)}
    tables(expected, lambda query: rows(query.format_map(collections.defaultdict(str, {t: t for t in PARTS}))))
    same("integrity", [row[0] for row in rows("PRAGMA integrity_check")], ["ok"])
    same("keys", rows("PRAGMA foreign_key_check"), [])
    names = {n["id"]: n["name"] for n in expected.nodes}
    met = [(names[a], names[b], n.get("date")) for n in expected.of_kind("meeting", status="occurred") for a, b in n["pairs"]]
    found = [tuple(row) for row in rows("SELECT one, other, date FROM who_met_whom")]
    same("who met whom", found, [(expected.text(a), expected.text(b), day) for a, b, day in met])


PARTS = ["entities", "events", "relations", "pairs", "evidence", "participants"]


def duckdb_parquet(expected, folder, tools):
    import duckdb

    names = {part: f"'{folder}/{part}.parquet'" for part in PARTS}
    tables(expected, lambda query: duckdb.sql(query.format(**names)).fetchall())


def read_csv(path, separator=","):
    """DuckDB's reader, told nothing but what RFC 4180 says and that everything is text."""
    with open(path, newline="") as file:
        header = next(csv.reader(file, delimiter=separator))
    columns = "{" + ",".join(f"'{name}': 'VARCHAR'" for name in header) + "}"
    return (
        f"read_csv('{path}', delim='{separator}', header=true, quote='\"', escape='\"', strict_mode=true, "
        f"auto_detect=false, nullstr='', columns={columns})"
    )


def guarded(expected):
    """What spreadsheets get instead of formulas."""
    def guard(text):
        return "'" + text if text[:1] in tuple("=+-@\t\r") and expected.lost("formulas") else text

    return guard


def duckdb_csv(expected, folder, tools):
    import duckdb

    guard = guarded(expected)
    blank = lambda row: tuple(cell or "" for cell in row)
    found = duckdb.sql(f"SELECT id, name, date, status FROM {read_csv(folder / 'nodes.csv')}").fetchall()
    same("nodes", map(blank, found), [(guard(i), guard(n), d, s) for i, n, d, s in expected.node_facts()])
    query = f"SELECT source, target, relation, \"first\", status FROM {read_csv(folder / 'edges.csv')}"
    found = [(*sorted(row[:2]), *row[2:]) for row in map(blank, duckdb.sql(query).fetchall())]
    same("edges", found, [(*sorted(map(guard, fact[:2])), *fact[2:]) for fact in expected.edge_facts()])


def coded(expected, rows):
    """Events by pairs: (event, status, source, target, date)."""
    text = expected.text
    meetings = [n for s in ("occurred", "planned") for n in expected.of_kind("meeting", status=s)]
    if len(meetings) < len(expected.of_kind("meeting")):
        assert expected.lost("denied-or-hypothetical")
    if any(not n["pairs"] for n in meetings):
        assert expected.lost("pairless-meetings")
    pairs = [(n["id"], n["status"], text(a), text(b), n.get("date") or "") for n in meetings for a, b in n["pairs"]]
    same("meetings", [row for row in rows if row[0].startswith("m:")], pairs)
    said = expected.of_kind("statement", status="occurred")
    if any(not n.get("speaker") for n in said):
        assert expected.lost("unknown-speakers")
    said = [(n["id"], text(n["speaker"])) for n in said if n.get("speaker")]
    same("statements", [(row[0], row[2]) for row in rows if row[0].startswith("s:")], said)


CODED = "SELECT event, status, source, coalesce(target, ''), coalesce(CAST(date AS VARCHAR), '') FROM "


def duckdb_jsonl(expected, file, tools):
    import duckdb

    coded(expected, duckdb.sql(f"{CODED} read_json('{file}', format='newline_delimited')").fetchall())


def duckdb_tsv(expected, file, tools):
    import duckdb

    coded(expected, duckdb.sql(CODED + read_csv(file, "\t")).fetchall())


def duckdb_dna(expected, file, tools):
    import duckdb

    guard = guarded(expected)
    said = expected.of_kind("statement", status="occurred")
    if len(said) < len(expected.of_kind("statement")):
        assert expected.lost("not-facts")
    found = duckdb.sql(f"SELECT DISTINCT text, coalesce(nullif(person, ''), organization) FROM {read_csv(file)}").fetchall()
    names = {n["id"]: n["name"] for n in expected.nodes}
    who = lambda n: names[n["speaker"]] if n.get("speaker") else n["speaker_text"]
    same("statements", found, {(guard(expected.text(n["content"])), guard(expected.text(who(n)))) for n in said})


def follow_the_money(expected, file, tools):
    from followthemoney import model

    line = lambda text: " ".join(text.split()) if text.split(" ") != text.split() and expected.lost("line-ends") else text
    schemas, names, dates = collections.Counter(), [], []
    for row in map(json.loads, file.read_text().splitlines()):
        entity = model.get_proxy(row, cleaned=False)
        model.get(entity.schema.name).validate(row)
        given = {(name, value) for name, values in row["properties"].items() for value in values}
        same("what the model keeps", {(prop.name, value) for prop, value in entity.itervalues()}, given)
        schemas[row["schema"]] += 1
        if row["schema"] in ("Person", "Organization"):
            names += row["properties"]["name"]
        if row["schema"] == "Event":
            dates += row["properties"].get("date") or row["properties"].get("startDate") or []
    meetings = expected.of_kind("meeting", status="occurred")
    if len(meetings) < len(expected.of_kind("meeting")):
        assert expected.lost("not-facts")
    assert not expected.of_kind("statement") or expected.lost("statements")
    same("meetings", [schemas["Event"]], [len(meetings)])
    same("dates", dates, [n["date"] for n in meetings if n.get("date")])
    same("names", names, [line(expected.text(n["name"])) for n in expected.of_kind("person", "organization")])
    subprocess.run([tools.folder / "venv/bin/ftm", "validate", "-i", file, "-o", "/dev/null"], check=True, capture_output=True)


DUCK = "import duckdb\n"
CLIENTS = [
    ("neo4j-admin", [], "Neo4j", neo4j(BY_ADMIN), "neo4j", BY_ADMIN),
    ("cypher", [], "Neo4j", neo4j(BY_SHELL), "neo4j", BY_SHELL),
    ("ladybug", [], "LadybugDB", ladybug, "python",
     "import ladybug as lb\nc = lb.Connection(lb.Database('graph.lbug')); c.execute(open('FILE').read())\nprint(c.execute('MATCH (a:Person)-[r:MET]-(b) RETURN a.name, r.first, b.name LIMIT 5').get_all())"),
    ("parquet", [], "LadybugDB", ladybug_parquet, "python",
     "import ladybug as lb\nc = lb.Connection(lb.Database(':memory:')); c.execute('CREATE NODE TABLE Entity(id STRING PRIMARY KEY, kind STRING, name STRING)')\nc.execute(\"COPY Entity FROM (LOAD FROM 'FILE/entities.parquet' RETURN id, kind, name)\")"),
    ("sqlite", [], "SQLite", sqlite, "sh",
     "sqlite3 FILE 'SELECT one, other, date, place FROM who_met_whom'\nsqlite3 FILE 'SELECT speaker, content FROM who_said_what LIMIT 5'\nsqlite3 FILE .schema"),
    ("parquet", [], "DuckDB", duckdb_parquet, "python",
     DUCK + "events = duckdb.read_parquet('FILE/events.parquet')\nprint(events.filter(\"kind = 'meeting' AND status = 'occurred'\"))"),
    ("csv", [], "DuckDB", duckdb_csv, "python", DUCK + "edges = duckdb.read_csv('FILE/edges.csv', all_varchar=True)\nprint(edges.filter(\"relation = 'met'\"))"),
    ("plover", [], "DuckDB", duckdb_jsonl, "python", DUCK + "events = duckdb.read_json('FILE', format='newline_delimited')\nprint(events)"),
    ("plover-tsv", [], "DuckDB", duckdb_tsv, "python", DUCK + "events = duckdb.read_csv('FILE', delimiter='\\t', header=True, all_varchar=True)\nprint(events)"),
    ("dna", [], "DuckDB", duckdb_dna, "python", DUCK + "statements = duckdb.read_csv('FILE', header=True, all_varchar=True)\nprint(statements)"),
    ("ftm", [], "followthemoney", follow_the_money, "sh", "ftm validate -i FILE -o valid.json\nwc -l FILE valid.json\nftm pretty -i FILE > pretty.json"),
]
