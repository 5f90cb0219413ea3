#!/usr/bin/env python3
"""Prints a graph.json whose names break every format that does not escape them."""
import json

NAMES = ["Anna \"the Fox\" Keller", "Boris\nMarten", "<Chen> & Rui", "Dalia\\Haddad\\", "Keller; Marten, Rui",
         "=cmd|'/C calc'!A0", "دالية حداد", "🦀 Rui 🇦🇶", "Anna\0Keller\u0001", "it's 'quoted' ]]> --> ${x} `y`",
         "@SUM(1+1)*cmd", "\u202eetirW\u202c", "\\n \\u0041 %s {0} $1"]
CODES = {"occurred": {"cameo": "040", "plover": "CONSULT"}, "planned": {"cameo": "036", "plover": "AGREE"}}
STATUSES = ["occurred", "planned", "denied", "hypothetical"]
KINDS = ["place", "organization", "role"]

told = [{"document": "doc \"1\"", "start": 0, "end": 9, "rule": "a.b", "confidence": 0.9}]
nodes, edges = [], []


def entity(kind, id, name):
    nodes.append({"kind": kind, "id": id, "name": name, "aliases": [name + "!", "x | y; z"], "wikidata": f"Q{len(nodes) + 1}",
                  "origin": "discovered", "mentions": 1, "documents": 1, "evidence": told})


def event(kind, id, name, status, date, **more):
    nodes.append({"kind": kind, "id": id, "name": name, "status": status, "date": date, "confidence": 0.9, "documents": 1,
                  "codes": CODES.get(status), **more})


def meeting(id, name, status, date, people, pairs):
    event("meeting", id, name, status, date, mode="in-person", participants=people, others=[name], pairs=pairs, reports=1,
          sources=1, independent_sources=1, history=[], evidence=[])


def edge(source, target, relation, status=None, date=None, part=None):
    row = {"source": source, "target": target, "key": f"{relation}:{part}", "relation": relation, "count": 1, "weight": 1.0,
           "evidence": told, "status": status, "first": date, "last": date, "part": part}
    edges.append({name: value for name, value in row.items() if value is not None})


ids = [f"p{i} {name}" for i, name in enumerate(NAMES)]
for i, name in enumerate(NAMES):
    other, status, date = ids[(i + 1) % len(ids)], STATUSES[i % 4], f"2024-01-{i + 1:02}"
    entity("person", ids[i], name)
    meeting(f"m:{i}", f"{name} – other", status, date, sorted([ids[i], other]), [sorted([ids[i], other])])
    event("statement", f"s:{i}", name, status, date, speaker=ids[i], speaker_text=name, cue="said", speech="direct", content=name,
          evidence=told)
    edge(*sorted([ids[i], other]), "met", status, date, name)
    edge(ids[i], f"m:{i}", "took_part_in", status, date, name)
    edge(other, f"m:{i}", "took_part_in", status, date, name)
    edge(ids[i], f"s:{i}", "made", status, date, name)
    edge(f"s:{i}", other, "about", status, date, name)
    edge(*sorted([ids[i], other]), "co_occurs", part=name)
for i, kind in enumerate(KINDS):
    entity(kind, f"{kind} {NAMES[i]}", NAMES[i + 2])
edge("m:0", f"place {NAMES[0]}", "held_at", "occurred", "2024-01-01", "x")
edge(ids[0], f"role {NAMES[2]}", "holds_role", date="2020", part="x")
edge(f"role {NAMES[2]}", f"organization {NAMES[1]}", "of")
meeting("m:alone", "alone", "occurred", "2024-01-31", [ids[3]], [])
edge(ids[3], "m:alone", "took_part_in", "occurred", "2024-01-31")
event("statement", "s:nobody", "nobody", "occurred", None, speaker_text="officials", cue="said", speech="indirect", content="x",
      evidence=told)
event("event", "e:1", NAMES[0], "occurred", "2024-01-05", event="visit", evidence=told,
      arguments=[["guest", [{"entity": ids[4], "text": NAMES[4], "start": 0, "end": 1}]],
                 ["host", [{"entity": None, "text": NAMES[5], "start": 2, "end": 3}]]])
edge(ids[4], "e:1", "took_part_in", "occurred", "2024-01-05", "guest")
documents = [{"id": "doc \"1\"", "title": NAMES[2], "published": "2024-01-20", "source": NAMES[5],
              "sentences": [{"start": 0, "end": 9, "text": NAMES[9]}]}]
print(json.dumps({"directed": True, "multigraph": True, "nodes": nodes, "edges": edges,
                  "graph": {"schema": "whomet/graph@1", "documents": 1, "generator": "test", "judgements": [],
                            "document_table": documents}}, ensure_ascii=True))
