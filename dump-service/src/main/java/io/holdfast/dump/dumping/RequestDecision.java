package io.holdfast.dump.dumping;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.RejectionReason;
import io.holdfast.events.RequestRef;
import java.util.UUID;

/** What becomes of a request. */
public sealed interface RequestDecision {

    record Accepted(AcceptedRequest request) implements RequestDecision {}

    /**
     * Understood and refused; the answer goes to {@code backup-events}.
     *
     * @param place id that follows from the refused record's place in the log
     */
    record Refused(
            BackupId backup,
            DatabaseId database,
            RequestRef request,
            UUID place,
            RejectionReason reason,
            String message)
            implements RequestDecision {}

    /** Answered before; nothing has to be done. */
    record Repeated(BackupId backup) implements RequestDecision {}

    /** It cannot even be answered, because an answer would have to carry what is wrong with it: a dead letter. */
    record Unanswerable(String reason) implements RequestDecision {}
}
