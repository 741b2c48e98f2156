package io.holdfast.retention.http;

import io.holdfast.events.Finding;
import io.holdfast.events.PreRestoreLabel;
import io.holdfast.events.RequestRef;
import io.holdfast.events.SealedCopy;
import io.holdfast.events.VerificationLevel;
import io.holdfast.retention.expiring.BackupHold;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.CopyPlan;
import io.holdfast.retention.expiring.RetentionDecision;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.Tier;
import io.holdfast.retention.postgres.BackupEventHistory;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One backup, for people and programs.
 *
 * @param bytes of its first copy
 * @param beforeRestore whether it was made before a restore, so that {@code latest} does not mean it
 * @param tier the longest that it stands for: {@code daily}, {@code weekly}, {@code monthly} or {@code yearly}
 * @param protectedAt when it was last said to have every copy that its policy asks for; absent while one is missing or bad
 * @param reason why it stays or goes
 * @param expiresAt the first instant at which it may go, where that is known
 * @param history every event about it, in the log's order; only where one backup was asked for
 */
public record BackupView(
        String backup,
        String database,
        @Nullable String kind,
        String state,
        @Nullable VerificationLevel level,
        @Nullable String label,
        boolean beforeRestore,
        @Nullable RequestRef request,
        @Nullable Instant slot,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant verifiedAt,
        @Nullable Long bytes,
        @Nullable String sha256,
        @Nullable String artifact,
        List<CopyView> copies,
        @Nullable BackupHold held,
        boolean pinned,
        List<Finding> findings,
        @Nullable String tier,
        @Nullable String reason,
        @Nullable Instant expiresAt,
        @Nullable Instant protectedAt,
        @Nullable String failure,
        @Nullable List<BackupEventHistory.Event> history) {

    /**
     * @param state {@code present}, {@code condemned} or {@code expired}
     * @param provenAt when all its bytes were last read again and found good
     * @param lockedUntil nobody can delete it before
     * @param storageClass of the archive in which it lies
     * @param reason why it stays or goes
     * @param expiresAt the first instant at which it may go, where that is known
     */
    public record CopyView(
            String destination,
            String key,
            @Nullable String versionId,
            long bytes,
            String sha256,
            String state,
            @Nullable Instant provenAt,
            @Nullable Instant lockedUntil,
            @Nullable String storageClass,
            @Nullable String reason,
            @Nullable Instant expiresAt) {

        static CopyView of(StoredCopy stored, @Nullable RetentionDecision decision) {
            SealedCopy copy = stored.copy();
            return new CopyView(
                    copy.destination(),
                    copy.key(),
                    copy.versionId(),
                    copy.bytes(),
                    copy.sha256().hex(),
                    stored.condition().name().toLowerCase(Locale.ROOT),
                    stored.provenAt(),
                    stored.lockedUntil(),
                    stored.storageClass(),
                    decision == null ? null : decision.reason(),
                    decision == null ? null : decision.goesAt());
        }
    }

    static BackupView of(
            BackupRecord page, @Nullable Entry entry, Instant now, @Nullable List<BackupEventHistory.Event> history) {
        @Nullable RetentionDecision decision = entry == null ? null : entry.decision();
        @Nullable
        SealedCopy first =
                page.copies().isEmpty() ? null : page.copies().getFirst().copy();
        return new BackupView(
                page.id().toString(),
                page.database().value(),
                page.kind() == null ? null : page.kind().label(),
                page.word(),
                page.trust().level(),
                page.making().label(),
                PreRestoreLabel.marks(page.making().request(), page.making().label()),
                page.making().request(),
                page.making().slot(),
                page.making().startedAt(),
                page.making().completedAt(),
                page.trust().verifiedAt(),
                first == null ? null : (Long) first.bytes(),
                first == null ? null : first.sha256().hex(),
                page.making().artifact(),
                page.copies().stream()
                        .map(copy -> CopyView.of(copy, decisionOf(copy, entry)))
                        .toList(),
                page.hold(),
                page.isPinned(now),
                page.trust().findings(),
                page.isStored() ? tier(entry) : null,
                decision == null ? null : decision.reason(),
                decision == null ? null : decision.goesAt(),
                page.protectedAt(),
                page.making().failure(),
                history);
    }

    private static String tier(@Nullable Entry entry) {
        return entry == null || entry.tiers().isEmpty()
                ? Tier.DAILY.word()
                : entry.tiers().getLast().word();
    }

    private static @Nullable RetentionDecision decisionOf(StoredCopy copy, @Nullable Entry entry) {
        return entry == null
                ? null
                : entry.copies().stream()
                        .filter(plan -> plan.copy().equals(copy))
                        .map(CopyPlan::decision)
                        .findFirst()
                        .orElse(null);
    }
}
