package io.holdfast.verify.verifying;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.verify.verifying.FairWorkItemSelector.DueDatabase;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FairWorkItemSelectorTest {

    @Test
    void each_database_has_one_before_any_has_two() {
        List<String> chosen = new FairWorkItemSelector(3).choose(List.of(due("a", 9, 0, 5), due("b", 1, 0, 5)), 0);

        assertThat(chosen).containsExactly("b1", "a1", "b2");
    }

    @Test
    void the_database_whose_last_start_is_the_longest_ago_comes_first() {
        List<String> chosen =
                new FairWorkItemSelector(1).choose(List.of(due("a", 2, 0, 1), due("b", 1, 0, 1), due("c", 0, 0, 1)), 0);

        assertThat(chosen).containsExactly("c1");
    }

    @Test
    void one_that_has_two_waiting_gets_no_third() {
        assertThat(new FairWorkItemSelector(100).choose(List.of(due("a", 0, 2, 1000)), 2))
                .isEmpty();
        assertThat(new FairWorkItemSelector(100).choose(List.of(due("a", 0, 1, 1000)), 1))
                .containsExactly("a1");
    }

    @Property
    void no_more_wait_than_may(@ForAll @IntRange(max = 20) int most, @ForAll @IntRange(max = 20) int waiting) {
        List<DueDatabase<String>> databases = IntStream.range(0, 30)
                .mapToObj(each -> due("d" + each, each, 0, 3))
                .toList();

        List<String> chosen = new FairWorkItemSelector(most).choose(databases, waiting);

        assertThat(chosen).hasSize(Math.max(0, most - waiting));
    }

    private static DueDatabase<String> due(String database, long lastTurn, int waiting, int pieces) {
        return new DueDatabase<>(
                database,
                lastTurn,
                waiting,
                IntStream.rangeClosed(1, pieces)
                        .mapToObj(each -> database + each)
                        .toList());
    }
}
