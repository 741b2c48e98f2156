package io.holdfast.deploy;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A broker, a catalog and a database to back up, in containers with the names that the base expects: {@code kafka},
 * {@code catalogue}, {@code app-database}.
 */
final class DeployInfrastructure implements AutoCloseable {

    private static final String KAFKA = "localhost/holdfast-standin/kafka:latest";
    private static final String POSTGRES = "pgvector/pgvector:pg17";
    private static final Duration LONG = Duration.ofMinutes(5);

    private final String name;
    private final int port;

    /** @param name of its network, and prefix of the names of its containers */
    DeployInfrastructure(String name) throws IOException {
        this.name = name;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
    }

    void start() {
        Podman.run("network", "create", name);
        startBroker();
        startDatabases();
    }

    static boolean isPossible() {
        return Stream.of(KAFKA, POSTGRES).allMatch(Podman::hasImage);
    }

    String name() {
        return name;
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    String sql(String database, String statement) {
        return Podman.run("exec", name + "-postgres", "psql", "-U", "postgres", "-qAtd", database, "-c", statement);
    }

    /** A session of {@code psql} that lasts until it is closed. */
    Process session(String database) throws IOException {
        return new ProcessBuilder("podman", "exec", "-i", name + "-postgres", "psql", "-U", "postgres", "-qd", database)
                .start();
    }

    private void startBroker() {
        run(
                "kafka",
                KAFKA,
                List.of("kafka"),
                List.of(
                        "-p127.0.0.1:" + port + ":" + port,
                        "-eKAFKA_NODE_ID=1",
                        "-eKAFKA_PROCESS_ROLES=broker,controller",
                        "-eKAFKA_CONTROLLER_QUORUM_VOTERS=1@localhost:9093",
                        "-eKAFKA_CONTROLLER_LISTENER_NAMES=CONTROLLER",
                        "-eKAFKA_LISTENERS=INSIDE://:9092,CONTROLLER://:9093,HOST://:" + port,
                        "-eKAFKA_ADVERTISED_LISTENERS=INSIDE://kafka:9092,HOST://127.0.0.1:" + port,
                        "-eKAFKA_LISTENER_SECURITY_PROTOCOL_MAP=INSIDE:PLAINTEXT,HOST:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "-eKAFKA_INTER_BROKER_LISTENER_NAME=INSIDE",
                        "-eKAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR=1",
                        "-eKAFKA_OFFSETS_TOPIC_NUM_PARTITIONS=3",
                        "-eKAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS=0",
                        "-eKAFKA_LOG_DIRS=/var/lib/kafka/data"));
    }

    private void startDatabases() {
        run(
                "postgres",
                POSTGRES,
                List.of("catalogue", "app-database"),
                List.of("-ePOSTGRES_PASSWORD=ground", "-ePOSTGRES_DB=holdfast"));
        await().atMost(LONG)
                .until(() -> Podman.tryTo("exec", name + "-postgres", "pg_isready", "-h", "127.0.0.1", "-U", "postgres")
                                .exitCode()
                        == 0);
        for (String service : List.of("scheduler", "dump", "verify", "retention", "restore", "notify")) {
            sql("holdfast", "create role holdfast_" + service + " login password 'catalogue-" + service + "'");
            sql("holdfast", "grant create on database holdfast to holdfast_" + service);
        }
        sql("postgres", "create role holdfast_reader login password 'app' in role pg_read_all_data");
        sql("postgres", "create database app");
        sql("app", "create table orders as select i as id, md5(i::text) as what from generate_series(1, 1000) i");
    }

    private void run(String part, String image, List<String> aliases, List<String> options) {
        List<String> command = new ArrayList<>(List.of("run", "-d", "--name", name + "-" + part, "--network", name));
        aliases.forEach(alias -> command.addAll(List.of("--network-alias", alias)));
        command.addAll(options);
        command.add(image);
        Podman.run(command.toArray(String[]::new));
    }

    @Override
    public void close() {
        for (String part : Arrays.asList("kafka", "postgres")) {
            Podman.tryTo("rm", "-f", "-v", "-t", "0", name + "-" + part);
        }
        Podman.tryTo("network", "rm", "-f", name);
    }
}
