package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.Secret;
import io.holdfast.postgrestools.rights.GrantStatements;
import io.holdfast.postgrestools.rights.MissingReadRights;
import io.holdfast.postgrestools.rights.MissingReadRights.Missing;
import io.holdfast.postgrestools.rights.ReadPrivilege;
import io.holdfast.store.DumpOmission;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Missing privileges of roles with and without an effective {@code pg_read_all_data}. */
class RightsReaderIT {

    private static final String DATABASE = "rights";

    private final PostgresServer server = TestInfrastructure.postgres();

    @BeforeEach
    void a_database_and_a_role() {
        drop();
        server.createRole("rights_reader", "reader");
        server.createDatabase(DATABASE);
        server.execute(DATABASE, "create table items (id int)");
    }

    @AfterEach
    void stop_server() {
        drop();
    }

    private void drop() {
        server.execute("postgres", "drop database if exists " + DATABASE, "drop role if exists rights_reader");
    }

    @Test
    void a_member_without_inherit_can_read_only_after_inherit_is_set() throws Exception {
        server.execute("postgres", "alter role rights_reader noinherit", "grant pg_read_all_data to rights_reader");
        MissingReadRights rights = facts().rights();
        assertThat(rights.missing()).containsExactly(new Missing(ReadPrivilege.TABLE, 1, List.of("public.items")));
        assertThat(ReferenceDumps.of(reader()).succeeded()).isFalse();

        server.execute("postgres", GrantStatements.of(rights).lasting());

        assertThat(facts().rights().isEmpty()).isTrue();
        assertThat(ReferenceDumps.of(reader()).succeeded()).isTrue();
    }

    @Test
    void large_objects_are_all_counted_and_some_are_named() throws Exception {
        server.grantReadAll("rights_reader");
        server.execute(
                DATABASE,
                "select lo_create(100000 + n) from generate_series(1, 3000) n",
                "grant select on large object 100001 to public",
                "grant select on large object 100002 to rights_reader",
                "revoke all on large object 100003 from postgres");
        MissingReadRights rights = facts().rights();
        Missing objects = rights.missing().getFirst();
        assertThat(objects.right()).isEqualTo(ReadPrivilege.LARGE_OBJECT);
        assertThat(objects.count()).isEqualTo(2_998);
        assertThat(objects.names()).hasSize(20).startsWith("100003", "100004");

        server.execute(DATABASE, GrantStatements.of(rights).narrow().orElseThrow());

        assertThat(facts().rights().isEmpty()).isTrue();
        assertThat(ReferenceDumps.of(reader()).succeeded()).isTrue();
    }

    @Test
    void a_role_whose_large_objects_are_not_checked_may_read_them() throws Exception {
        server.grantReadAll("rights_reader");
        server.execute(DATABASE, "select lo_create(0)", "alter role rights_reader set lo_compat_privileges = on");

        assertThat(facts().rights().isEmpty()).isTrue();
        assertThat(ReferenceDumps.of(reader()).succeeded()).isTrue();
    }

    @Test
    void names_that_look_like_sql_are_quoted_in_the_statements() throws Exception {
        server.execute(
                DATABASE,
                "create schema \"odd \"\"; drop table items; --\"",
                "create table \"odd \"\"; drop table items; --\".\"Tabelle ä '$$\" (id serial)",
                "grant select on items to rights_reader");

        server.execute(DATABASE, GrantStatements.of(facts().rights()).narrow().orElseThrow());

        assertThat(facts().rights().isEmpty()).isTrue();
        assertThat(ReferenceDumps.of(reader()).succeeded()).isTrue();
    }

    @Test
    void a_member_of_pg_read_all_data_knows_which_mappings_lose_their_options() {
        server.grantReadAll("rights_reader");
        server.execute(
                DATABASE,
                "create foreign data wrapper elsewhere",
                "create server head_office foreign data wrapper elsewhere",
                "create user mapping for postgres server head_office options (password 'very-secret-4711')",
                "create user mapping for public server head_office",
                "create user mapping for rights_reader server head_office options (password 'own')",
                "grant usage on foreign server head_office to rights_reader");

        SourceDatabaseInfo facts = facts();

        assertThat(facts.rights().isEmpty()).isTrue();
        assertThat(facts.omissions())
                .containsExactly(new DumpOmission(DumpOmission.MAPPING_OPTIONS, 1, List.of("postgres on head_office")));
    }

    @Test
    void a_superuser_lacks_nothing() {
        server.execute(
                DATABASE,
                "select lo_create(0)",
                "alter table items enable row level security",
                "create foreign data wrapper elsewhere",
                "create server head_office foreign data wrapper elsewhere",
                "create user mapping for public server head_office options (password 'very-secret-4711')",
                "alter role rights_reader superuser");

        assertThat(facts().rights().isEmpty()).isTrue();
        assertThat(facts().omissions()).isEmpty();
    }

    private SourceDatabaseInfo facts() {
        return ((SourceInspectionResult.Seen) new SourceInspector().inspect(reader())).facts();
    }

    private DatabaseConnection reader() {
        return DatabaseConnection.to(server.host(), server.port(), "rights_reader", DATABASE)
                .withPassword(Secret.of("reader"));
    }
}
