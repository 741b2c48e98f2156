package io.holdfast.scheduler.scheduling;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A slot with its history, for people.
 *
 * @param slot the planned instant
 * @param state {@code planned, passed_over, requested, failed, settled, missed, settled_late, withdrawn}
 * @param requestId id of the request that it makes, or made
 * @param backup that settled it
 * @param note why it was missed, failed or withdrawn
 */
public record SlotView(
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
