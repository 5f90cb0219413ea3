import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.GraphDatabaseService;

/**
 * Starts Neo4j on a folder, runs a script in it, and writes what the database then has: HOME, SCRIPT
 * (- for none) and OUTPUT, three arguments for each database. Scripts are run twice.
 */
public class Neo4j {
    private static final String NODES =
        "MATCH (n:Whomet) RETURN n.id, {name: n.name, date: toString(n.date), status: n.status, kind: n.kind} AS a";
    private static final String EDGES =
        "MATCH (a:Whomet)-[r]->(b:Whomet) RETURN a.id, b.id, {relation: r.relation, first: toString(r.first),"
            + " status: r.status, type: type(r)} AS c";
    private static final String DOCUMENTS = "MATCH (d:Document) RETURN d.id, d.title";
    private static final String EVIDENCE =
        "MATCH (a:Whomet)-[r:EVIDENCED_BY]->(d:Document) RETURN a.id, d.id, r.start, r.end";

    public static void main(String[] args) throws Exception {
        for (int i = 0; i + 2 < args.length; i += 3) {
            DatabaseManagementService server = new DatabaseManagementServiceBuilder(Path.of(args[i])).build();
            GraphDatabaseService database = server.database("neo4j");
            if (!args[i + 1].equals("-")) {
                for (int time = 0; time < 2; time++) {
                    // No string of the script has a semicolon in it.
                    for (String statement : Files.readString(Path.of(args[i + 1])).split(";\n")) {
                        if (!statement.isBlank()) {
                            database.executeTransactionally(statement);
                        }
                    }
                }
            }
            String found = "{\"nodes\":" + rows(database, NODES) + ",\n\"edges\":" + rows(database, EDGES)
                + ",\n\"documents\":" + rows(database, DOCUMENTS) + ",\n\"evidence\":" + rows(database, EVIDENCE) + "}\n";
            Files.writeString(Path.of(args[i + 2]), found);
            server.shutdown();
        }
        System.exit(0);
    }

    private static String rows(GraphDatabaseService database, String query) {
        return database.executeTransactionally(query, Map.of(), result -> {
            List<String> rows = new ArrayList<>();
            while (result.hasNext()) {
                Map<String, Object> row = result.next();
                List<String> cells = new ArrayList<>();
                for (String column : result.columns()) {
                    cells.add(json(row.get(column)));
                }
                rows.add("[" + String.join(",", cells) + "]");
            }
            return "[" + String.join(",\n", rows) + "]";
        });
    }

    private static String json(Object value) {
        if (value == null || value instanceof Number) {
            return String.valueOf(value);
        }
        if (value instanceof Map<?, ?> map) {
            List<String> fields = new ArrayList<>();
            map.forEach((name, inner) -> fields.add(json(name) + ":" + json(inner)));
            return "{" + String.join(",", fields) + "}";
        }
        StringBuilder out = new StringBuilder("\"");
        for (char c : String.valueOf(value).toCharArray()) {
            out.append(c < 32 || c > 126 || c == '"' || c == '\\' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return out.append('"').toString();
    }
}
