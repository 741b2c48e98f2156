package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupCopyEvent.CopyArchived;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.RetentionEvent.BackupPromoted;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.retention.expiring.BackupHold;
import io.holdfast.retention.expiring.BackupState;
import io.holdfast.retention.metadata.BackupMetadata;
import io.holdfast.retention.metadata.BackupMetadata.KnownCopy;
import io.holdfast.retention.metadata.BackupMetadata.Proof;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reconstructs the events of a backup from the files beside its copies. It is pure: the same files give the same
 * events.
 */
final class ReconstructBackupEvents {

    static final URI ORIGIN = URI.create("urn:holdfast:rebuild");

    /** The hold on a backup without facts. */
    static final BackupHold UNKNOWN = new BackupHold(
            "holdfast",
            "the records were rebuilt, and the backup has no facts file with its history; review the backup, then release it");

    /** @param at when it happened */
    record ReconstructedEvent(UUID id, Instant at, BackupEvent event) {}

    private final DatabaseId database;
    private final BackupAtDestinations foundBackup;
    private final BackupId backup;
    private final List<ReconstructedEvent> reconstructed = new ArrayList<>();

    private ReconstructBackupEvents(DatabaseId database, BackupAtDestinations foundBackup) {
        this.database = database;
        this.foundBackup = foundBackup;
        this.backup = foundBackup.backup();
    }

    static List<ReconstructedEvent> of(DatabaseId database, BackupAtDestinations foundBackup) {
        ReconstructBackupEvents eventReconstruction = new ReconstructBackupEvents(database, foundBackup);
        eventReconstruction.run();
        return eventReconstruction.reconstructed;
    }

    private void run() {
        ArtifactAtDestination best = foundBackup.best();
        BackupMetadata metadata = best.facts();
        Instant completedAt = metadata == null ? best.finishedAt() : metadata.completedAt();
        addEvent(
                "imported",
                completedAt,
                new BackupImported(
                        backup, database, best.kind(), best.startedAt(), foundBackup.copies(), ORIGIN, best.label()));
        if (metadata == null) {
            held(UNKNOWN, completedAt);
            return;
        }
        if (metadata.proof() != null) {
            proven(metadata, metadata.proof());
        }
        archived(metadata, completedAt);
        metadata.tiers()
                .forEach(promotion -> addEvent(
                        "promoted-" + promotion.tier().word(),
                        completedAt,
                        new BackupPromoted(backup, database, promotion.tier().word(), promotion.until())));
        if (metadata.held() != null) {
            held(metadata.held(), completedAt);
        }
    }

    private void held(BackupHold hold, Instant at) {
        addEvent("held", at, new BackupHeld(backup, database, hold.by(), hold.reason()));
    }

    private void proven(BackupMetadata metadata, Proof proof) {
        Instant at = proof.at() == null ? metadata.completedAt() : proof.at();
        BackupState state = BackupState.parse(metadata.state()).orElse(BackupState.COMPLETED);
        if (state == BackupState.CONDEMNED) {
            addEvent(
                    "condemned",
                    at,
                    new BackupCondemned(backup, database, metadata.kind(), proof.verification(), proof.findings()));
        } else if (proof.accepted() != null || state == BackupState.SUSPECTED) {
            addEvent(
                    "suspected",
                    at,
                    new BackupSuspected(
                            backup, database, metadata.kind(), proof.verification(), proof.level(), proof.findings()));
            if (proof.accepted() != null) {
                addEvent(
                        "accepted",
                        at,
                        new SuspicionAccepted(
                                backup,
                                database,
                                proof.accepted().by(),
                                proof.accepted().reason()));
            }
        } else if (state == BackupState.VERIFIED) {
            addEvent(
                    "verified",
                    at,
                    new BackupVerified(
                            backup,
                            database,
                            metadata.kind(),
                            proof.verification(),
                            proof.level(),
                            proven(metadata),
                            proof.findings()));
        }
    }

    /** An archived copy cannot be read at once, so its storage class is published for restore and verification. */
    private void archived(BackupMetadata metadata, Instant at) {
        for (KnownCopy known : metadata.copies()) {
            String storageClass = known.storageClass();
            foundBackup.copies().stream()
                    .filter(copy -> storageClass != null
                            && copy.destination().equals(known.copy().destination())
                            && copy.key().equals(known.copy().key()))
                    .forEach(copy -> addEvent(
                            "archived-" + copy.destination(),
                            at,
                            new CopyArchived(backup, database, copy, String.valueOf(storageClass))));
        }
    }

    /** The copies that were proven and still exist. */
    private List<CopyLocation> proven(BackupMetadata metadata) {
        List<CopyLocation> proven = metadata.copies().stream()
                .filter(known -> known.provenAt() != null)
                .map(KnownCopy::copy)
                .map(copy -> new CopyLocation(copy.destination(), copy.key(), null))
                .toList();
        return foundBackup.copies().stream()
                .filter(copy -> proven.contains(new CopyLocation(copy.destination(), copy.key(), null)))
                .map(copy -> copy.ref())
                .toList();
    }

    private void addEvent(String what, Instant at, BackupEvent event) {
        reconstructed.add(
                new ReconstructedEvent(NameBasedUuid.of("rebuilt", what, backup.toString(), first()), at, event));
    }

    /**
     * The id contains the checksum: an artifact that an earlier rebuild found under another backup's id is a new fact.
     */
    private String first() {
        return foundBackup.first().copy().sha256().hex();
    }
}
