package io.holdfast.retention.http;

import io.holdfast.events.SealedCopy;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.CopyPlan;
import io.holdfast.retention.expiring.RetentionPlan;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What would be kept and deleted now.
 *
 * @param plan id to approve; absent where the plans of several databases are shown, see {@code plans}
 * @param withheld whether something waits for an approval
 */
public record PlanView(
        @Nullable String plan, Instant at, boolean withheld, List<OfDatabase> plans, List<EntryView> entries) {

    /**
     * @param expiring how many backups would go
     * @param copies how many copies would go, those of the backups that go included
     * @param policy in words
     * @param remark what a person should know who expects tiers and has none
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
     * @param tiers that it stands for now, shortest first
     * @param action {@code keep} or {@code expire}: of the backup, which goes with its last copy
     * @param goesAt the first instant at which it may go, where that is known
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
            SealedCopy first = backup.copies().isEmpty()
                    ? null
                    : backup.copies().getFirst().copy();
            return new EntryView(
                    backup.id().toString(),
                    backup.database().value(),
                    Objects.requireNonNull(backup.kind(), "only backups of a known kind are planned")
                            .label(),
                    backup.making().artifact(),
                    first == null ? null : (Long) first.bytes(),
                    entry.tiers().stream().map(Tier::word).toList(),
                    entry.decision().action(),
                    entry.decision().reason(),
                    entry.decision().goesAt(),
                    entry.copies().stream().map(CopyView::of).toList());
        }
    }

    /**
     * @param state {@code present} or {@code condemned}
     * @param provenAt when all its bytes were last read again and found good
     * @param lockedUntil nobody can delete it before
     * @param storageClass of the archive in which it lies
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

        static CopyView of(CopyPlan plan) {
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
