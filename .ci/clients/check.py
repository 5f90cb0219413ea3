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

HERE = pathlib.Path(__file__).parent
CLIENTS = networks.CLIENTS + databases.CLIENTS + rdf.CLIENTS
BEGIN, END = "<!-- clients: written by .ci/clients/check.py -->", "<!-- end of clients -->"


class Tools:
    """The folder of the clients, and the two that run in Java, each once for all files."""

    def __init__(self, folder, scratch):
        self.folder, self.scratch = folder, scratch

    def java(self, name, arguments, **environment):
        classpath = (self.folder / f"{name.lower()}.classpath").read_text().strip()
        command = ["java", "-Djava.awt.headless=true", "-cp", classpath, HERE / f"java/{name}.java", *arguments]
        run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})
        if run.returncode:
            raise AssertionError(run.stderr[-2000:])

    def gephi(self, file):
        return self.scratch / f"gephi-{file.name}.json"

    def neo4j(self, file):
        return self.scratch / f"neo4j-{file.name}.json"

    def prepare(self, files):
        """files: (format, client, path)."""
        of = lambda wanted: [(format, path) for format, client, path in files if client == wanted]
        if of("Gephi"):
            self.java("Gephi", [argument for _, path in of("Gephi") for argument in (path, self.gephi(path))])
        if not of("Neo4j"):
            return
        shim = self.scratch / "neo4j-admin"
        classpath = (self.folder / "neo4j.classpath").read_text().strip()
        shim.write_text(f'#!/bin/sh\nexec java -cp "{classpath}" org.neo4j.cli.AdminTool "$@"\n')
        shim.chmod(0o755)
        arguments = []
        for format, path in of("Neo4j"):
            home = self.scratch / f"home-{path.name}"
            (home / "conf").mkdir(parents=True)
            script = path
            if format == "neo4j-admin":
                names = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
                environment = {**os.environ, **names, "PATH": f"{self.scratch}:{os.environ['PATH']}"}
                run = subprocess.run(["sh", path / "import.sh"], capture_output=True, text=True, env=environment)
                if run.returncode:
                    raise AssertionError(run.stdout[-1000:] + run.stderr[-1000:])
                script = "-"
            arguments += [home, script, self.neo4j(path)]
        self.java("Neo4j", arguments)

    def typed(self, lines, language, file):
        """Runs the lines of the documentation."""
        lines = lines.replace("FILE", str(file))
        command = {
            "python": [sys.executable, "-c", lines],
            "js": ["node", "--input-type=module", "-e", lines],
            "sh": ["bash", "-c", "set -eo pipefail\n" + lines],
        }.get(language)
        if command is None or "neo4j" in file.name:
            return
        path = f"{self.folder}/venv/bin:{os.environ['PATH']}"
        where = self.folder if language == "js" else self.scratch
        run = subprocess.run(command, capture_output=True, text=True, cwd=where, env={**os.environ, "PATH": path})
        if run.returncode:
            raise AssertionError("the documented lines: " + run.stderr.strip()[-300:])


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
    for at, (format, options, client, check, language, lines) in enumerate(CLIENTS):
        cells, used = [], []
        for graph, rows in zip(graphs, exports):
            path, report = rows[at]
            expected = Expected(graph, report)
            try:
                check(expected, path, tools)
                if graph == given.articles:
                    tools.typed(lines, language, path)
                cells.append("yes")
            except Exception as error:  # whatever a client throws is a finding
                is_fine = False
                cells.append("no")
                print(f"{format} in {client}, {graph}: {type(error).__name__}: {str(error)[:600]}", file=sys.stderr)
            used = sorted(expected.used)
        results.append((format, options, client, cells, used, language, lines))
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
    lines += [f"| `{f}` | {client} | {' | '.join(cells)} | {', '.join(used) or '–'} |" for f, _, client, cells, used, *_ in results]
    for format, options, client, _, _, language, typed in results:
        is_folder = format in ("csv", "gephi-csv", "neo4j-admin", "parquet")
        file = f"out/{format}" if is_folder else f"out/graph.{format}"
        shell = " ".join(["whomet export output --to", format, *options, "-o", file])
        fence = language if language in ("python", "js") else "sh" if language != "gephi" else "text"
        lines += ["", f"### `{format}` in {client}", "", "```sh", shell, "```", f"```{fence}", typed.replace("FILE", file), "```"]
    return "\n".join(lines) + "\n\n" + END


main()
