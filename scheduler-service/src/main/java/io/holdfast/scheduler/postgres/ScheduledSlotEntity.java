package io.holdfast.scheduler.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.scheduler.scheduling.ScheduledSlot;
import io.holdfast.scheduler.scheduling.ScheduledSlotId;
import io.holdfast.scheduler.scheduling.ScheduledSlotView;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One slot. The columns of earlier states keep their values, so that the row contains the history of the slot. */
@Entity
@Table(name = "slot")
class ScheduledSlotEntity extends PanacheEntityBase {

    @EmbeddedId
    @Nullable
    ScheduledSlotEntityKey key;

    @Nullable
    Instant deadline;

    @Column(name = "request_id")
    @Nullable
    UUID requestId;

    @Nullable
    String state;

    @Column(name = "requested_at")
    @Nullable
    Instant requestedAt;

    @Nullable
    UUID backup;

    @Column(name = "completed_at")
    @Nullable
    Instant completedAt;

    @Column(name = "missed_at")
    @Nullable
    Instant missedAt;

    @Column(name = "withdrawn_at")
    @Nullable
    Instant withdrawnAt;

    @Nullable
    String note;

    ScheduledSlotId id() {
        return requireNonNull(key).id();
    }

    void become(ScheduledSlot slot) {
        state = slot.state();
        switch (slot) {
            case ScheduledSlot.Planned planned -> {}
            case ScheduledSlot.PassedOver passedOver -> {}
            case ScheduledSlot.Requested requested -> requestedAt = requested.requestedAt();
            case ScheduledSlot.Failed failed -> note = failed.how();
            case ScheduledSlot.Settled settled -> {
                backup = settled.by().value();
                completedAt = settled.completedAt();
            }
            case ScheduledSlot.Missed missed -> {
                missedAt = missed.missedAt();
                note = missed.why();
            }
            case ScheduledSlot.SettledLate late -> {
                backup = late.by().value();
                completedAt = late.completedAt();
            }
            case ScheduledSlot.Withdrawn withdrawn -> {
                withdrawnAt = withdrawn.withdrawnAt();
                note = withdrawn.why();
            }
        }
    }

    /** @throws IllegalStateException if the slot is in a final state */
    ScheduledSlot.Open open() {
        return switch (requireNonNull(state)) {
            case "planned" -> new ScheduledSlot.Planned(id(), requireNonNull(deadline));
            case "passed_over" -> new ScheduledSlot.PassedOver(id(), requireNonNull(deadline));
            case "requested" ->
                new ScheduledSlot.Requested(id(), requireNonNull(deadline), requireNonNull(requestedAt));
            case "failed" -> new ScheduledSlot.Failed(id(), requireNonNull(deadline), requireNonNull(note));
            default -> throw new IllegalStateException("slot " + id() + " is not open: its state is " + state);
        };
    }

    boolean isMissed() {
        return "missed".equals(state);
    }

    ScheduledSlot.Missed missed() {
        return new ScheduledSlot.Missed(id(), requireNonNull(deadline), requireNonNull(missedAt), requireNonNull(note));
    }

    ScheduledSlotView line() {
        ScheduledSlotEntityKey id = requireNonNull(key);
        return new ScheduledSlotView(
                id.database(),
                id.kind(),
                id.dueAt(),
                requireNonNull(state),
                requireNonNull(deadline),
                requireNonNull(requestId),
                requestedAt,
                backup,
                completedAt,
                missedAt,
                withdrawnAt,
                note);
    }
}
