package io.holdfast.restore.restoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.OperatorRequest.RestoreRequested;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedRestoreRequestTest {

    private static ParsedRestoreRequest read(
            String mode,
            @Nullable String target,
            List<String> tables,
            @Nullable String section,
            @Nullable Integer jobs) {
        return ParsedRestoreRequest.read(
                new RestoreRequested("app", null, "ann", mode, target, tables, section, null, jobs, null),
                PlanFactsFixture.APP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fresh", "swap", "in_place"})
    void each_way_can_be_wished(String mode) {
        assertThat(read(mode, null, List.of(), null, null)).isInstanceOf(ParsedRestoreRequest.Wanted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "-d", "a b", "dbname=x", "", "template1", "1st"})
    void a_name_that_could_mean_something_else_is_refused(String target) {
        assertThat(read("fresh", target, List.of(), null, null)).isInstanceOf(ParsedRestoreRequest.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", ".users", "public.", "public.\nusers"})
    void a_table_without_a_schema_is_refused(String table) {
        assertThat(read("fresh", null, List.of(table), null, null)).isInstanceOf(ParsedRestoreRequest.Refused.class);
    }

    @Test
    void a_swap_of_some_tables_is_refused() {
        assertThat(read("swap", null, List.of("public.users"), null, null))
                .isInstanceOf(ParsedRestoreRequest.Refused.class);
    }

    @Test
    void owners_come_back_unless_refused() {
        assertThat(read("fresh", null, List.of(), null, null))
                .isInstanceOfSatisfying(
                        ParsedRestoreRequest.Wanted.class,
                        wanted -> assertThat(wanted.wish().owners()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"swap,schema", "in_place,schema", "fresh,data", "swap,data", "in_place,data", "fresh,rows"})
    void no_part_of_a_backup_can_take_rows_from_the_live_database(String mode, String section) {
        assertThat(read(mode, null, List.of(), section, null)).isInstanceOf(ParsedRestoreRequest.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65})
    void jobs_have_limits(int jobs) {
        assertThat(read("fresh", null, List.of(), null, jobs)).isInstanceOf(ParsedRestoreRequest.Refused.class);
    }
}
