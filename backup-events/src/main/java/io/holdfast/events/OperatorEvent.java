package io.holdfast.events;

import java.util.List;
import java.util.UUID;

/** What operators asked and what Holdfast noticed about its own books. */
public sealed interface OperatorEvent extends BackupEvent {

    /**
     * An operator's request was understood and refused.
     *
     * @param type CloudEvents type of the request
     */
    record RequestRejected(DatabaseId database, RequestRef request, String type, String message)
            implements OperatorEvent {}

    /** A plan would expire more than its limit allows in one run; nothing of it is done until a person approves. */
    record ExpiryWithheld(DatabaseId database, UUID plan, int backups, String reason) implements OperatorEvent {}

    record PlanApproved(DatabaseId database, UUID plan, String by, String reason) implements OperatorEvent {}

    /**
     * The books of a database were made again from what lies at its destinations.
     *
     * @param backups with a manifest and a copy
     * @param added of these, how many the log had not told of
     * @param held of the added ones, how many are held because nothing was known of their later life
     * @param findings what could not be taken into the books, and why
     */
    record CatalogueRebuilt(
            DatabaseId database, RequestRef request, int backups, int added, int held, List<Finding> findings)
            implements OperatorEvent {

        public CatalogueRebuilt {
            findings = List.copyOf(findings);
        }
    }

    /** Log, catalogue and storage contradict each other. */
    record CatalogueDiverged(DatabaseId database, List<Finding> findings) implements OperatorEvent {

        public CatalogueDiverged {
            findings = List.copyOf(findings);
        }
    }

    /**
     * The head of a file of evidence, signed. It shows that this file existed at this time and who showed it; only a comparison with the log
     * shows that the file lacks nothing.
     *
     * @param head the last link of the file's chain
     * @param by who asked, as claimed by the request
     * @param statement the text that is signed, in UTF-8: what this event says, a line each
     * @param keyId of the key of the service that signed
     * @param signature Ed25519, in Base64
     */
    record EvidenceSigned(
            DatabaseId database,
            RequestRef request,
            Sha256 head,
            String by,
            String statement,
            String keyId,
            String signature)
            implements OperatorEvent {}
}
