import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * Neo4j as a server that only this machine can reach: HOME, PORT, and the file that has its process
 * number for as long as it answers. Maven Central has the server, but not the program that starts it.
 */
public class Neo4j {
    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        DatabaseManagementService server = new DatabaseManagementServiceBuilder(home)
            .loadPropertiesFromFile(home.resolve("conf/neo4j.conf"))
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", Integer.parseInt(args[1])))
            .build();
        Path running = Path.of(args[2]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.shutdown();
            running.toFile().delete();
        }));
        Files.writeString(running, String.valueOf(ProcessHandle.current().pid()));
        new CountDownLatch(1).await();
    }
}
