package io.holdfast.restore.restoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcknowledgedFindingFilterTest {

    private static final Finding VIEW =
            new Finding("unqualified_name", "materialized view data public.totals: a function names objects");
    private static final Finding OTHER =
            new Finding("rows_differ", "public.totals_by_day has 0 rows, and 7 are expected");
    private static final Finding CONSTRAINT = new Finding(
            "never_unique", "constraint public.hosts hosts_pkey: rows have duplicate keys (SQLSTATE 23505)");

    @Test
    void a_finding_is_accepted_by_the_whole_name_of_its_object() {
        assertThat(AcknowledgedFindingFilter.without(List.of(VIEW, OTHER), List.of("public.totals")))
                .containsExactly(OTHER);
    }

    @Test
    void the_schema_alone_accepts_nothing() {
        assertThat(AcknowledgedFindingFilter.without(List.of(VIEW, OTHER), List.of("public")))
                .containsExactly(VIEW, OTHER);
    }

    @Test
    void a_constraint_is_accepted_by_its_own_name() {
        assertThat(AcknowledgedFindingFilter.without(List.of(CONSTRAINT), List.of("hosts_pkey")))
                .isEmpty();
    }

    @Test
    void a_name_with_the_signs_of_a_pattern_is_only_a_name() {
        assertThat(AcknowledgedFindingFilter.without(List.of(VIEW), List.of("public.tot..s", ".*")))
                .containsExactly(VIEW);
    }
}
