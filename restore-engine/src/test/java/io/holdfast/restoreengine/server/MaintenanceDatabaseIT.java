package io.holdfast.restoreengine.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.Secret;
import io.holdfast.postgrestools.ServerEndpointList;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Databases are created, renamed and dropped on servers without a database named postgres. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaintenanceDatabaseIT {

    private static final DatabaseCreationOptions SHAPE =
            new DatabaseCreationOptions("UTF8", "C", "C", Optional.empty(), Optional.empty(), Optional.empty());

    private PostgresServer server;

    @BeforeAll
    void a_server_without_it(@TempDir Path folder) {
        server = PostgresServer.start(folder.resolve("server"));
        server.createDatabase("app");
        server.execute("app", "drop database postgres");
    }

    @AfterAll
    void it_ends() {
        server.destroy();
    }

    private DatabaseConnection admin(String host) {
        return admin(host, server.port());
    }

    private DatabaseConnection admin(String host, int port) {
        return DatabaseConnection.to(
                        ServerEndpointList.of("holdfast.restore.targets.app", host, port),
                        server.superuser(),
                        "postgres")
                .withPassword(Secret.of(server.password()));
    }

    @Test
    void databases_are_made_swapped_and_dropped_by_way_of_template1() {
        TargetServer target = new TargetServer(admin("127.0.0.1"));
        OwnershipComment ownership = OwnershipComment.of("test", java.util.UUID.randomUUID());
        target.create("live", SHAPE, ownership);
        target.create("fresh", SHAPE, ownership);

        target.swap("live", "fresh", "kept", ownership);

        assertThat(target.inspect()).isInstanceOf(ServerInspectionResult.Seen.class);
        assertThat(target.databases()).extracting(DatabaseFacts::name).contains("live", "kept");
        target.drop("live");
        target.drop("kept");
        assertThat(target.databases()).extracting(DatabaseFacts::name).doesNotContain("live", "kept");
        assertThat(target.to("app").database()).isEqualTo("app");
    }

    @Test
    void where_no_usual_database_takes_connections_the_configured_one_does() {
        server.execute("app", "alter database template1 allow_connections false");
        try {
            assertThat(new TargetServer(admin("127.0.0.1"), List.of("app")).inspect())
                    .isInstanceOf(ServerInspectionResult.Seen.class);
            assertThatThrownBy(() -> new TargetServer(admin("127.0.0.1")).databases())
                    .isInstanceOf(TargetServerException.class);
        } finally {
            server.execute("app", "alter database template1 allow_connections true");
        }
    }

    @Test
    void of_a_list_one_server_is_chosen_for_all_that_follows() {
        TargetServer target = new TargetServer(admin("127.0.0.2,127.0.0.1"));

        assertThat(target.to("app").host()).isEqualTo("127.0.0.1");
        assertThat(target.inspect()).isInstanceOf(ServerInspectionResult.Seen.class);
    }

    @Test
    void a_standby_is_no_target(@TempDir Path folder) {
        PostgresServer standby = server.startStandby(folder.resolve("standby"));
        try {
            TargetServer target = new TargetServer(admin("127.0.0.1:" + standby.port(), 5432));

            assertThat(target.inspect())
                    .isInstanceOfSatisfying(
                            ServerInspectionResult.NotSeen.class,
                            notSeen -> assertThat(notSeen.trouble())
                                    .hasMessage("Target server: The server accepts no changes: it is a standby, or"
                                            + " default_transaction_read_only is on. Configure the primary, or switch the"
                                            + " setting off for this role. Settings:"
                                            + " holdfast.restore.targets.app.host and .port."));
        } finally {
            standby.destroy();
        }
    }

    @Test
    void a_server_that_does_not_answer_is_told_with_the_settings_names() {
        TargetServer target = new TargetServer(admin("127.0.0.2"));

        assertThatThrownBy(target::databases)
                .isInstanceOf(TargetServerException.class)
                .hasMessageEndingWith("Settings: holdfast.restore.targets.app.host and .port.");
    }
}
