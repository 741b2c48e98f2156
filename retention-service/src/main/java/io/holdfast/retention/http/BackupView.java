package io.holdfast.retention.http;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Finding;
import io.holdfast.events.PreRestoreBackupLabel;
import io.holdfast.events.RequestRef;
import io.holdfast.events.VerificationLevel;
import io.holdfast.retention.expiring.BackupHold;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.CopyRetentionDecision;
import io.holdfast.retention.expiring.RetentionDecision;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import io.holdfast.retention.expiring.RetentionTier;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.postgres.BackupEventRepository;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One backup.
 *
 * @param bytes of its first copy
 * @param beforeRestore whether it was made before a restore, so that {@code latest} does not select it
 * @param tier the longest tier that it represents: {@code daily}, {@code weekly}, {@code monthly} or {@code yearly}
 * @param protectedAt when it was last published as protected; absent while a required copy is missing or bad
 * @param reason why it is kept or expires
 * @param expiresAt the first instant at which it may be deleted, if known
 * @param history all events about it, in the order of the event log; only in the response for one backup
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
        @Nullable List<BackupEventRepository.Event> history) {

    /**
     * @param state {@code present}, {@code condemned} or {@code expired}
     * @param provenAt when all bytes were last read again and found good
     * @param lockedUntil the storage prevents the deletion until then
     * @param storageClass the archive class that contains it
     * @param reason why it is kept or expires
     * @param expiresAt the first instant at which it may be deleted, if known
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
            BackupCopyRecord copy = stored.copy();
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
            BackupRecord record,
            @Nullable Entry entry,
            Instant now,
            @Nullable List<BackupEventRepository.Event> history) {
        @Nullable RetentionDecision decision = entry == null ? null : entry.decision();
        @Nullable
        BackupCopyRecord first =
                record.copies().isEmpty() ? null : record.copies().getFirst().copy();
        return new BackupView(
                record.id().toString(),
                record.database().value(),
                record.kind() == null ? null : record.kind().label(),
                record.word(),
                record.trust().level(),
                record.making().label(),
                PreRestoreBackupLabel.marks(
                        record.making().request(), record.making().label()),
                record.making().request(),
                record.making().slot(),
                record.making().startedAt(),
                record.making().completedAt(),
                record.trust().verifiedAt(),
                first == null ? null : (Long) first.bytes(),
                first == null ? null : first.sha256().hex(),
                record.making().artifact(),
                record.copies().stream()
                        .map(copy -> CopyView.of(copy, decisionOf(copy, entry)))
                        .toList(),
                record.hold(),
                record.isPinned(now),
                record.trust().findings(),
                record.isStored() ? tier(entry) : null,
                decision == null ? null : decision.reason(),
                decision == null ? null : decision.goesAt(),
                record.protectedAt(),
                record.making().failure(),
                history);
    }

    private static String tier(@Nullable Entry entry) {
        return entry == null || entry.tiers().isEmpty()
                ? RetentionTier.DAILY.word()
                : entry.tiers().getLast().word();
    }

    private static @Nullable RetentionDecision decisionOf(StoredCopy copy, @Nullable Entry entry) {
        return entry == null
                ? null
                : entry.copies().stream()
                        .filter(plan -> plan.copy().equals(copy))
                        .map(CopyRetentionDecision::decision)
                        .findFirst()
                        .orElse(null);
    }
}
