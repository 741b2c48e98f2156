package io.holdfast.notify.notifying;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupMissed;
import io.holdfast.events.FailureReason;
import io.holdfast.events.RequestRef;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    private static final Instant NOW = Instant.parse("2026-05-18T02:00:00Z");
    private static final String MISSED = "holdfast.backup.missed.v1";
    private static final BackupEvent EVENT = new BackupMissed(
            new BackupId(new UUID(0, 1)),
            new DatabaseId("app"),
            BackupKind.FULL,
            NOW,
            NOW.plusSeconds(60),
            "nobody knows");

    @Test
    void problems_are_selected_by_their_category() {
        assertThat(subscription("problems").includes(MISSED, EVENT)).isTrue();
        assertThat(subscription("completions").includes(MISSED, EVENT)).isFalse();
    }

    @Test
    void an_event_is_selected_by_its_type() {
        assertThat(subscription(MISSED).includes(MISSED, EVENT)).isTrue();
        assertThat(subscription("holdfast.backup.completed.v1").includes(MISSED, EVENT))
                .isFalse();
    }

    @Test
    void all_means_all() {
        assertThat(subscription(Subscription.ALL).includes(MISSED, EVENT)).isTrue();
    }

    @Test
    void events_of_other_databases_are_not_selected() {
        Subscription other = new Subscription(Set.of("shop"), Set.of(Subscription.ALL));

        assertThat(other.includes(MISSED, EVENT)).isFalse();
    }

    @Test
    void a_failure_that_is_retried_is_not_a_problem() {
        assertThat(EventCategory.of(failed(NOW))).isEqualTo(EventCategory.COURSE);
        assertThat(EventCategory.of(failed(null))).isEqualTo(EventCategory.PROBLEM);
    }

    private static BackupFailed failed(@Nullable Instant retryAt) {
        return new BackupFailed(
                new BackupId(new UUID(0, 1)),
                new DatabaseId("app"),
                BackupKind.FULL,
                new RequestRef(URI.create("/test"), "1"),
                1,
                FailureReason.STALLED,
                "nothing came",
                retryAt,
                null);
    }

    private static Subscription subscription(String word) {
        return new Subscription(Set.of(), Set.of(word));
    }
}
