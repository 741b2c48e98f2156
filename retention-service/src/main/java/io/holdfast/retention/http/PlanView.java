package io.holdfast.retention.http;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.CopyRetentionDecision;
import io.holdfast.retention.expiring.RetentionPlan;
import io.holdfast.retention.expiring.RetentionTier;
import io.holdfast.retention.expiring.StoredCopy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What would be kept and deleted now.
 *
 * @param plan id to approve; absent if the response contains the plans of several databases, see {@code plans}
 * @param withheld whether a part of the plan waits for an approval
 */
public record PlanView(
        @Nullable String plan, Instant at, boolean withheld, List<OfDatabase> plans, List<EntryView> entries) {

    /**
     * @param expiring number of backups to delete
     * @param copies number of copies to delete, including those of the backups to delete
     * @param policy in words
     * @param remark a warning if tiers are configured but no off-site destination is
     */
    public record OfDatabase(
            String database,
            String plan,
            boolean withheld,
            int stored,
            int expiring,
            int copies,
            String policy,
            @Nullable String remark) {}

    /**
     * @param tiers that it represents now, shortest first
     * @param action {@code keep} or {@code expire}, for the backup as a whole: it expires with its last copy
     * @param goesAt the first instant at which it may be deleted, if known
     */
    public record EntryView(
            String backup,
            String database,
            String kind,
            @Nullable String artifact,
            @Nullable Long bytes,
            List<String> tiers,
            String action,
            String reason,
            @Nullable Instant goesAt,
            List<CopyView> copies) {

        static EntryView of(RetentionPlan.Entry entry) {
            BackupRecord backup = entry.backup();
            @Nullable
            BackupCopyRecord first = backup.copies().isEmpty()
                    ? null
                    : backup.copies().getFirst().copy();
            return new EntryView(
                    backup.id().toString(),
                    backup.database().value(),
                    Objects.requireNonNull(backup.kind(), "a planned backup must have a kind")
                            .label(),
                    backup.making().artifact(),
                    first == null ? null : (Long) first.bytes(),
                    entry.tiers().stream().map(RetentionTier::word).toList(),
                    entry.decision().action(),
                    entry.decision().reason(),
                    entry.decision().goesAt(),
                    entry.copies().stream().map(CopyView::of).toList());
        }
    }

    /**
     * @param state {@code present} or {@code condemned}
     * @param provenAt when all bytes were last read again and found good
     * @param lockedUntil the storage prevents the deletion until then
     * @param storageClass the archive class that contains it
     */
    public record CopyView(
            String destination,
            String key,
            String state,
            @Nullable Instant provenAt,
            @Nullable Instant lockedUntil,
            @Nullable String storageClass,
            String action,
            String reason,
            @Nullable Instant goesAt) {

        static CopyView of(CopyRetentionDecision plan) {
            StoredCopy copy = plan.copy();
            return new CopyView(
                    copy.destination(),
                    copy.copy().key(),
                    copy.condition().name().toLowerCase(Locale.ROOT),
                    copy.provenAt(),
                    copy.lockedUntil(),
                    copy.storageClass(),
                    plan.decision().action(),
                    plan.decision().reason(),
                    plan.decision().goesAt());
        }
    }
}
