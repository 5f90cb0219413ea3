#!/usr/bin/env bash
# Loads the exports with the programs they are meant for. Needs Python 3, Node and Graphviz.
# Usage: run.sh WHOMET [FOLDER for the clients, kept between runs]
set -euo pipefail
whomet=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
clients=${2:-$scratch/clients}
mkdir -p "$clients"
if [ ! -e "$clients/venv/ready" ]; then
    python3 -m venv "$clients/venv"
    "$clients/venv/bin/pip" install --quiet networkx rdflib followthemoney duckdb
    touch "$clients/venv/ready"
fi
(cd "$clients" && [ -d node_modules/graphology ] || npm --prefix "$clients" install --silent cytoscape graphology)
cp "$here"/check.py "$here"/load.mjs "$clients"
"$whomet" build "$here/../../samples" -o "$scratch/samples" > /dev/null
"$clients/venv/bin/python" "$here/hostile.py" > "$scratch/hostile.json"
cd "$clients"
"$clients/venv/bin/python" check.py "$whomet" "$scratch/samples/graph.json" "$scratch/hostile.json" \
    --docs "$here/../../docs/exports.md"
