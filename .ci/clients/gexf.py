"""What the grammar of GEXF 1.3 says of the elements that whomet writes. No package contains the
grammar itself, so it is put into a table here: attributes (those that must be there with a +) and children.
"""
import datetime
import xml.etree.ElementTree as ElementTree

GEXF, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
LISTS = [f"list{of}" for of in "string boolean integer long float double byte short bigdecimal biginteger char".split()]
EDGE_TYPES = {"directed", "undirected", "mutual"}


def whole(text):
    return text.isdigit()


def day(text):
    return bool(datetime.date.fromisoformat(text))


def number(text):
    return float(text) == float(text)


def anything(text):
    return True


def colour(text):
    return text.isdigit() and int(text) < 256


TIME = {"start": day, "end": day}
ELEMENTS = {
    GEXF + "gexf": ({"+version": {"1.3"}, "variant": anything}, ["meta", "graph"]),
    GEXF + "graph": (
        {
            "defaultedgetype": EDGE_TYPES, "idtype": {"integer", "string"}, "mode": {"static", "dynamic", "slice"},
            "timeformat": {"date"}, "timerepresentation": {"interval", "timestamp"}, "timezone": anything, **TIME,
        },
        ["attributes", "nodes", "edges"],
    ),
    GEXF + "attributes": ({"+class": {"node", "edge"}, "mode": {"static", "dynamic"}}, ["attribute"]),
    GEXF + "attribute": (
        {
            "+id": anything, "+title": anything,
            "+type": {"integer", "long", "double", "float", "boolean", "bigdecimal", "biginteger", "byte", "char", "short",
                      "string", "anyURI", *LISTS},
        },
        ["default", "options"],
    ),
    GEXF + "nodes": ({"count": whole}, ["node"]),
    GEXF + "edges": ({"count": whole}, ["edge"]),
    GEXF + "node": ({"+id": anything, "label": anything, "pid": anything, **TIME}, ["attvalues", "spells", "color", "size"]),
    GEXF + "edge": (
        {
            "id": anything, "type": EDGE_TYPES, "label": anything, "+source": anything, "+target": anything,
            "weight": number, "kind": anything, **TIME,
        },
        ["attvalues", "spells", "color"],
    ),
    GEXF + "attvalues": ({}, ["attvalue"]),
    GEXF + "attvalue": ({"+for": anything, "+value": anything, **TIME}, []),
    GEXF + "spells": ({}, ["spell"]),
    GEXF + "spell": (TIME, []),
    VIZ + "color": ({"+r": colour, "+g": colour, "+b": colour, "a": number}, []),
}


def validate(file):
    """Fails at the first element that the grammar does not allow where it stands."""
    root = ElementTree.parse(file).getroot()
    assert root.tag == GEXF + "gexf", root.tag
    declared = {
        (one.get("class"), attribute.get("id")): attribute.get("type")
        for one in root.iter(GEXF + "attributes") for attribute in one
    }
    for element in root.iter():
        attributes, children = ELEMENTS[element.tag]
        for name, value in element.attrib.items():
            allowed = attributes.get(name) or attributes["+" + name]
            assert value in allowed if isinstance(allowed, set) else allowed(value), (element.tag, name, value)
        missing = [name for name in attributes if name.startswith("+") and name[1:] not in element.attrib]
        assert not missing, (element.tag, missing)
        order = [children.index(child.tag.split("}")[1]) for child in element]
        # Only nodes and edges have their parts in any order, each once.
        is_loose = element.tag in (GEXF + "node", GEXF + "edge")
        assert len(set(order)) == len(order) if is_loose else order == sorted(order), (element.tag, order)
        assert element.tag != GEXF + "spells" or order, "no spells at all"
        if element.tag == GEXF + "spell":
            assert element.get("start", "") <= element.get("end", "9999"), element.attrib
    ids = [node.get("id") for node in root.iter(GEXF + "node")]
    assert len(set(ids)) == len(ids), "an id of two nodes"
    for kind in ("node", "edge"):
        for element in root.iter(GEXF + kind):
            for value in element.iter(GEXF + "attvalue"):
                of = declared[kind, value.get("for")]
                assert of == "string" or number(value.get("value")), value.attrib
    ends = {edge.get(end) for edge in root.iter(GEXF + "edge") for end in ("source", "target")}
    assert ends <= set(ids), "an edge leads to no node"
