package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupId;
import io.holdfast.events.Finding;
import io.holdfast.events.SealedCopy;
import io.holdfast.retention.expiring.BackupState;
import io.holdfast.retention.metadata.BackupMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One backup with all the copies of it that were found, and what was remembered beside any of them. */
final class FoundBackup {

    private final FoundArtifact first;
    private final List<SealedCopy> copies = new ArrayList<>();
    private FoundArtifact best;
    private boolean artifactsDiffer;
    private boolean factsDiffer;

    FoundBackup(FoundArtifact first) {
        this.first = first;
        this.best = first;
        copies.add(first.copy());
    }

    /** Takes a further copy. One with other bytes is another artifact, and nobody here can say which of the two is the backup. */
    Optional<Finding> add(FoundArtifact other) {
        SealedCopy known = first.copy();
        if (!known.sha256().equals(other.copy().sha256())
                || known.bytes() != other.copy().bytes()
                || first.kind() != other.kind()) {
            artifactsDiffer = true;
            return Optional.of(new Finding(
                    "copies_conflict",
                    other.copy().ref() + " and " + known.ref() + " both say that they are backup " + first.backup()
                            + ", and are two artifacts; neither is believed"));
        }
        copies.add(other.copy());
        return take(other);
    }

    /** Of two files the later one knew more. One that takes back what the other said is no later knowledge but a contradiction. */
    private Optional<Finding> take(FoundArtifact other) {
        Instant newest = best.factsWrittenAt();
        Instant others = other.factsWrittenAt();
        if (others == null) {
            return Optional.empty();
        }
        FoundArtifact later = newest == null || others.isAfter(newest) ? other : best;
        FoundArtifact earlier = later == other ? best : other;
        best = later;
        if (factsDiffer || !contradicts(earlier.facts(), later.facts())) {
            return Optional.empty();
        }
        factsDiffer = true;
        return Optional.of(new Finding(
                "facts_conflict",
                "the facts beside " + other.copy().ref()
                        + " and those at another destination contradict each other about backup " + first.backup()
                        + "; neither are believed"));
    }

    private static boolean contradicts(@Nullable BackupMetadata earlier, @Nullable BackupMetadata later) {
        if (earlier == null || later == null) {
            return false;
        }
        boolean otherState = !earlier.state().equals(later.state())
                && BackupState.parse(earlier.state())
                        .filter(state -> state != BackupState.COMPLETED)
                        .isPresent();
        boolean letGo = earlier.held() != null && later.held() == null;
        boolean fewerTiers = !later.tiers().stream()
                .map(promotion -> promotion.tier())
                .toList()
                .containsAll(earlier.tiers().stream()
                        .map(promotion -> promotion.tier())
                        .toList());
        return otherState || letGo || fewerTiers;
    }

    /** Whether two artifacts claim to be this backup: then neither is. */
    boolean isInConflict() {
        return artifactsDiffer;
    }

    BackupId backup() {
        return first.backup();
    }

    FoundArtifact first() {
        return first;
    }

    /** With the facts that were written last; without any where they contradict each other. */
    FoundArtifact best() {
        return factsDiffer ? best.withoutFacts() : best;
    }

    List<SealedCopy> copies() {
        return copies;
    }
}
