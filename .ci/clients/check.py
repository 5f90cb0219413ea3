#!/usr/bin/env python3
"""Loads every export with the program it is meant for and compares it with graph.json.

Usage: check.py WHOMET GRAPH.json... [--docs docs/exports.md]
Run by run.sh, which makes the environment. A client that loses something fails the run.
"""
import collections, csv, json, pathlib, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).parent


def clean(text):
    return "".join(
        "\ufffd" if (ord(c) < 32 and c not in "\t\n\r") or ord(c) in (0x7F, 0xFFFE, 0xFFFF) else c
        for c in text
    )


class Graph:
    """What clients must find."""

    def __init__(self, path):
        self.path = path
        data = json.loads(path.read_text())
        self.nodes = {clean(n["id"]): n for n in data["nodes"]}
        self.edges = data["edges"]

    def node_facts(self):
        return sorted((i, clean(n["name"]), n.get("date") or "", n.get("status") or "") for i, n in self.nodes.items())

    def edge_facts(self):
        return sorted(
            (*sorted((clean(e["source"]), clean(e["target"]))), e["relation"], e.get("first") or "", e.get("status") or "")
            for e in self.edges
        )

    def meetings(self, *statuses):
        return [n for n in self.nodes.values() if n["kind"] == "meeting" and n["status"] in statuses]


def same(what, found, expected):
    found, expected = list(found), list(expected)
    if found != expected:
        a, b = collections.Counter(found), collections.Counter(expected)
        raise AssertionError(f"{what}: missing {list((b - a).items())[:3]}, too many {list((a - b).items())[:3]}")


def facts(graph, nodes, edges):
    """nodes: (id, attributes); edges: (source, target, attributes)."""
    same("nodes", sorted((i, a["name"], str(a.get("date") or ""), a.get("status") or "") for i, a in nodes), graph.node_facts())
    same(
        "edges",
        sorted((*sorted((s, t)), a["relation"], str(a.get("first") or ""), a.get("status") or "") for s, t, a in edges),
        graph.edge_facts(),
    )


def networkx_node_link(graph, file):
    import networkx as nx

    g = nx.node_link_graph(json.loads(file.read_text()), edges="edges")
    # graph.json alone keeps control characters.
    tidy = lambda a: {k: clean(v) if isinstance(v, str) else v for k, v in a.items()}
    facts(
        graph,
        [(clean(i), tidy(a)) for i, a in g.nodes(data=True)],
        [(clean(s), clean(t), tidy(a)) for s, t, a in g.edges(data=True)],
    )


def networkx_graphml(graph, file):
    import networkx as nx

    g = nx.read_graphml(file, force_multigraph=True)
    facts(graph, g.nodes(data=True), g.edges(data=True))


def networkx_gexf(graph, file):
    import networkx as nx

    g = nx.read_gexf(file)
    facts(graph, g.nodes(data=True), g.edges(data=True))
    dated = sum(1 for n in graph.nodes.values() if n.get("date"))
    same("spells", [sum(1 for _, a in g.nodes(data=True) if a.get("spells"))], [dated])


JANUARY = """
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
SELECT DISTINCT ?event WHERE { ?event a sem:Event ; sem:eventType <urn:whomet:vocabulary:Meeting> ;
  sem:hasBeginTimeStamp ?first ; sem:hasActor ?who .
  FILTER(STR(?first) >= "2024-01-01" && STR(?first) < "2024-02-01") }
"""


def rdf(syntax):
    def check(graph, file):
        import rdflib

        g = rdflib.Graph().parse(str(file), format=syntax)
        names = {str(o) for o in g.objects(None, rdflib.RDFS.label)}
        missing = {clean(n["name"]) for n in graph.nodes.values()} - names
        if missing:
            raise AssertionError(f"names are missing: {sorted(missing)[:3]}")
        vocabulary = rdflib.Namespace("urn:whomet:vocabulary:")
        statuses = collections.Counter(str(o) for o in g.objects(None, vocabulary.status))
        expected = collections.Counter(n["status"] for n in graph.nodes.values() if n.get("status"))
        same("statuses", sorted(statuses.items()), sorted(expected.items()))
        january = [
            m for m in graph.meetings("occurred")
            if (m.get("date") or "").startswith("2024-01") and m["participants"]
        ]
        same("who met in January 2024", [len(list(g.query(JANUARY)))], [len(january)])
        dates = sorted(str(o) for o in g.objects(None, vocabulary.firstDay))
        same("dates", dates, sorted(n["date"] for n in graph.nodes.values() if n["kind"] in ("meeting", "event") and n.get("date")))

    return check


def follow_the_money(graph, file):
    from followthemoney import model

    schemas = collections.Counter()
    names = set()
    for line in file.read_text().splitlines():
        row = json.loads(line)
        entity = model.get_proxy(row, cleaned=False)
        model.get(entity.schema.name).validate(row)
        known = {(name, value) for name, values in row["properties"].items() for value in values}
        kept = {(prop.name, value) for prop, value in entity.itervalues()}
        if known != kept:
            raise AssertionError(f"lost: {sorted(known - kept)[:3]}")
        schemas[row["schema"]] += 1
        names.update(row["properties"].get("name", []))
    same("meetings", [schemas["Event"]], [len(graph.meetings("occurred"))])
    kinds = collections.Counter(n["kind"] for n in graph.nodes.values())
    same("people", [schemas["Person"]], [kinds["person"]])
    same("names", [], sorted({" ".join(clean(n["name"]).split()) for n in graph.nodes.values() if n["kind"] == "person"} - names))


def duckdb_csv(graph, folder):
    import duckdb

    def rows(part, columns):
        return duckdb.sql(
            f"select {columns} from read_csv('{folder / part}', all_varchar=true, header=true, quote='\"', escape='\"', "
            "delim=',', strict_mode=true, auto_detect=false, nullstr='', columns=" + columns_of(folder / part) + ")"
        ).fetchall()

    guard = lambda text: "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
    found = sorted((i, n or "", d or "", s or "") for i, n, d, s in rows("nodes.csv", "id, name, date, status"))
    same("nodes", found, sorted((guard(i), guard(n), d, s) for i, n, d, s in graph.node_facts()))
    found = sorted((r, f or "", s or "") for r, f, s in rows("edges.csv", "relation, first, status"))
    same("edges", found, sorted(fact[2:] for fact in graph.edge_facts()))


def columns_of(path):
    with open(path, newline="") as file:
        return "{" + ",".join(f"'{name}': 'VARCHAR'" for name in next(csv.reader(file))) + "}"


def duckdb_jsonl(graph, file):
    import duckdb

    found = duckdb.sql(
        f"select status, count(distinct event) from read_json('{file}', format='newline_delimited') "
        "where event_type <> 'STATEMENT' group by 1 order by 1"
    ).fetchall()
    expected = [(s, sum(1 for m in graph.meetings(s) if m["pairs"])) for s in ("occurred", "planned")]
    same("events", found, [row for row in expected if row[1]])


def node_client(script):
    def check(graph, file):
        found = json.loads(subprocess.run(["node", HERE / "load.mjs", script, file], check=True, capture_output=True).stdout)
        facts(graph, [(i, a) for i, a in found["nodes"]], [(s, t, a) for s, t, a in found["edges"]])

    return check


def graphviz(graph, file):
    canon = subprocess.run(["dot", "-Tcanon", file], check=True, capture_output=True, text=True)
    if canon.stderr:
        raise AssertionError(canon.stderr.splitlines()[0])


CLIENTS = [
    ("flat-json", "networkx", networkx_node_link, "import json, networkx as nx\ng = nx.node_link_graph(json.load(open('FILE')), edges='edges')\nprint(g)"),
    ("json", "networkx", networkx_node_link, "import json, networkx as nx\ng = nx.node_link_graph(json.load(open('FILE')), edges='edges')\nprint(g)"),
    ("graphml", "networkx", networkx_graphml, "import networkx as nx\ng = nx.read_graphml('FILE')\nprint(g)"),
    ("gexf", "networkx", networkx_gexf, "import networkx as nx\ng = nx.read_gexf('FILE')\nprint(g)"),
    ("turtle", "rdflib", rdf("turtle"), "import rdflib\ng = rdflib.Graph().parse('FILE', format='turtle')\nprint(len(g))"),
    ("ntriples", "rdflib", rdf("nt"), "import rdflib\ng = rdflib.Graph().parse('FILE', format='nt')\nprint(len(g))"),
    ("jsonld", "rdflib", rdf("json-ld"), "import rdflib\ng = rdflib.Graph().parse('FILE', format='json-ld')\nprint(len(g))"),
    ("ftm", "followthemoney", follow_the_money, "import json; from followthemoney import model\nentities = [model.get_proxy(json.loads(line)) for line in open('FILE')]\nprint(len(entities))"),
    ("csv", "DuckDB", duckdb_csv, "import duckdb\nedges = duckdb.read_csv('FILE/edges.csv', all_varchar=True)\nprint(edges.filter(\"relation = 'met'\"))"),
    ("plover", "DuckDB", duckdb_jsonl, "import duckdb\nevents = duckdb.read_json('FILE', format='newline_delimited')\nprint(events)"),
    ("cytoscape", "Cytoscape.js", node_client("cytoscape"), "import cytoscape from 'cytoscape'; import { readFileSync } from 'node:fs'\nconst cy = cytoscape({ headless: true, ...JSON.parse(readFileSync('FILE')) })\nconsole.log(cy.nodes().length, cy.edges().length)"),
    ("graphology", "graphology", node_client("graphology"), "import Graph from 'graphology'; import { readFileSync } from 'node:fs'\nconst g = Graph.from(JSON.parse(readFileSync('FILE')))\nconsole.log(g.order, g.size)"),
    ("dot", "Graphviz", graphviz, "dot -Tcanon FILE > canon.dot"),
]


def main():
    arguments = sys.argv[1:]
    docs = None
    if "--docs" in arguments:
        at = arguments.index("--docs")
        docs = pathlib.Path(arguments[at + 1])
        del arguments[at : at + 2]
    whomet, *paths = arguments
    graphs = [Graph(pathlib.Path(path)) for path in paths]
    scratch = pathlib.Path(tempfile.mkdtemp())
    results, is_fine = [], True
    for name, client, check, lines in CLIENTS:
        cells = []
        for number, graph in enumerate(graphs):
            file = scratch / f"{number}-{name}"
            run = subprocess.run([whomet, "export", graph.path, "--to", name, "-o", file], capture_output=True, text=True)
            try:
                if run.returncode:
                    raise AssertionError(run.stderr.strip())
                check(graph, file)
                if number == 0:
                    typed(lines.replace("FILE", str(file)), client)
                cells.append("yes")
            except Exception as error:  # whatever a client throws is a finding
                is_fine = False
                cells.append("no")
                print(f"{name} in {client}, {graph.path.name}: {type(error).__name__}: {str(error)[:400]}", file=sys.stderr)
        results.append((name, client, cells, lines))
        print(f"{name:12} {client:16} {' '.join(cells)}")
    if docs:
        write_docs(docs, results)
    shutil.rmtree(scratch)
    sys.exit(0 if is_fine else 1)


def typed(lines, client):
    """Runs the three lines of the documentation."""
    if client == "Graphviz":
        command = ["sh", "-c", lines.replace("canon.dot", "/dev/null")]
    elif client in ("Cytoscape.js", "graphology"):
        command = ["node", "--input-type=module", "-e", lines]
    else:
        command = [sys.executable, "-c", lines]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        raise AssertionError("the documented lines: " + run.stderr.strip()[-300:])


BEGIN, END = "<!-- clients: written by .ci/clients/check.py -->", "<!-- end of clients -->"


def write_docs(path, results):
    text = path.read_text()
    lines = [BEGIN, "", "| format | client | graph of the samples | hostile graph |", "| --- | --- | --- | --- |"]
    lines += [f"| `{name}` | {client} | {' | '.join(cells)} |" for name, client, cells, _ in results]
    for name, client, _, typed_lines in results:
        language = {"Graphviz": "sh", "Cytoscape.js": "js", "graphology": "js"}.get(client, "python")
        file = {"csv": "out/csv"}.get(name, f"out/graph.{name}")
        shell = f"whomet export output --to {name} -o {file}"
        lines += ["", f"### `{name}` in {client}", "", "```sh", shell, "```", f"```{language}", typed_lines.replace("FILE", file), "```"]
    head, rest = text.split(BEGIN)
    path.write_text(head + "\n".join(lines) + "\n\n" + END + rest.split(END)[1])


main()
