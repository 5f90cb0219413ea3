#!/usr/bin/env bash
# Loads the exports with the programs they are meant for: networkx, Gephi, Graphviz, Cytoscape.js,
# graphology, Neo4j, LadybugDB, SQLite, DuckDB, followthemoney, rdflib, Oxigraph.
#
# Usage: run.sh WHOMET [--write]      --write renews the table in docs/exports.md
# Needs Python 3, Node, Java 17, Maven, Graphviz and SQLite's shell, and installs what is missing
# where it may. The clients come from the package registries and are kept in WHOMET_CLIENTS
# (~/.cache/whomet-clients unless set).
set -euo pipefail
whomet=$(realpath "$1")
shift
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
clients=${WHOMET_CLIENTS:-${XDG_CACHE_HOME:-$HOME/.cache}/whomet-clients}
mkdir -p "$clients"
# Nothing is left behind in the project.
export PYTHONDONTWRITEBYTECODE=1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

missing=()
need() { command -v "$1" > /dev/null || missing+=("$2"); }
need dot graphviz
need gvpr graphviz
need sqlite3 sqlite3
need node nodejs
need npm npm
need java default-jdk-headless
need mvn maven
if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then
        echo "please install: ${missing[*]}" >&2
        exit 2
    fi
    apt-get update -qq && apt-get install -y -qq "${missing[@]}" > /dev/null
fi

# Installs again only when the list of versions has changed.
fresh() { cmp -s "$1" "$clients/$(basename "$1").installed"; }
done_with() { cp "$1" "$clients/$(basename "$1").installed"; }
if ! fresh "$here/requirements.txt"; then
    python3 -m venv "$clients/venv"
    "$clients/venv/bin/pip" install --quiet -r "$here/requirements.txt"
    done_with "$here/requirements.txt"
fi
if ! fresh "$here/package.json"; then
    cp "$here/package.json" "$clients"
    npm --prefix "$clients" install --silent
    done_with "$here/package.json"
fi
for client in gephi neo4j; do
    if ! fresh "$here/java/$client.xml" || [ ! -e "$clients/$client.classpath" ]; then
        mvn -q -B -f "$here/java/$client.xml" dependency:build-classpath \
            -Dmdep.outputFile="$clients/$client.classpath" > /dev/null
        done_with "$here/java/$client.xml"
    fi
done
cp "$here/load.mjs" "$clients"

articles=$root/samples
[ -d "$root/../shared/seeds" ] && articles=$root/../shared/seeds
"$whomet" build "$articles" -o "$scratch/articles" --layout builtin > /dev/null
python3 "$here/hostile.py" > "$scratch/hostile.json"
"$clients/venv/bin/python" "$here/check.py" "$whomet" "$clients" "$scratch/articles/graph.json" \
    "$scratch/hostile.json" --docs "$root/docs/exports.md" "$@"
