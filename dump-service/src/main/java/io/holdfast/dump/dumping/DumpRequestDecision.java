package io.holdfast.dump.dumping;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.RejectionReason;
import io.holdfast.events.RequestRef;
import java.util.UUID;

/** The decision on a request. */
public sealed interface DumpRequestDecision {

    record Accepted(ValidatedBackupRequest request) implements DumpRequestDecision {}

    /**
     * The request is refused. The reply is published on {@code backup-events}.
     *
     * @param place id derived from the position of the refused record
     */
    record Refused(
            BackupId backup,
            DatabaseId database,
            RequestRef request,
            UUID place,
            RejectionReason reason,
            String message)
            implements DumpRequestDecision {}

    /** The request already has a reply. */
    record Repeated(BackupId backup) implements DumpRequestDecision {}

    /** No reply is possible, because it would contain the invalid value. The record becomes a dead letter. */
    record Unanswerable(String reason) implements DumpRequestDecision {}
}
