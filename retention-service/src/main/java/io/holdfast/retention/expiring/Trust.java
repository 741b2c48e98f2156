package io.holdfast.retention.expiring;

import io.holdfast.events.Finding;
import io.holdfast.events.Level;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What verification said of a backup.
 *
 * @param level the highest level reached
 * @param verifiedAt when it was last found good
 * @param condemnedAt when it was found bad; absent when it was found good since
 * @param findings of the newest verification
 * @param verification id of the newest verification that ended in a verdict
 * @param acceptance a person's word about the suspicion; absent where there was none
 */
public record Trust(
        @Nullable Level level,
        @Nullable Instant verifiedAt,
        @Nullable Instant condemnedAt,
        List<Finding> findings,
        @Nullable UUID verification,
        @Nullable Acceptance acceptance) {

    /** That a person has looked at a suspicion and called the backup good. */
    public record Acceptance(String by, String reason) {}

    static final Trust NONE = new Trust(null, null, null, List.of(), null, null);

    public Trust {
        findings = List.copyOf(findings);
    }

    Trust verified(UUID by, Level reached, Instant at, List<Finding> noticed) {
        return new Trust(higher(reached), at, null, noticed, by, acceptance);
    }

    Trust accepted(Instant at) {
        return new Trust(level, at, null, findings, verification, acceptance);
    }

    Trust acceptedAs(Acceptance word) {
        return new Trust(level, verifiedAt, condemnedAt, findings, verification, word);
    }

    Trust suspected(UUID by, Level reached, List<Finding> noticed) {
        return new Trust(higher(reached), verifiedAt, null, noticed, by, null);
    }

    Trust condemned(UUID by, Instant at, List<Finding> evidence) {
        return new Trust(level, verifiedAt, at, evidence, by, acceptance);
    }

    Trust noticed(List<Finding> others) {
        return new Trust(level, verifiedAt, condemnedAt, others, verification, acceptance);
    }

    Trust drilled(Level reached) {
        return new Trust(higher(reached), verifiedAt, condemnedAt, findings, verification, acceptance);
    }

    private Level higher(Level reached) {
        return level == null || reached.compareTo(level) > 0 ? reached : level;
    }
}
