package io.holdfast.events;

import java.util.List;
import java.util.UUID;

/** Requests of operators, and findings of Holdfast about its own catalog. */
public sealed interface OperatorEvent extends BackupEvent {

    /**
     * An operator's request was understood and refused.
     *
     * @param type CloudEvents type of the request
     */
    record RequestRejected(DatabaseId database, RequestRef request, String type, String message)
            implements OperatorEvent {}

    /** A plan would expire more than its limit allows in one run. It is not carried out until an operator approves it. */
    record ExpiryWithheld(DatabaseId database, UUID plan, int backups, String reason) implements OperatorEvent {}

    record PlanApproved(DatabaseId database, UUID plan, String by, String reason) implements OperatorEvent {}

    /**
     * The catalog of a database was rebuilt from the files at its destinations.
     *
     * @param backups number of backups with a manifest and a copy
     * @param added how many of these were not in the event log
     * @param held how many of the added ones are held, because their later events are unknown
     * @param findings what could not be added to the catalog, and why
     */
    record CatalogueRebuilt(
            DatabaseId database, RequestRef request, int backups, int added, int held, List<Finding> findings)
            implements OperatorEvent {

        public CatalogueRebuilt {
            findings = List.copyOf(findings);
        }
    }

    /** The event log, the catalog and the storage contradict each other. */
    record CatalogueDiverged(DatabaseId database, List<Finding> findings) implements OperatorEvent {

        public CatalogueDiverged {
            findings = List.copyOf(findings);
        }
    }

    /**
     * The signed head of an evidence file. It proves that this file existed at this time, and who presented it. Only a comparison with the
     * event log proves that the file is complete.
     *
     * @param head last link of the file's hash chain
     * @param by the requester, as claimed by the request
     * @param statement the signed text, in UTF-8: the content of this event, line by line
     * @param keyId id of the key of the signing service
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
