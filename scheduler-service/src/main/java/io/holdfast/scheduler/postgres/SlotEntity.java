package io.holdfast.scheduler.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.scheduler.scheduling.Slot;
import io.holdfast.scheduler.scheduling.SlotId;
import io.holdfast.scheduler.scheduling.SlotView;
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
class SlotEntity extends PanacheEntityBase {

    @EmbeddedId
    @Nullable
    SlotKey key;

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

    SlotId id() {
        return requireNonNull(key).id();
    }

    void become(Slot slot) {
        state = slot.state();
        switch (slot) {
            case Slot.Planned planned -> {}
            case Slot.PassedOver passedOver -> {}
            case Slot.Requested requested -> requestedAt = requested.requestedAt();
            case Slot.Failed failed -> note = failed.how();
            case Slot.Settled settled -> {
                backup = settled.by().value();
                completedAt = settled.completedAt();
            }
            case Slot.Missed missed -> {
                missedAt = missed.missedAt();
                note = missed.why();
            }
            case Slot.SettledLate late -> {
                backup = late.by().value();
                completedAt = late.completedAt();
            }
            case Slot.Withdrawn withdrawn -> {
                withdrawnAt = withdrawn.withdrawnAt();
                note = withdrawn.why();
            }
        }
    }

    /** @throws IllegalStateException if the slot is in a final state */
    Slot.Open open() {
        return switch (requireNonNull(state)) {
            case "planned" -> new Slot.Planned(id(), requireNonNull(deadline));
            case "passed_over" -> new Slot.PassedOver(id(), requireNonNull(deadline));
            case "requested" -> new Slot.Requested(id(), requireNonNull(deadline), requireNonNull(requestedAt));
            case "failed" -> new Slot.Failed(id(), requireNonNull(deadline), requireNonNull(note));
            default -> throw new IllegalStateException("slot " + id() + " is not open: its state is " + state);
        };
    }

    boolean isMissed() {
        return "missed".equals(state);
    }

    Slot.Missed missed() {
        return new Slot.Missed(id(), requireNonNull(deadline), requireNonNull(missedAt), requireNonNull(note));
    }

    SlotView line() {
        SlotKey id = requireNonNull(key);
        return new SlotView(
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
