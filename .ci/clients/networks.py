"""Programs for graphs: networkx, Gephi, Graphviz, Cytoscape.js, graphology."""
import json
import pathlib
import subprocess

import gexf
from expected import clean, same

HERE = pathlib.Path(__file__).parent


def networkx_node_link(expected, file, tools):
    import networkx as nx

    g = nx.node_link_graph(json.loads(file.read_text()), edges="edges")
    expected.whole_graph(g.nodes(data=True), g.edges(data=True))


def networkx_graphml(expected, file, tools):
    import networkx as nx

    g = nx.read_graphml(file, force_multigraph=True)
    expected.whole_graph(g.nodes(data=True), g.edges(data=True))


def networkx_gexf(expected, file, tools):
    import networkx as nx

    gexf.validate(file)
    g = nx.read_gexf(file)
    expected.whole_graph(g.nodes(data=True), g.edges(data=True))
    dated = sum(1 for n in expected.nodes if n.get("date"))
    same("spells", [sum(1 for _, a in g.nodes(data=True) if a.get("spells"))], [dated])


def gephi(expected, file, tools):
    found = json.loads(tools.gephi(file).read_text())
    expected.whole_graph(found["nodes"], found["edges"])


def in_node(script):
    def check(expected, file, tools):
        run = subprocess.run(["node", tools.folder / "load.mjs", script, file], capture_output=True, cwd=tools.folder, check=True)
        found = json.loads(run.stdout)
        expected.whole_graph(found["nodes"], found["edges"])

    return check


PROGRAM = """
BEG_G { string unused; unused = sprintf("%s", $G.name); }
N { printf("N\\x1f%s\\x1f%s\\x1f%s\\x1e", $.name, hasAttr($, "status") ? aget($, "status") : "", aget($, "tooltip")); }
E { printf("E\\x1f%s\\x1f%s\\x1f%s\\x1f%s\\x1e", $.tail.name, $.head.name, aget($, "relation"),
    hasAttr($, "status") ? aget($, "status") : ""); }
"""


def graphviz(expected, file, tools):
    canon = subprocess.run(["dot", "-Tcanon", file], capture_output=True, check=True)
    if canon.stderr:
        raise AssertionError(canon.stderr.decode().splitlines()[0])
    run = subprocess.run(["gvpr", PROGRAM], input=canon.stdout, capture_output=True, check=True)
    rows = [row.split("\x1f") for row in run.stdout.decode().split("\x1e") if "\x1f" in row]
    # An id is a text of labels: line ends and backslashes are escaped.
    blank = lambda c: " " if ord(c) < 32 or ord(c) == 127 else c
    text = lambda t: "".join({"\n": "\\n", "\\": "\\\\"}.get(c, blank(c)) for c in t)
    if any(clean(n["id"]) != n["id"] for n in expected.nodes):
        assert expected.lost("controls")
    assert expected.lost("attributes")
    # Attributes that a node lacks are empty in the ones that follow; the legend is ours.
    drawn = [e for e in expected.edges if e["relation"] in ("took_part_in", "held_at")]
    ends = {end for e in drawn for end in (e["source"], e["target"])}
    found = [(i, s) for kind, i, s, _ in (r for r in rows if r[0] == "N") if i != "whomet:legend"]
    same("nodes", found, [(text(n["id"]), n.get("status") or "") for n in expected.nodes if n["id"] in ends])
    found = [(*sorted(row[1:3]), *row[3:]) for row in rows if row[0] == "E"]
    ends = lambda e: sorted((text(e["source"]), text(e["target"])))
    same("edges", found, [(*ends(e), e["relation"], e.get("status") or "") for e in drawn])


NX = "import networkx as nx\n"
CLIENTS = [
    ("json", [], "networkx", networkx_node_link, "python",
     "import json, " + NX[7:] + "g = nx.node_link_graph(json.load(open('FILE')), edges='edges')\nprint(g)"),
    ("flat-json", [], "networkx", networkx_node_link, "python",
     "import json, " + NX[7:] + "g = nx.node_link_graph(json.load(open('FILE')), edges='edges')\nprint(g)"),
    ("graphml", [], "networkx", networkx_graphml, "python", NX + "g = nx.read_graphml('FILE', force_multigraph=True)\nprint(g)"),
    ("gexf", [], "networkx", networkx_gexf, "python", NX + "g = nx.read_gexf('FILE')\nprint(g)"),
    ("graphml", [], "Gephi", gephi, "gephi", "File › Open… › FILE\nMore options… › Edges merge strategy: don't merge\nOverview: nodes carry “kind”, “status” and “date”"),
    ("gexf", [], "Gephi", gephi, "gephi", "File › Open… › FILE\nMore options… › Edges merge strategy: don't merge\nEnable Timeline: meetings appear on their days"),
    ("gephi-csv", [], "Gephi", gephi, "gephi",
     "File › Import spreadsheet… › FILE/gephi-nodes.csv (nodes table, new workspace)\nFile › Import spreadsheet… › FILE/gephi-edges.csv (edges table, append to existing workspace, don't merge edges)\nin both: date, date_to, first and last as String"),
    ("cytoscape", [], "Cytoscape.js", in_node("cytoscape"), "js",
     "import cytoscape from 'cytoscape'; import { readFileSync } from 'node:fs'\nconst cy = cytoscape({ headless: true, ...JSON.parse(readFileSync('FILE')) })\nconsole.log(cy.nodes().length, cy.edges().length)"),
    ("graphology", [], "graphology", in_node("graphology"), "js",
     "import Graph from 'graphology'; import { readFileSync } from 'node:fs'\nconst g = Graph.from(JSON.parse(readFileSync('FILE')))\nconsole.log(g.order, g.size)"),
    ("dot", ["--view", "meetings"], "Graphviz", graphviz, "sh",
     "dot -Tcanon FILE > /dev/null\ndot -Tsvg FILE > FILE.svg\ngvpr 'N { print($.name) }' FILE"),
]
