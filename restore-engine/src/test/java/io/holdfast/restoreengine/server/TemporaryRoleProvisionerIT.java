package io.holdfast.restoreengine.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.Secret;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** On a real server, as a superuser and as a role without superuser rights. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemporaryRoleProvisionerIT {

    private static final DatabaseCreationOptions PLAIN = new DatabaseCreationOptions(
            "UTF8", "C.UTF-8", "C.UTF-8", Optional.empty(), Optional.empty(), Optional.empty());
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final String REFUSED = "42501";

    private PostgresServer server;
    private TargetServer target;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = PostgresServer.start(folder.resolve("server"));
        server.execute(
                "postgres", "alter system set max_prepared_transactions = 5", "alter system set wal_level = logical");
        server.restart();
        target = new TargetServer(DatabaseConnection.to(server.host(), server.port(), server.superuser(), "postgres")
                .withPassword(Secret.of(server.password())));
    }

    @AfterAll
    void stop() {
        server.destroy();
    }

    private OwnershipComment ownership() {
        return OwnershipComment.of("drill", UUID.randomUUID());
    }

    private DatabaseConnection roleWithDatabase(String name) {
        TemporaryRoleProvisioner roles = new TemporaryRoleProvisioner(target);
        DatabaseConnection connection = roles.createLogin(name, true, ownership());
        target.create(name, PLAIN, ownership());
        roles.give(name, name);
        return connection;
    }

    private static void run(DatabaseConnection connection, String... statements) throws SQLException {
        try (java.sql.Connection session = JdbcConnectionFactory.to(connection, ANSWER);
                Statement statement = session.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> names(String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (java.sql.Connection connection = server.connect("postgres");
                ResultSet row = connection.createStatement().executeQuery(query)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    @Test
    void a_role_enters_its_own_database_and_no_other() throws SQLException {
        DatabaseConnection own = roleWithDatabase("own");
        roleWithDatabase("other");
        List<String> open = new TemporaryRoleProvisioner(target).denyConnections("own", "own");

        run(own.withDatabase("own"), "create schema mine", "create table mine.t(n int)");

        assertThat(open).isEmpty();
        for (String database : List.of("other", "postgres", "template1")) {
            assertThatThrownBy(() -> run(own.withDatabase(database)))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(REFUSED));
        }
    }

    @Test
    void a_role_may_neither_create_nor_become_anything() {
        DatabaseConnection own = roleWithDatabase("humble").withDatabase("humble");

        for (String attempt : List.of(
                "create role another",
                "create database another",
                "alter role humble superuser",
                "copy (select 1) to program 'true'",
                "select pg_read_file('PG_VERSION')",
                "select * from pg_authid",
                "alter database humble is_template true",
                "select pg_create_physical_replication_slot('mine')",
                "create extension dblink")) {
            assertThatThrownBy(() -> run(own, attempt))
                    .as(attempt)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(REFUSED));
        }
    }

    @Test
    void a_database_is_cleared_away_whatever_holds_it() throws SQLException {
        DatabaseConnection own = roleWithDatabase("held");
        // Creating a slot waits for running transactions, including prepared ones, so it comes first.
        server.execute(
                "held",
                "select pg_create_logical_replication_slot('held_slot', 'test_decoding')",
                "create subscription held_subscription connection 'host=localhost' publication p"
                        + " with (connect = false, slot_name = none)",
                "alter database held with is_template true");
        run(
                own.withDatabase("held"),
                "create schema mine",
                "create table mine.t(n int)",
                "begin; insert into mine.t values (1); prepare transaction 'it''s held'");

        assertThat(target.database("held"))
                .get()
                .satisfies(found -> assertThat(found.template()).isTrue());
        new ForceDropDatabase(target).drop("held");
        boolean gone = new TemporaryRoleProvisioner(target).drop("held");

        assertThat(gone).isTrue();
        assertThat(names("select datname from pg_database")).doesNotContain("held");
        assertThat(names("select rolname from pg_roles")).doesNotContain("held");
        assertThat(names("select slot_name from pg_replication_slots")).isEmpty();
        assertThat(names("select gid from pg_prepared_xacts")).isEmpty();
        assertThat(names("select subname from pg_subscription")).isEmpty();
    }

    @Test
    void marked_roles_are_found_again_and_one_that_owns_something_stays() throws SQLException {
        OwnershipComment ownership = ownership();
        TemporaryRoleProvisioner roles = new TemporaryRoleProvisioner(target);
        roles.createWithoutLogin("found again", ownership);
        server.createDatabase("owned");
        server.execute("owned", "create table t(n int)", "alter table t owner to \"found again\"");

        assertThat(roles.marked()).contains(new HoldfastRole("found again", ownership));
        assertThat(roles.drop("found again")).isFalse();
        server.execute("owned", "drop table t");
        assertThat(roles.drop("found again")).isTrue();
    }

    @Test
    void an_administrator_that_is_no_superuser_makes_them_too() throws SQLException {
        server.execute("postgres", "create role manager login createdb createrole password 'm'");
        TargetServer managed =
                new TargetServer(DatabaseConnection.to(server.host(), server.port(), "manager", "postgres")
                        .withPassword(Secret.of("m")));
        server.execute("postgres", "grant connect on database postgres to manager");
        TemporaryRoleProvisioner roles = new TemporaryRoleProvisioner(managed);

        DatabaseConnection own = roles.createLogin("managed", false, ownership());
        roles.join("managed");
        managed.create("managed", PLAIN, ownership());
        roles.give("managed", "managed");
        run(managed.to("managed"), "alter schema public owner to managed");
        run(own.withDatabase("managed"), "create table public.t(n int)");

        LoginRoleAttributes manager =
                ((ServerInspectionResult.Seen) managed.inspect()).facts().role();
        assertThat(manager.superuser()).isFalse();
        assertThat(manager.createsRoles()).isTrue();
        new ForceDropDatabase(managed).drop("managed");
        assertThat(roles.drop("managed")).isTrue();
    }
}
