package io.holdfast.scheduler.scheduling;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A slot with its history, as it is shown to operators.
 *
 * @param slot the planned instant
 * @param state {@code planned, passed_over, requested, failed, settled, missed, settled_late, withdrawn}
 * @param requestId id of the request of the slot
 * @param backup id of the backup that settled the slot
 * @param note reason why the slot was missed, failed, or withdrawn
 */
public record ScheduledSlotView(
        String database,
        String kind,
        Instant slot,
        String state,
        Instant deadline,
        UUID requestId,
        @Nullable Instant requestedAt,
        @Nullable UUID backup,
        @Nullable Instant completedAt,
        @Nullable Instant missedAt,
        @Nullable Instant withdrawnAt,
        @Nullable String note) {}
