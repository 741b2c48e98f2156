package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.Finding;
import io.holdfast.retention.expiring.BackupState;
import io.holdfast.retention.metadata.BackupMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One backup with all copies that were found, and the facts from the files beside them. */
final class BackupAtDestinations {

    private final ArtifactAtDestination first;
    private final List<BackupCopyRecord> copies = new ArrayList<>();
    private ArtifactAtDestination best;
    private boolean artifactsDiffer;
    private boolean factsDiffer;

    BackupAtDestinations(ArtifactAtDestination first) {
        this.first = first;
        this.best = first;
        copies.add(first.copy());
    }

    /**
     * Adds another copy. A copy with other bytes is another artifact, and nothing shows which of the two is the backup.
     */
    Optional<Finding> add(ArtifactAtDestination other) {
        BackupCopyRecord known = first.copy();
        if (!known.sha256().equals(other.copy().sha256())
                || known.bytes() != other.copy().bytes()
                || first.kind() != other.kind()) {
            artifactsDiffer = true;
            return Optional.of(new Finding(
                    "copies_conflict",
                    other.copy().ref() + " and " + known.ref()
                            + " are different artifacts, but both manifests name backup " + first.backup()
                            + "; both are ignored"));
        }
        copies.add(other.copy());
        return take(other);
    }

    /**
     * Adds the facts of another file; the later file wins. If the later file lacks a fact of the earlier one, the files
     * contradict each other.
     */
    private Optional<Finding> take(ArtifactAtDestination other) {
        Instant newest = best.factsWrittenAt();
        Instant others = other.factsWrittenAt();
        if (others == null) {
            return Optional.empty();
        }
        ArtifactAtDestination later = newest == null || others.isAfter(newest) ? other : best;
        ArtifactAtDestination earlier = later == other ? best : other;
        best = later;
        if (factsDiffer || !contradicts(earlier.facts(), later.facts())) {
            return Optional.empty();
        }
        factsDiffer = true;
        return Optional.of(new Finding(
                "facts_conflict",
                "the facts files beside " + other.copy().ref()
                        + " and at another destination contradict each other about backup " + first.backup()
                        + "; both are ignored"));
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

    /** Whether two artifacts claim to be this backup. Both are then ignored. */
    boolean isInConflict() {
        return artifactsDiffer;
    }

    BackupId backup() {
        return first.backup();
    }

    ArtifactAtDestination first() {
        return first;
    }

    /** The artifact with the facts that were written last; without facts if they contradict each other. */
    ArtifactAtDestination best() {
        return factsDiffer ? best.withoutFacts() : best;
    }

    List<BackupCopyRecord> copies() {
        return copies;
    }
}
