package io.holdfast.dump.dumping;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.dump.dumping.FairBackupRequestSelector.Head;
import io.holdfast.events.DatabaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FairBackupRequestSelectorTest {

    private static final Instant NOON = Instant.parse("2026-05-18T12:00:00Z");
    private final FairBackupRequestSelector queue = new FairBackupRequestSelector(1);

    @Test
    void the_database_that_has_waited_longest_since_its_last_run_comes_first() {
        assertThat(queue.next(
                        List.of(
                                head("busy", "a:1", 0, NOON.minusSeconds(5)),
                                head("calm", "b:1", 9, NOON.minusSeconds(60))),
                        Map.of()))
                .map(Head::request)
                .contains("calm");
    }

    @Test
    void a_database_that_never_ran_comes_before_all() {
        assertThat(queue.next(
                        List.of(head("old", "a:1", 0, NOON.minusSeconds(9_999)), head("new", "b:1", 9, null)),
                        Map.of()))
                .map(Head::request)
                .contains("new");
    }

    @Test
    void among_equals_the_oldest_request_comes_first() {
        assertThat(queue.next(List.of(head("late", "a:1", 9, null), head("early", "b:1", 0, null)), Map.of()))
                .map(Head::request)
                .contains("early");
    }

    @Test
    void a_server_at_its_limit_is_skipped() {
        assertThat(queue.next(List.of(head("app", "a:1", 0, null)), Map.of("a:1", 1)))
                .isEmpty();
        assertThat(queue.next(List.of(head("app", "a:1", 0, null), head("other", "b:1", 9, null)), Map.of("a:1", 1)))
                .map(Head::request)
                .contains("other");
    }

    @Test
    void a_scheduled_backup_does_not_wait_for_backups_of_others() {
        assertThat(queue.next(
                        List.of(
                                head("wanted", "a:1", 0, null),
                                planned("planned", "a:1", 9, NOON.minusSeconds(5)),
                                head("wanted-too", "a:1", 1, null)),
                        Map.of()))
                .map(Head::request)
                .contains("planned");
    }

    private static Head<String> planned(String id, String server, int since, Instant lastStart) {
        return new Head<>(id, new DatabaseId(id), true, server, NOON.plusSeconds(since), lastStart);
    }

    private static Head<String> head(String id, String server, int since, @Nullable Instant lastStart) {
        return new Head<>(id, new DatabaseId(id), false, server, NOON.plusSeconds(since), lastStart);
    }
}
