package io.holdfast.verify.verifying;

import io.holdfast.events.Finding;
import java.util.List;
import java.util.stream.Stream;

/**
 * What comparing a backup with history showed (L0).
 *
 * @param suspicions a person should look before relying on the backup
 * @param remarks worth saying, and no reason for suspicion
 */
public record PlausibilityResult(List<Finding> suspicions, List<Finding> remarks) {

    public static final PlausibilityResult NOTHING_NOTICED = new PlausibilityResult(List.of(), List.of());

    public PlausibilityResult {
        suspicions = List.copyOf(suspicions);
        remarks = List.copyOf(remarks);
    }

    /** This, and what was noticed elsewhere. */
    PlausibilityResult and(PlausibilityResult other) {
        return new PlausibilityResult(
                Stream.concat(suspicions.stream(), other.suspicions.stream()).toList(),
                Stream.concat(remarks.stream(), other.remarks.stream()).toList());
    }

    /** The same, all as remarks: a person has accepted it, or it was found likely before. */
    PlausibilityResult withoutSuspicion() {
        return new PlausibilityResult(
                List.of(), Stream.concat(suspicions.stream(), remarks.stream()).toList());
    }
}
