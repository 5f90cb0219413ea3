#!/usr/bin/env python3
"""Runs the scorers beside the project and fails if a figure falls below its floor.

    scores.py --whomet BIN --floors scores.json [--raise]

`--raise` writes the figures of this run as the new floors, rounded down to two decimals: a
deliberate step, to be committed with the change that earned it.
"""
import argparse
import json
import math
import pathlib
import re
import subprocess
import sys

SCORE = pathlib.Path(__file__).resolve().parent.parent.parent / "shared" / "score"


def run(*command):
    return subprocess.run(
        [sys.executable, *map(str, command)], check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def figures(whomet):
    found = {}
    for name in ("seeds", "news"):
        gold = SCORE.parent / "gold" / name
        line = run(SCORE / "run.py", "--whomet", whomet, "--gold", gold, "--json").strip().splitlines()[-1]
        for key, value in json.loads(line).items():
            if isinstance(value, dict):
                found[f"{name} {key}"] = value["f1"] if "f1" in value else value["recall"]
    for line in run(SCORE / "real.py", "--whomet", whomet).splitlines():
        name = line.split()[0]
        if name == "attributions":
            for key, figure in (("F1", r" F1 ([\d.]+)   speaker"), ("speaker", r"speaker ([\d.]+)"), ("who-said", r"who-said F1 ([\d.]+)")):
                found[f"{name} {key}"] = float(re.search(figure, line).group(1))
        else:
            for kind, value in re.findall(r"(\w+): P [\d.]+ R [\d.]+ F1 ([\d.]+)", line):
                found[f"{name} {kind}"] = float(value)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whomet", required=True)
    parser.add_argument("--floors", required=True, type=pathlib.Path)
    parser.add_argument("--raise", action="store_true", dest="lift")
    arguments = parser.parse_args()
    found = figures(arguments.whomet)
    floors = json.loads(arguments.floors.read_text()) if arguments.floors.exists() else {}
    failed = 0
    for key, value in found.items():
        floor = floors.get(key)
        low = floor is not None and value < floor
        failed += low
        print(f"{key:<28} {value:.3f}   floor {floor if floor is not None else '-'}{'   BELOW' if low else ''}")
    if arguments.lift:
        lifted = {key: math.floor(value * 100) / 100 for key, value in found.items()}
        arguments.floors.write_text(json.dumps(lifted, indent=1) + "\n")
    missing = sorted(set(floors) - set(found))
    if missing:
        sys.exit(f"no figure for {', '.join(missing)}")
    if failed and not arguments.lift:
        sys.exit(f"{failed} figures below their floor")


if __name__ == "__main__":
    main()
