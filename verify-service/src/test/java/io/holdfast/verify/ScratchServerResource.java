package io.holdfast.verify;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.ExtendedPostgresInstallation;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A scratch server, and an application that is probed on the restored database. */
public final class ScratchServerResource implements QuarkusTestResourceLifecycleManager {

    private static final AtomicInteger ASKED = new AtomicInteger();
    private @Nullable HttpServer application;

    /** An extension with a table that contains rows of the user, and one with an untrusted language. */
    private static final Map<String, String> EXTENSIONS = Map.of(
            "holdfast_speech.control",
            "default_version = '1.0'\n",
            "holdfast_speech--1.0.sql",
            """
            create function speech_handler() returns language_handler language c as '$libdir/plpgsql', 'plpgsql_call_handler';
            create language speech handler speech_handler;
            """,
            "holdfast_places.control",
            "default_version = '1.0'\nrelocatable = false\n",
            "holdfast_places--1.0.sql",
            """
            create table places(id int primary key, name text not null);
            insert into places values (1, 'brought by the extension');
            create sequence place_numbers;
            select pg_catalog.pg_extension_config_dump('places', 'where id >= 1000');
            select pg_catalog.pg_extension_config_dump('place_numbers', '');
            """);

    static PostgresServer server() {
        Path folder = TestInfrastructure.backups().resolveSibling("installation");
        Path programs = TestInfrastructure.postgres()
                .program("initdb")
                .resolveSibling(".")
                .normalize();
        Path version = programs.getName(programs.getNameCount() - 2);
        Path extended = folder.resolve("usr/lib/postgresql").resolve(version).resolve("bin");
        if (!Files.exists(extended)) {
            ExtendedPostgresInstallation.make(
                    folder, programs, Path.of("/usr/share/postgresql").resolve(version), EXTENSIONS);
        }
        return PostgresServer.startWith(extended, TestInfrastructure.backups().resolveSibling("postgres-scratch"));
    }

    @Override
    public Map<String, String> start() {
        PostgresServer server = server();
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            application = made;
            made.createContext("/", exchange -> {
                // The server takes a while to start.
                boolean isUp = ASKED.incrementAndGet() > 2;
                exchange.sendResponseHeaders(
                        isUp && !exchange.getRequestURI().getPath().contains("broken") ? 200 : 503, -1);
                exchange.close();
            });
            made.start();
            Path assertions = Files.createTempFile("assertions", ".yaml");
            Files.writeString(assertions, """
                there are messages:
                  query: select count(*) > 0 from messages
                  expect: true
                the first three:
                  query: select id from messages order by id limit 3
                  expect: [1, 2, 3]
                """);
            Path broken = Files.createTempFile("assertions", ".yaml");
            Files.writeString(broken, "nobody is here:\n  query: select max(body) from messages\n  expect: nobody\n");
            String url = "http://127.0.0.1:" + made.getAddress().getPort();
            return Map.ofEntries(
                    Map.entry("holdfast.drills.server.host", server.host()),
                    Map.entry("holdfast.drills.server.port", Integer.toString(server.port())),
                    Map.entry("holdfast.drills.server.username", server.superuser()),
                    Map.entry("holdfast.drills.server.password", server.password()),
                    Map.entry("holdfast.drills.objective", "2h"),
                    Map.entry("holdfast.databases.asserted.drill.assertions", assertions.toString()),
                    Map.entry("holdfast.databases.planted.drill.assertions", assertions.toString()),
                    Map.entry("holdfast.databases.unasserted.drill.assertions", broken.toString()),
                    Map.entry(
                            "holdfast.databases.checked.drill.probes.start",
                            server.program("psql") + ",-v,ON_ERROR_STOP=1,-c,select body from messages limit 1"),
                    Map.entry("holdfast.databases.served.drill.probes.start", "sleep,600"),
                    Map.entry("holdfast.databases.served.drill.probes.http.health.url", url + "/api/v1/health"),
                    Map.entry("holdfast.databases.unserved.drill.probes.limit", "2s"),
                    Map.entry("holdfast.databases.unserved.drill.probes.http.login.url", url + "/broken"),
                    Map.entry("holdfast.databases.unserved.drill.probes.http.login.method", "POST"),
                    Map.entry("holdfast.databases.bulky.drill.largest", "1000"),
                    Map.entry("holdfast.databases.believed.drill.trusted", "true"),
                    Map.entry("holdfast.databases.late.drill.at-least", "1s"),
                    Map.entry("holdfast.databases.case_hash_partitions_counted.drill.sample-above", "1000"),
                    Map.entry("holdfast.databases.asked.drill.enabled", "false"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (application != null) {
            application.stop(0);
        }
    }
}
