package io.holdfast.retention.metadata;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Finding;
import io.holdfast.events.RequestRef;
import io.holdfast.events.SealedCopy;
import io.holdfast.events.VerificationLevel;
import io.holdfast.retention.expiring.BackupHold;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.Promotion;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.VerificationRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became known of a backup after it was sealed, as it lies beside each of its copies. From it and the manifest the books
 * can be made again.
 *
 * <p>Fingerprints of tables are not among it: no event carries them, verify-service makes them again from the bytes.
 *
 * @param version of this format, {@link #VERSION}
 * @param state in one word: {@code completed}, {@code verified}, {@code suspected} or {@code condemned}
 * @param request that asked for the backup, where it is known
 * @param copies that were counted on
 * @param proof absent where nobody has verified it yet
 * @param held absent where nobody holds it
 * @param tiers that it stands for, beside the daily one
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
        List<Promotion> tiers) {

    public static final int VERSION = 1;

    public BackupMetadata {
        copies = List.copyOf(copies);
        tiers = List.copyOf(tiers);
    }

    /**
     * @param provenAt when it was last read again and found good
     * @param storageClass of the archive in which it lies; absent where it can be read at once
     */
    public record KnownCopy(
            SealedCopy copy,
            @Nullable Instant provenAt,
            @Nullable String storageClass) {}

    /**
     * @param verification id of the newest verification
     * @param level the highest that the backup has reached
     * @param at when it was last found good; absent where it never was
     * @param accepted a person's word about a suspicion
     */
    public record Proof(
            UUID verification,
            VerificationLevel level,
            @Nullable Instant at,
            List<Finding> findings,
            VerificationRecord.@Nullable Acceptance accepted) {

        public Proof {
            findings = List.copyOf(findings);
        }
    }

    /** What the books know of a stored backup. The same page gives the same facts, in the same order. */
    public static BackupMetadata of(BackupRecord page) {
        Instant completedAt = page.making().completedAt();
        BackupKind kind = page.kind();
        return new BackupMetadata(
                VERSION,
                page.id(),
                page.database(),
                kind == null ? BackupKind.FULL : kind,
                page.state().word(),
                page.making().request(),
                page.making().label(),
                page.making().slot(),
                page.takenAt(),
                completedAt == null ? page.firstHeardAt() : completedAt,
                page.copies().stream()
                        .filter(StoredCopy::isGood)
                        .map(copy -> new KnownCopy(copy.copy(), copy.provenAt(), copy.storageClass()))
                        .sorted(Comparator.comparing(known -> known.copy().ref().toString()))
                        .toList(),
                proof(page.trust()),
                page.hold(),
                page.promotions().stream()
                        .sorted(Comparator.comparing(Promotion::tier))
                        .toList());
    }

    private static @Nullable Proof proof(VerificationRecord trust) {
        UUID verification = trust.verification();
        VerificationLevel level = trust.level();
        return verification == null || level == null
                ? null
                : new Proof(verification, level, trust.verifiedAt(), trust.findings(), trust.acceptance());
    }
}
