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

/** The last planned version of a schedule. The configuration is authoritative. Its row is locked while its slots are evaluated. */
@Entity
@Table(name = "schedule")
class ScheduleEntity {

    @EmbeddedId
    @Nullable
    ScheduleEntityKey key;

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

    /** Returns the last planned version; empty if the schedule was never planned, or was withdrawn. */
    Optional<Known> known() {
        return definition == null || plannedUntil == null
                ? Optional.empty()
                : Optional.of(new Known(definition, plannedUntil));
    }

    /** Returns whether the catalog has no record of the schedule: it is new, or the catalog was lost. */
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
