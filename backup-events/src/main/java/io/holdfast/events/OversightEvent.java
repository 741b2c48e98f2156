package io.holdfast.events;

import java.util.List;
import java.util.UUID;

/** What operators asked and what Holdfast noticed about its own books. */
public sealed interface OversightEvent extends BackupEvent {

    /**
     * An operator's request was understood and refused.
     *
     * @param type CloudEvents type of the request
     */
    record RequestRejected(DatabaseId database, RequestRef request, String type, String message)
            implements OversightEvent {}

    /** A plan would expire more than its limit allows in one run; nothing of it is done until a person approves. */
    record ExpiryWithheld(DatabaseId database, UUID plan, int backups, String reason) implements OversightEvent {}

    record PlanApproved(DatabaseId database, UUID plan, String by, String reason) implements OversightEvent {}

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
            implements OversightEvent {

        public CatalogueRebuilt {
            findings = List.copyOf(findings);
        }
    }

    /** Log, catalogue and storage contradict each other. */
    record CatalogueDiverged(DatabaseId database, List<Finding> findings) implements OversightEvent {

        public CatalogueDiverged {
            findings = List.copyOf(findings);
        }
    }
}
