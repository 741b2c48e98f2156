package io.holdfast.cli.evidence;

import io.holdfast.events.Envelope;
import io.holdfast.events.RequestRef;
import io.holdfast.events.RestoreReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables that are derived from the events of a period, each in order of time. */
public record EvidenceSummary(
        List<EvidenceScheduledSlot> slots,
        List<BackupRow> backups,
        List<DrillRow> drills,
        List<RestoreRow> restores,
        List<DeletionRow> deletions,
        List<DecisionRow> decisions,
        List<HoldRow> holds) {

    /**
     * @param level highest level in the period; absent if it reached none
     * @param verifiedAt time of the first verification
     * @param state {@code completed}, {@code imported}, {@code verified}, {@code suspected}, {@code condemned}, {@code failed},
     *     {@code cancelled}, {@code rejected}, {@code expired}
     */
    public record BackupRow(
            String database,
            String backup,
            @Nullable String kind,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            @Nullable Long bytes,
            List<String> destinations,
            @Nullable String level,
            @Nullable Instant verifiedAt,
            String state,
            @Nullable String note) {}

    /** @param outcome {@code completed}, {@code failed}, {@code impossible}, {@code overdue}, {@code open} */
    public record DrillRow(
            String database,
            @Nullable String backup,
            @Nullable String drill,
            Instant at,
            String outcome,
            @Nullable String level,
            @Nullable Duration took,
            @Nullable Duration objective,
            @Nullable RestoreReport report,
            List<String> findings) {}

    /** @param outcome {@code planned}, {@code started}, {@code completed}, {@code failed}, {@code reverted} */
    public record RestoreRow(
            String database,
            String backup,
            String restore,
            Instant at,
            String mode,
            String target,
            @Nullable String approvedBy,
            String outcome,
            @Nullable Duration took,
            @Nullable RestoreReport report,
            List<String> findings) {}

    /** @param copy the deleted copy; absent if the last copy of the backup was deleted */
    public record DeletionRow(
            String database, String backup, @Nullable String copy, Instant at, String reason) {}

    /** A decision of an operator. */
    public record DecisionRow(
            Instant at,
            String database,
            String by,
            String what,
            @Nullable String reason) {}

    /** @param releasedAt absent while the backup is held */
    public record HoldRow(
            String database,
            String backup,
            Instant at,
            String by,
            String reason,
            @Nullable Instant releasedAt,
            @Nullable String releasedBy) {}

    /** Derives the tables only from the events and the ledger in {@code about}. Duplicates count once. */
    static EvidenceSummary of(EvidenceScope evidenceHeader, List<EvidenceEntry> entries) {
        Set<RequestRef> seen = new HashSet<>();
        ScheduledSlotSummary slots = new ScheduledSlotSummary(evidenceHeader.ledger());
        BackupSummary backupSummary = new BackupSummary();
        RecoverySummary recoverySummary = new RecoverySummary();
        OperatorDecisionSummary decisionSummary = new OperatorDecisionSummary();
        for (EvidenceEntry entry : entries) {
            Envelope<?> envelope = entry.envelope().orElse(null);
            if (envelope != null && seen.add(envelope.requestRef())) {
                slots.add(envelope);
                backupSummary.add(envelope);
                recoverySummary.add(envelope);
                decisionSummary.add(envelope);
            }
        }
        return new EvidenceSummary(
                slots.rows(),
                backupSummary.rows(),
                recoverySummary.drills(),
                recoverySummary.restores(),
                decisionSummary.deletions(),
                decisionSummary.decisions(),
                decisionSummary.holds());
    }
}
