package io.holdfast.retention.metadata;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import io.holdfast.events.RequestRef;
import io.holdfast.events.VerificationLevel;
import io.holdfast.retention.expiring.BackupHold;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupVerificationState;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.TierPromotion;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a backup that became known after it was sealed. A facts file with them is stored beside each copy.
 * From the facts and the manifest, the backup record can be rebuilt.
 *
 * <p>Fingerprints of tables are not included: no event contains them, and verify-service computes them again from the
 * artifact.
 *
 * @param version of this format, {@link #VERSION}
 * @param state {@code completed}, {@code verified}, {@code suspected} or {@code condemned}
 * @param request that caused the backup, if known
 * @param copies that were known when the file was written
 * @param proof absent if the backup is not verified
 * @param held absent if the backup is not held
 * @param tiers that it represents, without the daily one
 */
public record BackupMetadata(
        int version,
        BackupId backup,
        DatabaseId database,
        BackupKind kind,
        String state,
        @Nullable RequestRef request,
        @Nullable String label,
        @Nullable Instant slot,
        Instant startedAt,
        Instant completedAt,
        List<KnownCopy> copies,
        @Nullable Proof proof,
        @Nullable BackupHold held,
        List<TierPromotion> tiers) {

    public static final int VERSION = 1;

    public BackupMetadata {
        copies = List.copyOf(copies);
        tiers = List.copyOf(tiers);
    }

    /**
     * @param provenAt when it was last read again and found good
     * @param storageClass the archive class that contains it; absent if it can be read at once
     */
    public record KnownCopy(
            BackupCopyRecord copy,
            @Nullable Instant provenAt,
            @Nullable String storageClass) {}

    /**
     * @param verification id of the newest verification
     * @param level the highest level that the backup has reached
     * @param at when it was last found good; absent if it never was
     * @param accepted an operator's acceptance of a suspicion
     */
    public record Proof(
            UUID verification,
            VerificationLevel level,
            @Nullable Instant at,
            List<Finding> findings,
            BackupVerificationState.@Nullable Acceptance accepted) {

        public Proof {
            findings = List.copyOf(findings);
        }
    }

    /** Extracts the facts from a record. The same record gives the same facts in the same order. */
    public static BackupMetadata of(BackupRecord record) {
        Instant completedAt = record.making().completedAt();
        BackupKind kind = record.kind();
        return new BackupMetadata(
                VERSION,
                record.id(),
                record.database(),
                kind == null ? BackupKind.FULL : kind,
                record.state().word(),
                record.making().request(),
                record.making().label(),
                record.making().slot(),
                record.takenAt(),
                completedAt == null ? record.firstHeardAt() : completedAt,
                record.copies().stream()
                        .filter(StoredCopy::isGood)
                        .map(copy -> new KnownCopy(copy.copy(), copy.provenAt(), copy.storageClass()))
                        .sorted(Comparator.comparing(known -> known.copy().ref().toString()))
                        .toList(),
                proof(record.trust()),
                record.hold(),
                record.promotions().stream()
                        .sorted(Comparator.comparing(TierPromotion::tier))
                        .toList());
    }

    private static @Nullable Proof proof(BackupVerificationState trust) {
        UUID verification = trust.verification();
        VerificationLevel level = trust.level();
        return verification == null || level == null
                ? null
                : new Proof(verification, level, trust.verifiedAt(), trust.findings(), trust.acceptance());
    }
}
