"""Programs for linked data: rdflib and Oxigraph."""
import collections

from expected import same

WHO_MET = """
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?name ?other ?day WHERE {
  ?meeting a sem:Event ; sem:eventType <urn:whomet:vocabulary:Meeting> ; sem:hasBeginTimeStamp ?day ;
    sem:hasActor ?who , ?whom .
  ?who rdfs:label ?name . ?whom rdfs:label ?other . FILTER(?who != ?whom)
  FILTER(STR(?day) >= "2024-01-01" && STR(?day) < "2024-02-01")
}"""
NAMES = "SELECT ?o WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o . ?s <urn:whomet:vocabulary:kind> ?k }"
STATUSES = "SELECT ?s ?o WHERE { ?s <urn:whomet:vocabulary:status> ?o }"
DAYS = "SELECT ?s ?o WHERE { ?s <urn:whomet:vocabulary:firstDay> ?o }"


def check(select):
    def run(expected, file, tools):
        query = select(file)
        same("names", [row[0] for row in query(NAMES)], [expected.text(n["name"]) for n in expected.nodes])
        statuses = collections.Counter(row[1] for row in query(STATUSES))
        same("statuses", statuses.items(), collections.Counter(n["status"] for n in expected.nodes if n.get("status")).items())
        dated = [n["date"] for n in expected.of_kind("meeting", "event") if n.get("date")]
        same("dates", [row[1] for row in query(DAYS)], dated)
        met = {(name, day) for name, _, day in query(WHO_MET)}
        same("who met whom in January 2024", met, expected.parts_in("2024-01"))

    return run


def rdflib(syntax):
    def load(file):
        import rdflib

        graph = rdflib.Graph().parse(str(file), format=syntax)
        return lambda query: [[str(cell) for cell in row] for row in graph.query(query)]

    return load


def oxigraph(kind):
    def load(file):
        import pyoxigraph

        store = pyoxigraph.Store()
        store.load(path=str(file), format=getattr(pyoxigraph.RdfFormat, kind))
        return lambda query: [[cell.value for cell in row] for row in store.query(query)]

    return load


def in_rdflib(syntax):
    return f"import rdflib\ng = rdflib.Graph().parse('FILE', format='{syntax}')\nprint(len(g))"


def in_oxigraph(kind):
    return f"import pyoxigraph as ox\nstore = ox.Store(); store.load(path='FILE', format=ox.RdfFormat.{kind})\nprint(len(store))"


CLIENTS = [
    ("turtle", [], "rdflib", check(rdflib("turtle")), "python", in_rdflib("turtle")),
    ("ntriples", [], "rdflib", check(rdflib("nt")), "python", in_rdflib("nt")),
    ("jsonld", [], "rdflib", check(rdflib("json-ld")), "python", in_rdflib("json-ld")),
    ("turtle", [], "Oxigraph", check(oxigraph("TURTLE")), "python", in_oxigraph("TURTLE")),
    ("ntriples", [], "Oxigraph", check(oxigraph("N_TRIPLES")), "python", in_oxigraph("N_TRIPLES")),
    ("jsonld", [], "Oxigraph", check(oxigraph("JSON_LD")), "python", in_oxigraph("JSON_LD")),
]
