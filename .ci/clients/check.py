#!/usr/bin/env python3
"""Loads every export with the programs it is meant for and compares what they have with graph.json.

Usage: check.py WHOMET FOLDER ARTICLES.json HOSTILE.json [--docs FILE [--write]] [--only CLIENT]
FOLDER holds the clients; run.sh makes it. A client that loses what the loss report does not name
fails the run, and so does a FILE whose table is not what was found (--write writes it).
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import databases
import networks
import rdf
from expected import Expected
from server import Server

HERE = pathlib.Path(__file__).parent
CLIENTS = networks.CLIENTS + databases.CLIENTS + rdf.CLIENTS
# What a client's lines are typed into; those for Neo4j are typed as its databases are made.
RUN_BY = {"python": ["python", "-c"], "js": ["node", "--input-type=module", "-e"], "sh": ["bash", "-ec"]}
BEGIN, END = "<!-- clients: written by .ci/clients/check.py -->", "<!-- end of clients -->"


class Tools:
    """The folder of the clients, and the two that run in Java: Gephi once for all files."""

    def __init__(self, folder, scratch):
        self.folder, self.scratch = folder, scratch

    def java(self, name, arguments):
        classpath = (self.folder / f"{name.lower()}.classpath").read_text().strip()
        command = ["java", "-Djava.awt.headless=true", "-cp", classpath, HERE / f"java/{name}.java", *arguments]
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode:
            raise AssertionError(run.stderr[-2000:])

    def gephi(self, file):
        return self.scratch / f"gephi-{file.name}.json"

    def neo4j(self, file):
        return Server(self.folder, self.scratch / f"home-{file.name}")

    def prepare(self, files):
        """files: (format, client, path)."""
        of = lambda wanted: [(format, path) for format, client, path in files if client == wanted]
        if of("Gephi"):
            self.java("Gephi", [argument for _, path in of("Gephi") for argument in (path, self.gephi(path))])

    def typed(self, row, graph, whomet):
        """Types what the documentation says, in a folder with nothing but the graph in it."""
        format, *_, language, _ = row
        export, lines = to_type(row)
        here = self.scratch / f"typed-{len(list(self.scratch.glob('typed-*')))}"
        (here / "output").mkdir(parents=True)
        (here / "bin").mkdir()
        shutil.copy(graph, here / "output/graph.json")
        (here / "bin/whomet").symlink_to(pathlib.Path(whomet).resolve())
        if language == "js":
            (here / "node_modules").symlink_to(self.folder / "node_modules")
        path = f"{here}/bin:{self.folder}/venv/bin:{os.environ['PATH']}"
        commands = [["bash", "-c", export]]
        if language in RUN_BY:
            commands.append([*RUN_BY[language], lines])
        for command in commands:
            run = subprocess.run(command, capture_output=True, text=True, cwd=here, env={**os.environ, "PATH": path})
            if run.returncode:
                raise AssertionError("the documented lines: " + run.stderr.strip()[-300:])


def to_type(row):
    """The line for whomet and those for the client."""
    format, options, *_, lines = row
    is_folder = format in ("csv", "gephi-csv", "neo4j-admin", "parquet")
    file = format if is_folder else f"graph.{format}"
    return " ".join(["whomet export output --to", format, *options, "-o", file]), lines.replace("FILE", file)


def export(whomet, graph, number, scratch):
    """Exports the graph for every client; gives paths and loss reports by row of the table."""
    made = {}
    for format, options, *_ in CLIENTS:
        name = f"{number}-{format}"
        if name not in made:
            path, report = scratch / name, scratch / f"{name}.loss.json"
            # Gephi and RDF readers go by the ending.
            if format in ("graphml", "gexf"):
                path = scratch / f"{name}.{format}"
            command = [whomet, "export", graph, "--to", format, "-o", path, "--loss-report", report, *options]
            run = subprocess.run(command, capture_output=True, text=True)
            if run.returncode:
                sys.exit(f"{format}: {run.stderr.strip()}")
            made[name] = (path, json.loads(report.read_text()))
    return [made[f"{number}-{row[0]}"] for row in CLIENTS]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("whomet")
    for name in ("folder", "articles", "hostile"):
        parser.add_argument(name, type=pathlib.Path)
    parser.add_argument("--docs", type=pathlib.Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only", help="one client")
    given = parser.parse_args()
    if given.only:
        CLIENTS[:] = [row for row in CLIENTS if row[2] == given.only]
        given.docs = None
    scratch = pathlib.Path(tempfile.mkdtemp())
    tools = Tools(given.folder.resolve(), scratch)
    graphs = [given.articles, given.hostile]
    exports = [export(given.whomet, graph, i, scratch) for i, graph in enumerate(graphs)]
    tools.prepare([(row[0], row[2], path) for rows in exports for row, (path, _) in zip(CLIENTS, rows)])
    results, is_fine = [], True
    for at, (format, _, client, check, *_) in enumerate(CLIENTS):
        cells, used = [], []
        for graph, rows in zip(graphs, exports):
            path, report = rows[at]
            expected = Expected(graph, report)
            try:
                check(expected, path, tools)
                if graph == given.articles:
                    tools.typed(CLIENTS[at], graph, given.whomet)
                cells.append("yes")
            except Exception as error:  # whatever a client throws is a finding
                is_fine = False
                cells.append("no")
                print(f"{format} in {client}, {graph}: {type(error).__name__}: {str(error)[:600]}", file=sys.stderr)
            used = sorted(expected.used)
        results.append((format, client, cells, used))
        print(f"{format:12} {client:16} {' '.join(cells)}  {', '.join(used)}", flush=True)
    shutil.rmtree(scratch)
    if given.docs:
        text = given.docs.read_text()
        head, rest = text.split(BEGIN)
        new = head + documented(results) + rest.split(END)[1]
        if given.write:
            given.docs.write_text(new)
        elif new != text:
            is_fine = False
            print(f"{given.docs} is not what was found: run .ci/clients/run.sh WHOMET --write", file=sys.stderr)
    sys.exit(0 if is_fine else 1)


def documented(results):
    lines = [BEGIN, "", "| format | client | articles: loaded, nothing lost | hostile names: loaded, nothing lost | but what the loss report names |",
             "| --- | --- | --- | --- | --- |"]
    lines += [f"| `{f}` | {client} | {' | '.join(cells)} | {', '.join(used) or '–'} |" for f, client, cells, used in results]
    for row in CLIENTS:
        export, typed = to_type(row)
        format, _, client, _, language, _ = row
        fence = {"python": "python", "js": "js", "gephi": "text"}.get(language, "sh")
        lines += ["", f"### `{format}` in {client}", "", "```sh", export, "```", f"```{fence}", typed, "```"]
    return "\n".join(lines) + "\n\n" + END


main()
