import java.io.File;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.importer.plugin.file.spreadsheet.ImporterSpreadsheetCSV;
import org.gephi.io.importer.plugin.file.spreadsheet.process.SpreadsheetGeneralConfiguration.Mode;
import org.gephi.io.processor.plugin.AppendProcessor;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/** Loads exports as Gephi's own import does and writes what it then has: pairs of INPUT and OUTPUT. */
public class Gephi {
    public static void main(String[] args) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        ImportController imports = Lookup.getDefault().lookup(ImportController.class);
        for (int i = 0; i + 1 < args.length; i += 2) {
            projects.newProject();
            Workspace workspace = projects.getCurrentWorkspace();
            File input = new File(args[i]);
            if (input.isDirectory()) {
                table(imports, new File(input, "gephi-nodes.csv"), Mode.NODES_TABLE, workspace);
                table(imports, new File(input, "gephi-edges.csv"), Mode.EDGES_TABLE, workspace);
            } else {
                Container container = imports.importFile(input);
                container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
                complain(container);
                imports.process(container, new DefaultProcessor(), workspace);
            }
            GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
            try (PrintStream out = new PrintStream(args[i + 1], "UTF-8")) {
                write(model, out);
            }
        }
        System.exit(0);
    }

    private static void table(ImportController imports, File file, Mode mode, Workspace workspace) throws Exception {
        ImporterSpreadsheetCSV importer = new ImporterSpreadsheetCSV();
        importer.setFile(file);
        importer.refreshAutoDetections();
        importer.setMode(mode);
        // It takes such columns for points in time, and not all dates are known to the day.
        for (String column : List.of("date", "date_to", "first", "last")) {
            importer.setColumnClass(column, String.class);
        }
        Container container = imports.importFile(file, importer);
        container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
        complain(container);
        imports.process(container, new AppendProcessor(), workspace);
    }

    private static void complain(Container container) {
        var issues = container.getReport().getIssues(10);
        while (issues.hasNext()) {
            Issue issue = issues.next();
            if (issue.getLevel() != Issue.Level.INFO) {
                System.err.println(container.getSource() + ": " + issue.getLevel() + ": " + issue.getMessage());
            }
        }
    }

    private static void write(GraphModel model, PrintStream out) {
        List<String> nodes = new ArrayList<>();
        for (Node node : model.getGraph().getNodes()) {
            nodes.add("[" + string(node.getId()) + "," + attributes(node, model.getNodeTable().toArray()) + "]");
        }
        List<String> edges = new ArrayList<>();
        for (Edge edge : model.getGraph().getEdges()) {
            edges.add("[" + string(edge.getSource().getId()) + "," + string(edge.getTarget().getId()) + ","
                + attributes(edge, model.getEdgeTable().toArray()) + "]");
        }
        out.print("{\"nodes\":[" + String.join(",\n", nodes) + "],\n\"edges\":[" + String.join(",\n", edges) + "]}\n");
    }

    private static String attributes(Element element, Column[] columns) {
        List<String> fields = new ArrayList<>();
        for (Column column : columns) {
            Object value = element.getAttribute(column);
            if (value != null) {
                fields.add(string(column.getTitle().toLowerCase()) + ":" + string(value));
            }
        }
        return "{" + String.join(",", fields) + "}";
    }

    private static String string(Object value) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : String.valueOf(value).toCharArray()) {
            out.append(c < 32 || c > 126 || c == '"' || c == '\\' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return out.append('"').toString();
    }
}
