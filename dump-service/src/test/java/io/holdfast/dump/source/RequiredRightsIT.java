package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.Secret;
import io.holdfast.postgrestools.rights.GrantStatements;
import io.holdfast.postgrestools.rights.MissingReadRights;
import io.holdfast.postgrestools.rights.MissingReadRights.Missing;
import io.holdfast.postgrestools.rights.ReadPrivilege;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the list of required rights to pg_dump, with one object of every kind and a role that may do little but connect: with the rights
 * of the list pg_dump succeeds, and without any one of them it fails.
 */
class RequiredRightsIT {

    private static final String DATABASE = "every_kind";

    private final PostgresServer server = TestInfrastructure.postgres();

    @BeforeEach
    void a_database_with_every_kind() {
        drop();
        for (String role : List.of("reader", "readers", "mapped")) {
            server.createRole(role, "reader");
        }
        server.execute("postgres", "grant readers to reader");
        server.createDatabase(DATABASE);
        server.execute(DATABASE, SqlScripts.read("every-kind.sql"));
    }

    @AfterEach
    void stop_server() {
        drop();
    }

    /** A database with a subscription cannot be dropped. */
    private void drop() {
        if (server.hasDatabase(DATABASE)) {
            server.execute(DATABASE, "drop subscription if exists heard");
        }
        server.execute(
                "postgres",
                "drop database if exists " + DATABASE,
                "drop role if exists reader",
                "drop role if exists readers",
                "drop role if exists mapped");
    }

    @Test
    void one_inspection_finds_exactly_what_stops_pg_dump() throws Exception {
        List<Missing> missing = missing(BackupKind.FULL);
        assertThat(named(missing)).isEqualTo(expected());
        assertThat(ReferenceDumps.of(reader()).succeeded()).isFalse();

        Map<String, String> grants = grants(missing);
        server.execute(DATABASE, grants.keySet().toArray(String[]::new));

        assertThat(missing(BackupKind.FULL)).isEmpty();
        assertThat(ReferenceDumps.of(reader()).succeeded()).isTrue();
    }

    @Test
    void pg_dump_stops_if_one_privilege_of_each_kind_is_missing() throws Exception {
        dumpsWithoutEach(missing(BackupKind.FULL).stream()
                .map(kind -> new Missing(kind.right(), 1, List.of(kind.names().getFirst())))
                .toList());
    }

    @Test
    @Tag("long")
    void pg_dump_stops_if_any_single_privilege_is_missing() throws Exception {
        dumpsWithoutEach(missing(BackupKind.FULL));
    }

    private void dumpsWithoutEach(List<Missing> tried) throws Exception {
        server.execute(DATABASE, grants(missing(BackupKind.FULL)).keySet().toArray(String[]::new));
        for (Map.Entry<String, String> grant : grants(tried).entrySet()) {
            server.execute(DATABASE, grant.getValue());
            assertThat(ReferenceDumps.of(reader()).succeeded())
                    .as(grant.getValue())
                    .isFalse();
            server.execute(DATABASE, grant.getKey());
        }
    }

    @Test
    void a_backup_without_rows_needs_fewer_privileges() throws Exception {
        List<Missing> missing = missing(BackupKind.SCHEMA_ONLY);
        assertThat(named(missing))
                .containsOnlyKeys(
                        ReadPrivilege.SCHEMA, ReadPrivilege.TABLE, ReadPrivilege.COLUMNS, ReadPrivilege.SEQUENCE);
        assertThat(named(missing).get(ReadPrivilege.SEQUENCE)).containsExactly("closed.configured_numbers");

        server.execute(DATABASE, grants(missing).keySet().toArray(String[]::new));

        assertThat(missing(BackupKind.SCHEMA_ONLY)).isEmpty();
        assertThat(ReferenceDumps.ofSchema(reader()).succeeded()).isTrue();
    }

    @Test
    void either_set_of_suggested_statements_is_sufficient() throws Exception {
        GrantStatements statements = GrantStatements.of(rights(BackupKind.FULL));
        String narrow = statements.narrow().orElseThrow();

        server.execute(DATABASE, statements.lasting());

        assertThat(ReferenceDumps.of(reader()).succeeded()).isTrue();
        server.execute(
                DATABASE,
                "revoke pg_read_all_data from reader",
                "alter role reader nobypassrls",
                "alter role reader reset lo_compat_privileges",
                narrow);
        assertThat(narrow).doesNotContain("pg_read_all_data", "lo_compat_privileges");
        assertThat(ReferenceDumps.of(reader()).succeeded()).isTrue();
    }

    @Test
    void data_that_is_silently_missing_for_a_role_is_an_omission() {
        assertThat(((SourceInspectionResult.Seen) new SourceInspector().inspect(reader(), BackupKind.FULL))
                        .facts()
                        .omissions())
                .hasToString("[DumpOmission[kind=possible_user_mapping_options, count=3,"
                        + " names=[PUBLIC on head_office, mapped on head_office, readers on head_office]],"
                        + " DumpOmission[kind=subscription, count=1, names=[heard]]]");
    }

    private static Map<ReadPrivilege, List<String>> expected() {
        return new TreeMap<>(Map.of(
                ReadPrivilege.SCHEMA, List.of("closed"),
                ReadPrivilege.TABLE,
                        List.of(
                                "closed.configured",
                                "closed.hidden",
                                "open.child",
                                "open.no_columns",
                                "open.plain",
                                "open.root",
                                "open.ungranted_leaf",
                                "open.unlogged"),
                ReadPrivilege.COLUMNS, List.of("open.columns"),
                ReadPrivilege.SEQUENCE,
                        List.of(
                                "closed.configured_numbers",
                                "open.numbers",
                                "open.serials_a_seq",
                                "open.serials_b_seq",
                                "open.usable"),
                ReadPrivilege.ROW_SECURITY, List.of("open.own_forced", "open.protected", "open.protected_configured"),
                ReadPrivilege.LARGE_OBJECT, List.of("4001", "4004", "4006")));
    }

    private static Map<ReadPrivilege, List<String>> named(List<Missing> missing) {
        Map<ReadPrivilege, List<String>> named = new TreeMap<>();
        missing.forEach(kind -> named.put(kind.right(), kind.names()));
        return named;
    }

    /** Statements that grant a privilege, with those that revoke it. */
    private static Map<String, String> grants(List<Missing> missing) {
        Map<String, String> grants = new TreeMap<>();
        for (Missing kind : missing) {
            for (String name : kind.names()) {
                switch (kind.right()) {
                    case SCHEMA -> grant(grants, "usage on schema " + name);
                    case TABLE, COLUMNS -> grant(grants, "select on table " + name);
                    case SEQUENCE -> grant(grants, "select on sequence " + name);
                    case LARGE_OBJECT -> grant(grants, "select on large object " + name);
                    case ROW_SECURITY ->
                        grants.put(
                                "alter table " + name + " disable row level security",
                                "alter table " + name + " enable row level security");
                }
            }
        }
        return grants;
    }

    private static void grant(Map<String, String> grants, String right) {
        grants.put("grant " + right + " to reader", "revoke " + right + " from reader");
    }

    private List<Missing> missing(BackupKind kind) {
        return new ArrayList<>(rights(kind).missing());
    }

    private MissingReadRights rights(BackupKind kind) {
        return Stream.of(new SourceInspector().inspect(reader(), kind))
                .map(SourceInspectionResult.Seen.class::cast)
                .map(seen -> seen.facts().rights())
                .findFirst()
                .orElseThrow();
    }

    private DatabaseConnection reader() {
        return DatabaseConnection.to(server.host(), server.port(), "reader", DATABASE)
                .withPassword(Secret.of("reader"));
    }
}
