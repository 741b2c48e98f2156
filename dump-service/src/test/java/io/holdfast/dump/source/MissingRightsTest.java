package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.localstack.testing.DocumentedSqlRunner;
import io.holdfast.postgrestools.rights.BackupRole;
import io.holdfast.postgrestools.rights.GrantStatements;
import io.holdfast.postgrestools.rights.MissingReadRights;
import io.holdfast.postgrestools.rights.MissingReadRights.Missing;
import io.holdfast.postgrestools.rights.ReadPrivilege;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MissingRightsTest {

    private static final int V13 = 130_010;
    private static final int V15 = 150_018;
    private static final int V16 = 160_004;

    private static final BackupRole ROLE = role("holdfast_backup", true, false, V15);

    @Test
    void every_kind_is_counted_and_named_in_one_sentence() {
        MissingReadRights rights = new MissingReadRights(
                ROLE,
                List.of(
                        new Missing(ReadPrivilege.SCHEMA, 1, List.of("app")),
                        new Missing(ReadPrivilege.TABLE, 3, List.of("app.a", "app.b", "app.c")),
                        new Missing(ReadPrivilege.COLUMNS, 1, List.of("app.people")),
                        new Missing(ReadPrivilege.SEQUENCE, 1, List.of("app.numbers")),
                        new Missing(ReadPrivilege.ROW_SECURITY, 1, List.of("app.users")),
                        new Missing(ReadPrivilege.LARGE_OBJECT, 200_000, List.of("16400", "16401", "16402", "16403"))),
                List.of("app"));

        assertThat(rights.problem())
                .isEqualTo(
                        "The role holdfast_backup cannot read all objects that a backup contains: 1 schema without USAGE (app);"
                                + " 3 tables (app.a, app.b, app.c); 1 table with column grants only (app.people);"
                                + " 1 sequence (app.numbers); 1 table with row security (app.users);"
                                + " 200000 large objects (16400, 16401, 16402 and 199997 more).");
        assertThat(rights.hint())
                .startsWith("Run as a superuser in the database app: GRANT pg_read_all_data TO holdfast_backup;"
                        + " ALTER ROLE holdfast_backup BYPASSRLS;"
                        + " ALTER ROLE holdfast_backup SET lo_compat_privileges = on;");
    }

    @Test
    void the_statements_equal_the_documentation() {
        DocumentedSqlRunner page = DocumentedSqlRunner.of("roles.md");

        assertThat(page.hasEach(
                        lasting(ROLE, ReadPrivilege.TABLE, ReadPrivilege.ROW_SECURITY, ReadPrivilege.LARGE_OBJECT)))
                .isTrue();
        assertThat(page.hasEach(lasting(role("holdfast_backup", false, true, V15), ReadPrivilege.TABLE)))
                .isTrue();
        assertThat(page.hasEach(lasting(role("holdfast_backup", false, true, V16), ReadPrivilege.TABLE)))
                .isTrue();
        assertThat(page.hasLine(narrow(new Missing(ReadPrivilege.LARGE_OBJECT, 2_000_000, List.of("16400")))))
                .isTrue();
    }

    @Test
    void few_objects_can_be_granted_one_by_one() {
        MissingReadRights rights = new MissingReadRights(
                ROLE,
                List.of(
                        new Missing(ReadPrivilege.SCHEMA, 1, List.of("\"odd schema\"")),
                        new Missing(ReadPrivilege.TABLE, 1, List.of("\"odd schema\".\"odd \"\"table\"")),
                        new Missing(ReadPrivilege.SEQUENCE, 1, List.of("app.numbers")),
                        new Missing(ReadPrivilege.LARGE_OBJECT, 2, List.of("7", "9"))),
                List.of("app", "\"odd schema\""));

        assertThat(rights.hint())
                .endsWith(" Or, for these objects only: GRANT USAGE ON SCHEMA \"odd schema\" TO holdfast_backup;"
                        + " GRANT SELECT ON TABLE \"odd schema\".\"odd \"\"table\" TO holdfast_backup;"
                        + " GRANT SELECT ON SEQUENCE app.numbers TO holdfast_backup;"
                        + " GRANT SELECT ON LARGE OBJECT 7, 9 TO holdfast_backup;");
    }

    @Test
    void many_objects_are_granted_by_their_schemas() {
        assertThat(narrow(new Missing(ReadPrivilege.TABLE, 21, names(20))))
                .isEqualTo("GRANT USAGE ON SCHEMA app TO holdfast_backup;"
                        + " GRANT SELECT ON ALL TABLES IN SCHEMA app TO holdfast_backup;"
                        + " GRANT SELECT ON ALL SEQUENCES IN SCHEMA app TO holdfast_backup;");
    }

    @Test
    void privileges_on_a_system_schema_are_never_granted() {
        MissingReadRights rights = new MissingReadRights(
                ROLE, List.of(new Missing(ReadPrivilege.TABLE, 21, names(20))), List.of("app", "pg_catalog"));

        assertThat(GrantStatements.of(rights).narrow()).isEmpty();
    }

    @Test
    void a_member_without_inherit_gets_a_different_hint() {
        assertThat(lasting(role("r", false, true, V15), ReadPrivilege.TABLE)).isEqualTo("ALTER ROLE r INHERIT;");
        assertThat(lasting(role("r", false, true, V16), ReadPrivilege.TABLE))
                .isEqualTo("GRANT pg_read_all_data TO r WITH INHERIT TRUE;");
        assertThat(lasting(role("r", false, false, V15), ReadPrivilege.TABLE))
                .isEqualTo("ALTER ROLE r INHERIT; GRANT pg_read_all_data TO r;");
    }

    @Test
    void a_server_without_pg_read_all_data_gets_grants() {
        MissingReadRights rights = new MissingReadRights(
                role("r", true, false, V13),
                List.of(new Missing(ReadPrivilege.TABLE, 1, List.of("app.a"))),
                List.of("app"));

        assertThat(rights.hint())
                .isEqualTo("Run as a superuser in the database app: GRANT SELECT ON TABLE app.a TO r;");
    }

    @Test
    void pg_read_all_data_is_never_suggested_for_row_security_and_large_objects() {
        assertThat(lasting(ROLE, ReadPrivilege.ROW_SECURITY, ReadPrivilege.LARGE_OBJECT))
                .doesNotContain("pg_read_all_data");
    }

    @Test
    void names_with_control_characters_are_shown_but_not_used_in_statements() {
        MissingReadRights rights = new MissingReadRights(
                ROLE,
                List.of(new Missing(ReadPrivilege.TABLE, 2, List.of("app.\"\u001b[2Ja\"", "app.\"b\\xE4\""))),
                List.of("app"));

        assertThat(rights.problem()).contains("app.\"?[2Ja\"");
        assertThat(rights.hint()).contains("ON ALL TABLES IN SCHEMA app").doesNotContain("\u001b", "\\xE4");
    }

    @Test
    void the_longest_names_fit_into_a_message() {
        List<String> long_names = IntStream.range(0, 20)
                .mapToObj(n -> "\"" + "s".repeat(63) + "\".\"" + n + "t".repeat(60) + "\"")
                .toList();
        MissingReadRights rights = new MissingReadRights(
                ROLE,
                List.of(ReadPrivilege.values()).stream()
                        .map(right -> new Missing(right, 20, long_names))
                        .toList(),
                List.of("app"));

        assertThat(ControlCharacterSanitizer.message(rights.problem() + " " + rights.hint()))
                .hasSizeLessThanOrEqualTo(2_000)
                .doesNotEndWith("…");
    }

    private static BackupRole role(String name, boolean inherits, boolean member, int version) {
        return new BackupRole(name, "app", false, inherits, false, member, false, version);
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(n -> "app.t" + n).toList();
    }

    private static String lasting(BackupRole role, ReadPrivilege... rights) {
        return GrantStatements.of(new MissingReadRights(
                        role,
                        List.of(rights).stream()
                                .map(right -> new Missing(right, 1, List.of("app.a")))
                                .toList(),
                        List.of("app")))
                .lasting();
    }

    private static String narrow(Missing missing) {
        return GrantStatements.of(new MissingReadRights(ROLE, List.of(missing), List.of("app")))
                .narrow()
                .orElseThrow();
    }
}
