"""A Neo4j server for one export, with the commands that its users type."""
import os
import pathlib
import socket
import subprocess

HERE = pathlib.Path(__file__).parent
PASSWORD = "salt-queen"

COMMANDS = {
    "neo4j-admin": 'exec java -cp "{classpath}" org.neo4j.cli.AdminTool "$@"',
    "cypher-shell": 'exec java -cp "{classpath}" org.neo4j.shell.Main "$@"',
    "neo4j": """running={home}/running
case $1 in
start)
    java -Xmx1g -cp "{classpath}" {here}/java/Neo4j.java {home} {port} $running > {home}/log 2>&1 < /dev/null &
    until [ -e $running ]; do
        kill -0 $! || {{ cat {home}/log >&2; exit 1; }}
        sleep 0.2
    done ;;
stop)
    [ -e $running ] || exit 0
    kill "$(cat $running)"
    while [ -e $running ]; do sleep 0.2; done ;;
esac""",
}

NODES = "MATCH (n:Whomet) RETURN n.id, {name: n.name, date: toString(n.date), status: n.status, kind: n.kind}"
EDGES = """MATCH (a:Whomet)-[r]->(b:Whomet)
RETURN a.id, b.id, {relation: r.relation, first: toString(r.first), status: r.status, type: type(r)}"""
DOCUMENTS = "MATCH (d:Document) RETURN d.id, d.title"
EVIDENCE = "MATCH (a:Whomet)-[r:EVIDENCED_BY]->(d:Document) RETURN a.id, d.id, r.start, r.end"


class Server:
    """Stopped when it is left, whatever happened."""

    def __init__(self, clients, home):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"neo4j://127.0.0.1:{port}"
        (home / "conf").mkdir(parents=True)
        (home / "conf/neo4j.conf").write_text("dbms.security.auth_enabled=true\ndbms.usage_report.enabled=false\n")
        (home / "bin").mkdir()
        classpath = (clients / "neo4j.classpath").read_text().strip()
        for name, lines in COMMANDS.items():
            command = home / "bin" / name
            command.write_text("#!/bin/sh\n" + lines.format(classpath=classpath, here=HERE, home=home, port=port) + "\n")
            command.chmod(0o755)
        self.environment = {
            **os.environ,
            "PATH": f"{home / 'bin'}:{os.environ['PATH']}",
            "NEO4J_HOME": str(home),
            "NEO4J_CONF": str(home / "conf"),
            "NEO4J_ADDRESS": self.address,
            "NEO4J_PASSWORD": PASSWORD,
        }

    def __enter__(self):
        self.typed(f"neo4j-admin dbms set-initial-password {PASSWORD}")
        return self

    def __exit__(self, *_):
        self.typed("neo4j stop")

    def typed(self, lines):
        command = ["bash", "-c", "set -eo pipefail\n" + lines]
        run = subprocess.run(command, capture_output=True, text=True, env=self.environment)
        if run.returncode:
            raise AssertionError(f"{lines}: {run.stdout[-1000:]}{run.stderr[-1000:]}")

    def found(self):
        """What the database has, asked over its own protocol."""
        import neo4j

        queries = {"nodes": NODES, "edges": EDGES, "documents": DOCUMENTS, "evidence": EVIDENCE}
        with neo4j.GraphDatabase.driver(self.address, auth=("neo4j", PASSWORD)) as driver:
            return {name: [tuple(row) for row in driver.execute_query(query).records] for name, query in queries.items()}
