package io.holdfast.verify.verifying;

import io.holdfast.events.CopyLocation;
import io.holdfast.events.Finding;
import io.holdfast.events.VerificationLevel;
import java.util.List;

/** How a verification ends: in exactly one of these. */
public sealed interface Verdict {

    /**
     * @param copies those that were read and are good
     * @param findings what was noticed and is no reason for suspicion
     */
    record Verified(VerificationLevel level, List<CopyLocation> copies, List<Finding> findings) implements Verdict {

        public Verified {
            copies = List.copyOf(copies);
            findings = List.copyOf(findings);
        }
    }

    /** Readable, but not what history lets one expect. */
    record Suspected(VerificationLevel level, List<CopyLocation> copies, List<Finding> findings) implements Verdict {

        public Suspected {
            copies = List.copyOf(copies);
            findings = List.copyOf(findings);
        }
    }

    /** No good copy is left. */
    record Condemned(List<Finding> evidence) implements Verdict {

        public Condemned {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * Could not look.
     *
     * @param again whether trying again may help without a person
     */
    record Inconclusive(String message, boolean again) implements Verdict {}
}
