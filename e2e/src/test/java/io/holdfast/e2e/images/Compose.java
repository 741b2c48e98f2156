package io.holdfast.e2e.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.holdfast.e2e.EndToEndLog;
import io.holdfast.e2e.Shell;
import io.holdfast.localstack.FileTreeDeleter;
import io.holdfast.localstack.FreePort;
import io.holdfast.localstack.SourceCheckoutLocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An installation of {@code deploy/compose} with its own name, from a copy of that folder, and with a database to back
 * up. It has its own networks and volumes, and removes them when it is closed.
 */
final class Compose implements AutoCloseable {

    static final List<String> SERVICES = List.of(
            "scheduler-service",
            "dump-service",
            "verify-service",
            "retention-service",
            "restore-service",
            "notify-service");
    static final String DATABASE = "shop";

    private static final Duration START = Duration.ofMinutes(4);
    private static final String PASSWORD = "it's a \"secret\" $word";

    private final Path home;
    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();
    private final int port = FreePort.any();
    private final ComposeUsers users = new ComposeUsers("127.0.0.1:" + port);
    private @Nullable EndToEndLog log;

    private Compose(Path home, List<String> files) {
        this.home = home;
        this.folder = home.resolve("compose");
        environment.put(
                "COMPOSE_PROJECT_NAME",
                "holdfast-" + Long.toString(ProcessHandle.current().pid(), 36) + "-" + port);
        environment.put("COMPOSE_FILE", String.join(":", files));
        environment.put("KAFKA_PORT", Integer.toString(port));
        environment.put("DATABASE_HOST", "source");
        environment.put("DATABASE_NAME", DATABASE);
        environment.put("DATABASE_PASSWORD", PASSWORD);
        environment.put("KAFKA_IMAGE", "holdfast-standin/kafka");
        environment.put("POSTGRES_IMAGE", "holdfast-standin/postgres");
        environment.put("S3_IMAGE", "holdfast-standin/s3");
        environment.put("PROMETHEUS_IMAGE", "holdfast-standin/prometheus");
    }

    /**
     * Starts it and waits until every service is ready.
     *
     * @param files of {@code deploy/compose}, in addition to the default one
     */
    static Compose up(String... files) {
        List<String> all = new ArrayList<>(List.of("compose.yaml"));
        all.addAll(List.of(files));
        all.add("compose.test.yaml");
        Compose compose = new Compose(copy(), all);
        Runtime.getRuntime().addShutdownHook(new Thread(compose::close));
        compose.start();
        return compose;
    }

    private void start() {
        run("sh -c './prepare </dev/null'");
        try (Health health = Health.watch(this)) {
            run("docker compose up -d");
            await("every service is ready")
                    .atMost(START)
                    .until(() -> SERVICES.stream().allMatch(this::isReady));
        }
    }

    /** The topics as the operator sees them. */
    EndToEndLog log() {
        EndToEndLog known = log;
        if (known == null) {
            known = new EndToEndLog(users.of("holdfast-operator", secretOf("holdfast", "kafka-holdfast-operator")));
            log = known;
        }
        return known;
    }

    /** Clients of the broker on this host. */
    ComposeUsers users() {
        return users;
    }

    /** The content of a secret that the service's container can read, but possibly not the user on the host. */
    String secretOf(String service, String name) {
        return run("docker compose run --rm -T --no-deps --entrypoint cat " + service + " /run/secrets/" + name
                        + " 2>/dev/null")
                .strip();
    }

    /** Runs a shell command beside {@code compose.yaml}; it must succeed. */
    String run(String line) {
        return Shell.run(folder, environment, line).ok();
    }

    boolean isReady(String service) {
        return Shell.run(
                                folder,
                                environment,
                                "docker compose exec -T " + service + " curl -fsS -m 5 -o /dev/null http://127.0.0.1:"
                                        + port(service) + "/q/health/ready")
                        .exitCode()
                == 0;
    }

    static int port(String service) {
        return switch (service) {
            case "scheduler-service" -> 8081;
            case "dump-service" -> 8082;
            case "verify-service" -> 8083;
            case "retention-service" -> 8084;
            case "restore-service" -> 8086;
            case "notify-service" -> 8087;
            default -> throw new IllegalArgumentException(service);
        };
    }

    /** What the engine reports about the container of a service. */
    JsonNode inspect(String service) {
        try {
            return new JsonMapper()
                    .readTree(run("docker inspect " + container(service)))
                    .path(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String container(String service) {
        String id = run("docker compose ps -a -q " + service).strip();
        assertThat(id).as("container of " + service).isNotEmpty();
        return id;
    }

    /** {@code kill -9} of the container's process: the engine sees a crash and restarts it. */
    void crash(String service) {
        long pid = inspect(service).path("State").path("Pid").asLong();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    boolean areUp(List<String> services) {
        List<String> running =
                run("docker compose ps --status running --services").lines().toList();
        return running.containsAll(services);
    }

    /** File names in the volume of the backups, including hidden ones. */
    List<String> backups() {
        return beside("ls -A /backups").lines().toList();
    }

    /**
     * Runs a shell command in a PostgreSQL container that has the volume of the backups and reaches the servers, like
     * an operator with a rescue system.
     */
    String beside(String line) {
        String project = environment.get("COMPOSE_PROJECT_NAME");
        return run("docker run --rm --network " + project + "_default -v " + project + "_backups:/backups:ro"
                + " -e PGHOST=source -e PGUSER=postgres -e PGPASSWORD=\"$DATABASE_PASSWORD\" --entrypoint /bin/bash"
                + " holdfast-standin/postgres -c '" + line + "'");
    }

    private static Path copy() {
        Path deploy = SourceCheckoutLocator.find().root().resolve("deploy");
        try {
            Path home = Files.createTempDirectory("holdfast-compose");
            for (String part : List.of("compose", "catalogue", "kubernetes/kafka", "prometheus", "grafana")) {
                copy(deploy.resolve(part), home.resolve(part));
            }
            Files.copy(
                    deploy.resolveSibling("e2e/containers/compose.test.yaml"),
                    home.resolve("compose/compose.test.yaml"));
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        Files.createDirectories(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> !file.startsWith(from.resolve("secrets")))
                    .toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    @Override
    public void close() {
        if (log != null) {
            log.close();
            log = null;
        }
        if (Files.exists(home)) {
            Shell.run(folder, environment, "docker compose --profile cli down -v -t 5");
            FileTreeDeleter.delete(home);
        }
    }
}
