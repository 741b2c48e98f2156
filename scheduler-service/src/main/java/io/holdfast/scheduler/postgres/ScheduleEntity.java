package io.holdfast.scheduler.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.scheduler.scheduling.Schedule;
import io.holdfast.scheduler.scheduling.ScheduleId;
import io.holdfast.scheduler.scheduling.ScheduleLedger.Known;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A schedule as it was planned last; configuration says what it is. Its row is the lock under which its slots are decided. */
@Entity
@Table(name = "schedule")
class ScheduleEntity {

    @EmbeddedId
    @Nullable
    ScheduleKey key;

    @Column(name = "seen_at")
    @Nullable
    Instant seenAt;

    @Nullable
    String definition;

    @Column(name = "known_since")
    @Nullable
    Instant knownSince;

    @Column(name = "planned_until")
    @Nullable
    Instant plannedUntil;

    @Column(name = "withdrawn_at")
    @Nullable
    Instant withdrawnAt;

    ScheduleId id() {
        return requireNonNull(key).id();
    }

    /** How it was planned last; empty where it never was, or was withdrawn since. */
    Optional<Known> known() {
        return definition == null || plannedUntil == null
                ? Optional.empty()
                : Optional.of(new Known(definition, plannedUntil));
    }

    /** Nothing tells that it was ever planned: it is new, or the catalogue was lost. */
    boolean isForgotten() {
        return definition == null && withdrawnAt == null;
    }

    void adopt(Schedule schedule, Instant since) {
        definition = schedule.definition();
        knownSince = since;
        plannedUntil = since;
        withdrawnAt = null;
    }

    void withdraw(Instant now) {
        definition = null;
        knownSince = null;
        plannedUntil = null;
        withdrawnAt = now;
    }
}
