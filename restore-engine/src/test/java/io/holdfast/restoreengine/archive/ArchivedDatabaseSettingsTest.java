package io.holdfast.restoreengine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchivedDatabaseSettingsTest {

    private static Map<String, String> read(String definition) {
        Map<String, String> values = new LinkedHashMap<>();
        ArchivedDatabaseSettings.read(definition, values);
        return values;
    }

    @Test
    void settings_of_the_database_are_read_with_their_values() {
        assertThat(read("""
                        ALTER DATABASE shop SET bytea_output TO 'escape';
                        ALTER DATABASE shop SET "app.tenant" TO 'it''s "north"';
                        """))
                .containsEntry("bytea_output", "escape")
                .containsEntry("app.tenant", "it's \"north\"")
                .hasSize(2);
    }

    @Test
    void a_value_with_backslashes_is_read() {
        assertThat(read("ALTER DATABASE shop SET \"app.path\" TO  E'C:\\\\data''s';"))
                .containsExactly(Map.entry("app.path", "C:\\data's"));
    }

    @Test
    void a_value_that_looks_like_a_statement_is_a_value() {
        String value = "x; ALTER DATABASE shop SET work_mem TO 'y';";

        assertThat(read("ALTER DATABASE shop SET \"app.note\" TO '" + value.replace("'", "''") + "';"))
                .containsExactly(Map.entry("app.note", value));
    }

    @Test
    void lists_of_names_and_settings_of_roles_are_left_out() {
        assertThat(read("""
                        ALTER DATABASE shop SET search_path TO 'app', 'public';
                        ALTER ROLE clerk IN DATABASE shop SET work_mem TO '7MB';
                        ALTER DATABASE shop CONNECTION LIMIT = 5;
                        """)).isEmpty();
    }

    @Test
    void only_what_expressions_read_is_set_before_a_restore() {
        assertThat(new ArchivedDatabaseSettings(
                                Map.of("TimeZone", "UTC", "app.tenant", "north", "default_transaction_read_only", "on"))
                        .ofExpressions()
                        .values())
                .containsOnlyKeys("TimeZone", "app.tenant");
    }
}
