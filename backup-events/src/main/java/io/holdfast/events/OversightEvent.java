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

    /** Log, catalogue and storage contradict each other. */
    record CatalogueDiverged(DatabaseId database, List<Finding> findings) implements OversightEvent {

        public CatalogueDiverged {
            findings = List.copyOf(findings);
        }
    }
}
