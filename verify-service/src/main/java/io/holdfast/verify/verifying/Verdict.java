package io.holdfast.verify.verifying;

import io.holdfast.events.CopyLocation;
import io.holdfast.events.Finding;
import io.holdfast.events.VerificationLevel;
import java.util.List;

/** The outcome of a verification. Each verification has exactly one. */
public sealed interface Verdict {

    /**
     *
     * @param copies copies that were read and are good
     * @param findings findings that are no reason for suspicion
     */
    record Verified(VerificationLevel level, List<CopyLocation> copies, List<Finding> findings) implements Verdict {

        public Verified {
            copies = List.copyOf(copies);
            findings = List.copyOf(findings);
        }
    }

    /** Readable, but different from what the history predicts. */
    record Suspected(VerificationLevel level, List<CopyLocation> copies, List<Finding> findings) implements Verdict {

        public Suspected {
            copies = List.copyOf(copies);
            findings = List.copyOf(findings);
        }
    }

    /** No good copy exists. */
    record Condemned(List<Finding> evidence) implements Verdict {

        public Condemned {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * The backup could not be checked.
     *
     * @param again whether a retry may succeed without help from a person
     */
    record Inconclusive(String message, boolean again) implements Verdict {}
}
