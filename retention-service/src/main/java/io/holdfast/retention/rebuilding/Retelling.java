package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.CopyEvent.CopyArchived;
import io.holdfast.events.CopyRef;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.KeepingEvent.BackupHeld;
import io.holdfast.events.KeepingEvent.BackupPromoted;
import io.holdfast.events.NameBasedId;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.retention.expiring.Hold;
import io.holdfast.retention.expiring.State;
import io.holdfast.retention.remembering.Facts;
import io.holdfast.retention.remembering.Facts.KnownCopy;
import io.holdfast.retention.remembering.Facts.Proof;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The life of one backup, told again from what lies beside its copies. Pure, and the same files tell the same. */
final class Retelling {

    static final URI ORIGIN = URI.create("urn:holdfast:rebuild");

    /** Who holds what nothing is known of. */
    static final Hold UNKNOWN = new Hold(
            "holdfast",
            "the books were rebuilt and nothing lies beside it that tells of its life; look at it, then release it");

    /** @param at when it happened */
    record Told(UUID id, Instant at, BackupEvent event) {}

    private final DatabaseId database;
    private final Lying lying;
    private final BackupId backup;
    private final List<Told> told = new ArrayList<>();

    private Retelling(DatabaseId database, Lying lying) {
        this.database = database;
        this.lying = lying;
        this.backup = lying.backup();
    }

    static List<Told> of(DatabaseId database, Lying lying) {
        Retelling retelling = new Retelling(database, lying);
        retelling.run();
        return retelling.told;
    }

    private void run() {
        Find best = lying.best();
        Facts facts = best.facts();
        Instant completedAt = facts == null ? best.finishedAt() : facts.completedAt();
        tell(
                "imported",
                completedAt,
                new BackupImported(
                        backup, database, best.kind(), best.startedAt(), lying.copies(), ORIGIN, best.label()));
        if (facts == null) {
            held(UNKNOWN, completedAt);
            return;
        }
        if (facts.proof() != null) {
            proven(facts, facts.proof());
        }
        archived(facts, completedAt);
        facts.tiers()
                .forEach(promotion -> tell(
                        "promoted-" + promotion.tier().word(),
                        completedAt,
                        new BackupPromoted(backup, database, promotion.tier().word(), promotion.until())));
        if (facts.held() != null) {
            held(facts.held(), completedAt);
        }
    }

    private void held(Hold hold, Instant at) {
        tell("held", at, new BackupHeld(backup, database, hold.by(), hold.reason()));
    }

    private void proven(Facts facts, Proof proof) {
        Instant at = proof.at() == null ? facts.completedAt() : proof.at();
        State state = State.parse(facts.state()).orElse(State.COMPLETED);
        if (state == State.CONDEMNED) {
            tell(
                    "condemned",
                    at,
                    new BackupCondemned(backup, database, facts.kind(), proof.verification(), proof.findings()));
        } else if (proof.accepted() != null || state == State.SUSPECTED) {
            tell(
                    "suspected",
                    at,
                    new BackupSuspected(
                            backup, database, facts.kind(), proof.verification(), proof.level(), proof.findings()));
            if (proof.accepted() != null) {
                tell(
                        "accepted",
                        at,
                        new SuspicionAccepted(
                                backup,
                                database,
                                proof.accepted().by(),
                                proof.accepted().reason()));
            }
        } else if (state == State.VERIFIED) {
            tell(
                    "verified",
                    at,
                    new BackupVerified(
                            backup,
                            database,
                            facts.kind(),
                            proof.verification(),
                            proof.level(),
                            proven(facts),
                            proof.findings()));
        }
    }

    /** What lies in an archive cannot be read at once, and nobody should try. */
    private void archived(Facts facts, Instant at) {
        for (KnownCopy known : facts.copies()) {
            String storageClass = known.storageClass();
            lying.copies().stream()
                    .filter(copy -> storageClass != null
                            && copy.destination().equals(known.copy().destination())
                            && copy.key().equals(known.copy().key()))
                    .forEach(copy -> tell(
                            "archived-" + copy.destination(),
                            at,
                            new CopyArchived(backup, database, copy, String.valueOf(storageClass))));
        }
    }

    /** Proven are the copies that were, where they still lie. */
    private List<CopyRef> proven(Facts facts) {
        List<CopyRef> proven = facts.copies().stream()
                .filter(known -> known.provenAt() != null)
                .map(KnownCopy::copy)
                .map(copy -> new CopyRef(copy.destination(), copy.key(), null))
                .toList();
        return lying.copies().stream()
                .filter(copy -> proven.contains(new CopyRef(copy.destination(), copy.key(), null)))
                .map(copy -> copy.ref())
                .toList();
    }

    private void tell(String what, Instant at, BackupEvent event) {
        told.add(new Told(NameBasedId.of("rebuilt", what, backup.toString(), first()), at, event));
    }

    /** An artifact that was found under another backup's id in another life of the books is another fact. */
    private String first() {
        return lying.first().copy().sha256().hex();
    }
}
