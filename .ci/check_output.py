#!/usr/bin/env python3
"""Checks what `whomet build samples -o DIR` wrote: check_output.py DIR TABLE.

The graph must be node-link JSON whose edges join listed nodes, hold meetings with evidence in
several documents, and agree with the table that was printed; the picture must be XML that shows its
whole view box, the DOT file a digraph, and every record a JSON object of the schema.
"""
import json
import pathlib
import sys
import xml.dom.minidom

folder, table = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")


def need(condition, message):
    if not condition:
        sys.exit(f"check_output: {message}")


graph = json.loads((folder / "graph.json").read_text(encoding="utf-8"))
need(graph["directed"] and graph["multigraph"], "graph.json is no directed multigraph")
need(graph["graph"]["schema"] == "whomet/graph@1", "graph.json names another schema")
ids = {node["id"] for node in graph["nodes"]}
need(len(ids) == len(graph["nodes"]), "two nodes share an id")
loose = [e for e in graph["edges"] if e["source"] not in ids or e["target"] not in ids]
need(not loose, f"{len(loose)} edges lead to nodes that are not listed")
meetings = [n for n in graph["nodes"] if n["kind"] == "meeting"]
need(len(meetings) >= 5, f"only {len(meetings)} meetings")
need(any(n.get("documents", 1) > 1 for n in meetings), "no meeting is told by two articles")
met = [e for e in graph["edges"] if e["relation"] == "met"]
need(met and all(e["evidence"] for e in met), "met edges without evidence")
names = {n["id"]: n["name"] for n in graph["nodes"]}
need(any(names[e["source"]] in table for e in met), "the printed table names nobody who met")
picture = xml.dom.minidom.parse(str(folder / "graph.svg")).documentElement
# A picture whose size is not its view box's is cut off, or leaves a margin.
box = [float(part) for part in picture.getAttribute("viewBox").split()[2:]]
size = [float(picture.getAttribute(side).removesuffix("pt").removesuffix("px")) for side in ("width", "height")]
need(all(abs(a - b) <= 1 for a, b in zip(size, box, strict=True)), f"graph.svg is {size}, its view box {box}")
need("digraph" in (folder / "graph.dot").read_text(encoding="utf-8"), "graph.dot is no digraph")
lines = (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
records = [json.loads(line) for line in lines]
need(len(records) >= 8, f"only {len(records)} records")
need(all(r["schema"] == "whomet/extract@1" for r in records), "a record of another schema")
print(f"{len(records)} records, {len(ids)} nodes, {len(graph['edges'])} edges, {len(meetings)} meetings")
