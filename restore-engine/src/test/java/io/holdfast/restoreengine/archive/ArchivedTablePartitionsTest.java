package io.holdfast.restoreengine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.restoreengine.contents.TableName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchivedTablePartitionsTest {

    private static final TableName USAGE = new TableName("public", "usage");
    private static final TableName HALF = new TableName("public", "usage_h2");
    private static final TableName LEAF = new TableName("My \"Schema\"", "a . b");

    private final ArchivedTablePartitions partitions = ArchivedTablePartitions.read(List.of(
            "ALTER TABLE ONLY public.usage ATTACH PARTITION public.usage_h2 FOR VALUES FROM ('2025-07-01') TO"
                    + " ('2026-01-01');",
            "SET default_tablespace = '';\n\nALTER TABLE ONLY public.usage_h2 ATTACH PARTITION \"My \"\"Schema\"\"\".\"a . b\""
                    + " FOR VALUES IN ('\nALTER TABLE ONLY a.b ATTACH PARTITION c.d DEFAULT');",
            "CREATE TABLE public.other (id integer);"));

    @Test
    void names_are_read_with_their_quotes_and_values_are_not_taken_for_statements() {
        assertThat(partitions.parents()).isEqualTo(Map.of(HALF, USAGE, LEAF, HALF));
    }

    @Test
    void partitions_at_any_depth_lie_within_their_table() {
        TableName other = new TableName("public", "other");

        assertThat(partitions.within(USAGE, List.of(LEAF, other))).containsExactly(LEAF);
        assertThat(partitions.within(HALF, List.of(USAGE, LEAF))).containsExactly(LEAF);
        assertThat(partitions.within(other, List.of(USAGE, LEAF, other))).containsExactly(other);
    }

    @Test
    void a_partition_beside_its_table_is_named_once() {
        assertThat(partitions.outermost(List.of(LEAF, USAGE, USAGE))).containsExactly(USAGE);
    }

    @Test
    void a_table_that_is_said_to_be_its_own_partition_is_no_endless_search() {
        ArchivedTablePartitions circle = new ArchivedTablePartitions(Map.of(USAGE, HALF, HALF, USAGE));

        assertThat(circle.within(LEAF, List.of(USAGE, HALF))).isEmpty();
    }
}
