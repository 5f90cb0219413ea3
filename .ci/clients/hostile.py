#!/usr/bin/env python3
"""Prints a graph.json whose names break every format that does not escape them."""
import json

NAMES = ["Anna \"the Fox\" Keller", "Boris\nMarten", "<Chen> & Rui", "Dalia\\Haddad\\", "Keller; Marten, Rui",
         "=cmd|'/C calc'!A0", "دالية حداد", "🦀 Rui 🇦🇶", "Anna\0Keller\u0001", "it's 'quoted' ]]> --> ${x} `y`"]
STATUSES = ["occurred", "planned", "denied", "hypothetical"]
told = [{"document": "doc \"1\"", "start": 0, "end": 9, "rule": "a.b", "confidence": 0.9}]
nodes, edges = [], []
ids = [f"p{i} {name}" for i, name in enumerate(NAMES)]
for i, name in enumerate(NAMES):
    other, status, date = ids[(i + 1) % len(ids)], STATUSES[i % 4], f"2024-01-{i + 1:02}"
    nodes.append({"kind": "person", "id": ids[i], "name": name, "aliases": [name + "!", "x | y; z"], "wikidata": f"Q{i + 1}",
                  "origin": "discovered", "mentions": 1, "documents": 1, "evidence": told})
    nodes.append({"kind": "meeting", "id": f"m:{i}", "name": f"{name} – other", "status": status, "date": date,
                  "mode": "in-person", "participants": [ids[i], other], "others": [name], "pairs": [[ids[i], other]],
                  "confidence": 0.9, "reports": 1, "documents": 1, "sources": 1, "independent_sources": 1,
                  "history": [], "evidence": []})
    nodes.append({"kind": "statement", "id": f"s:{i}", "name": name, "speaker": ids[i], "speaker_text": name, "cue": "said",
                  "speech": "direct", "status": status, "content": name, "date": date, "confidence": 0.9, "documents": 1,
                  "evidence": told})
    for source, target, relation in [(ids[i], other, "met"), (ids[i], f"m:{i}", "took_part_in"), (other, f"m:{i}", "took_part_in"),
                                     (ids[i], f"s:{i}", "made"), (f"s:{i}", other, "about")]:
        edges.append({"source": source, "target": target, "key": f"{relation}:{name}", "relation": relation, "status": status,
                      "first": date, "last": date, "count": 1, "weight": 1.0, "part": name, "evidence": told})
print(json.dumps({"directed": True, "multigraph": True,
                  "graph": {"schema": "whomet/graph@1", "documents": 1, "generator": "test", "judgements": [],
                            "document_table": [{"id": "doc \"1\"", "title": NAMES[2], "published": "2024-01-20", "source": NAMES[5],
                                                "sentences": [{"start": 0, "end": 9, "text": NAMES[9]}]}]},
                  "nodes": nodes, "edges": edges}, ensure_ascii=True))
