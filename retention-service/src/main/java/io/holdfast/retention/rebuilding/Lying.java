package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.events.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One backup with all the copies of it that were found, and what was remembered beside any of them. */
final class Lying {

    private final Find first;
    private final List<Copy> copies = new ArrayList<>();
    private Find best;

    Lying(Find first) {
        this.first = first;
        this.best = first;
        copies.add(first.copy());
    }

    /** Takes a further copy; one with other bytes is not one, whatever its manifest says. */
    Optional<Finding> add(Find other) {
        Copy known = first.copy();
        if (!known.sha256().equals(other.copy().sha256())
                || known.bytes() != other.copy().bytes()
                || first.kind() != other.kind()) {
            return Optional.of(new Finding(
                    "copy_differs",
                    other.copy().ref() + " says that it is backup " + first.backup() + ", as " + known.ref()
                            + " does, and is another artifact"));
        }
        copies.add(other.copy());
        Instant newest = best.factsWrittenAt();
        Instant others = other.factsWrittenAt();
        if (others != null && (newest == null || others.isAfter(newest))) {
            best = other;
        }
        return Optional.empty();
    }

    BackupId backup() {
        return first.backup();
    }

    Find first() {
        return first;
    }

    /** With the facts that were written last. */
    Find best() {
        return best;
    }

    List<Copy> copies() {
        return copies;
    }
}
