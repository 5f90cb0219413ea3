"""What a client must find after loading an export: graph.json, less what the loss report names."""
import collections
import json


def clean(text):
    """The text as formats have it that refuse control characters."""
    return "".join(
        "\ufffd" if (ord(c) < 32 and c not in "\t\n\r") or ord(c) in (0x7F, 0xFFFE, 0xFFFF) else c for c in text
    )


class Expected:
    """The graph as one export may show it. Losses that make a difference are noted in `used`."""

    def __init__(self, path, report):
        data = json.loads(path.read_text())
        self.nodes, self.edges = data["nodes"], data["edges"]
        self.documents = data["graph"]["document_table"]
        self.report = {lost["what"] for lost in report["lost"]}
        self.used = set()

    def lost(self, what):
        """Whether the loss report names it, from now on noted as used."""
        if what in self.report:
            self.used.add(what)
            return True
        return False

    def text(self, text):
        """Text, with control characters replaced only if the report says so."""
        tidy = clean(text or "")
        return tidy if tidy == (text or "") or self.lost("controls") else text

    def of_kind(self, *kinds, status=None):
        return [n for n in self.nodes if n["kind"] in kinds and (status is None or n["status"] == status)]

    def node_facts(self):
        """(id, name, date, status) of each node."""
        return [(self.text(n["id"]), self.text(n["name"]), n.get("date") or "", n.get("status") or "") for n in self.nodes]

    def edge_facts(self):
        """(end, end, relation, date, status) of each edge; the ends are sorted, for some have no direction."""
        ends = lambda e: sorted((self.text(e["source"]), self.text(e["target"])))
        return [(*ends(e), e["relation"], e.get("first") or "", e.get("status") or "") for e in self.edges]

    def whole_graph(self, nodes, edges):
        """Compares (id, attributes) and (source, target, attributes) with all nodes and edges."""
        found = [(i, a.get("name"), str(a.get("date") or ""), a.get("status") or "") for i, a in nodes]
        same("nodes", found, self.node_facts())
        found = [
            (*sorted((s, t)), a.get("relation"), str(a.get("first") or ""), a.get("status") or "") for s, t, a in edges
        ]
        same("edges", found, self.edge_facts())

    def parts_in(self, month):
        """(name of the participant, day) of the meetings of a month that took place, if several took part."""
        names = {n["id"]: self.text(n["name"]) for n in self.nodes}
        return {
            (names[who], n["date"])
            for n in self.of_kind("meeting", status="occurred")
            if (n.get("date") or "").startswith(month) and len(n["participants"]) > 1
            for who in n["participants"]
        }


def same(what, found, expected):
    """Fails unless both have the same elements, however ordered."""
    a, b = collections.Counter(expected), collections.Counter(found)
    if a != b:
        missing, extra = list((a - b).items())[:3], list((b - a).items())[:3]
        raise AssertionError(f"{what}: missing {missing}, too many {extra}")
