package io.holdfast.retention.expiring;

import io.holdfast.events.Finding;
import io.holdfast.events.Level;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What verification said of a backup.
 *
 * @param level the highest level reached
 * @param verifiedAt when it was last found good
 * @param condemnedAt when it was found bad; absent when it was found good since
 * @param findings of the newest verification
 */
public record Trust(
        @Nullable Level level,
        @Nullable Instant verifiedAt,
        @Nullable Instant condemnedAt,
        List<Finding> findings) {

    static final Trust NONE = new Trust(null, null, null, List.of());

    public Trust {
        findings = List.copyOf(findings);
    }

    Trust verified(Level reached, Instant at, List<Finding> noticed) {
        return new Trust(higher(reached), at, null, noticed);
    }

    Trust accepted(Instant at) {
        return new Trust(level, at, null, findings);
    }

    Trust suspected(Level reached, List<Finding> noticed) {
        return new Trust(higher(reached), verifiedAt, null, noticed);
    }

    Trust condemned(Instant at, List<Finding> evidence) {
        return new Trust(level, verifiedAt, at, evidence);
    }

    Trust noticed(List<Finding> others) {
        return new Trust(level, verifiedAt, condemnedAt, others);
    }

    Trust drilled(Level reached) {
        return new Trust(higher(reached), verifiedAt, condemnedAt, findings);
    }

    private Level higher(Level reached) {
        return level == null || reached.compareTo(level) > 0 ? reached : level;
    }
}
