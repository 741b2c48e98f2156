package io.holdfast.notify.notifying;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupMissed;
import io.holdfast.events.Failure;
import io.holdfast.events.Kind;
import io.holdfast.events.RequestRef;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InterestTest {

    private static final Instant NOW = Instant.parse("2026-05-18T02:00:00Z");
    private static final String MISSED = "holdfast.backup.missed.v1";
    private static final BackupEvent EVENT = new BackupMissed(
            new BackupId(new UUID(0, 1)), new DatabaseId("app"), Kind.FULL, NOW, NOW.plusSeconds(60), "nobody knows");

    @Test
    void problems_are_wanted_by_their_group() {
        assertThat(interest("problems").includes(MISSED, EVENT)).isTrue();
        assertThat(interest("completions").includes(MISSED, EVENT)).isFalse();
    }

    @Test
    void an_event_is_wanted_by_its_type() {
        assertThat(interest(MISSED).includes(MISSED, EVENT)).isTrue();
        assertThat(interest("holdfast.backup.completed.v1").includes(MISSED, EVENT))
                .isFalse();
    }

    @Test
    void all_means_all() {
        assertThat(interest(Interest.ALL).includes(MISSED, EVENT)).isTrue();
    }

    @Test
    void another_database_is_not_told_of() {
        Interest other = new Interest(Set.of("shop"), Set.of(Interest.ALL));

        assertThat(other.includes(MISSED, EVENT)).isFalse();
    }

    @Test
    void a_failure_that_is_tried_again_is_no_problem_yet() {
        assertThat(Concern.of(failed(NOW))).isEqualTo(Concern.COURSE);
        assertThat(Concern.of(failed(null))).isEqualTo(Concern.PROBLEM);
    }

    private static BackupFailed failed(@Nullable Instant retryAt) {
        return new BackupFailed(
                new BackupId(new UUID(0, 1)),
                new DatabaseId("app"),
                Kind.FULL,
                new RequestRef(URI.create("/test"), "1"),
                1,
                Failure.STALLED,
                "nothing came",
                retryAt,
                null);
    }

    private static Interest interest(String word) {
        return new Interest(Set.of(), Set.of(word));
    }
}
