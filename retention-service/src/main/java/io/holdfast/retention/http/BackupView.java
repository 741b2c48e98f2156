package io.holdfast.retention.http;

import io.holdfast.events.Copy;
import io.holdfast.events.Finding;
import io.holdfast.events.Level;
import io.holdfast.events.RequestRef;
import io.holdfast.retention.expiring.Backup;
import io.holdfast.retention.expiring.Decision;
import io.holdfast.retention.expiring.Hold;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.postgres.History;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One backup, for people and programs.
 *
 * @param bytes of its first copy
 * @param tier {@code daily}; further tiers come with further destinations
 * @param reason why it stays or goes
 * @param expiresAt the first instant at which it may go, where that is known
 * @param history every event about it, in the log's order; only where one backup was asked for
 */
public record BackupView(
        String backup,
        String database,
        @Nullable String kind,
        String state,
        @Nullable Level level,
        @Nullable String label,
        @Nullable RequestRef request,
        @Nullable Instant slot,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant verifiedAt,
        @Nullable Long bytes,
        @Nullable String sha256,
        @Nullable String artifact,
        List<CopyView> copies,
        @Nullable Hold held,
        boolean pinned,
        List<Finding> findings,
        @Nullable String tier,
        @Nullable String reason,
        @Nullable Instant expiresAt,
        @Nullable String failure,
        @Nullable List<History.Event> history) {

    /** @param state {@code present}, {@code condemned} or {@code expired} */
    public record CopyView(String destination, String key, long bytes, String sha256, String state) {

        static CopyView of(StoredCopy stored) {
            Copy copy = stored.copy();
            return new CopyView(
                    copy.destination(),
                    copy.key(),
                    copy.bytes(),
                    copy.sha256().hex(),
                    stored.condition().name().toLowerCase(Locale.ROOT));
        }
    }

    static BackupView of(Backup page, @Nullable Decision decision, Instant now, @Nullable List<History.Event> history) {
        @Nullable
        Copy first = page.copies().isEmpty() ? null : page.copies().getFirst().copy();
        return new BackupView(
                page.id().toString(),
                page.database().value(),
                page.kind() == null ? null : page.kind().word(),
                page.word(),
                page.trust().level(),
                page.making().label(),
                page.making().request(),
                page.making().slot(),
                page.making().startedAt(),
                page.making().completedAt(),
                page.trust().verifiedAt(),
                first == null ? null : (Long) first.bytes(),
                first == null ? null : first.sha256().hex(),
                page.making().artifact(),
                page.copies().stream().map(CopyView::of).toList(),
                page.hold(),
                page.isPinned(now),
                page.trust().findings(),
                page.isStored() ? "daily" : null,
                decision == null ? null : decision.reason(),
                goesAt(decision),
                page.making().failure(),
                history);
    }

    static @Nullable Instant goesAt(@Nullable Decision decision) {
        return switch (decision) {
            case null -> null;
            case Decision.Keep keep -> keep.goesAt();
            case Decision.Expire expire -> expire.since();
        };
    }
}
