package io.holdfast.events.signing;

import io.holdfast.events.BackupCopyEvent;
import io.holdfast.events.BackupCopyEvent.CopyFailed;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.DumpEvent.BackupMissed;
import io.holdfast.events.OperatorEvent;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.RetentionEvent;
import io.holdfast.events.RetentionEvent.BackupPinned;
import io.holdfast.events.RetentionEvent.BackupUnpinned;
import io.holdfast.events.VerificationEvent;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import java.net.URI;
import java.util.Set;

/** The services that may publish each event. The names are those of their CloudEvents sources and key files. */
public final class AuthorizedPublishers {

    public static final String SCHEDULER = "scheduler";
    public static final String DUMP = "dump-service";
    public static final String VERIFY = "verify-service";
    public static final String RETENTION = "retention-service";
    public static final String RESTORE = "restore-service";

    private static final String SOURCES = "/holdfast/";

    private AuthorizedPublishers() {}

    /** A rebuild publishes results of verify-service again: from the files beside the copies, and with its own source. */
    public static Set<String> of(BackupEvent event) {
        return switch (event) {
            case BackupMissed missed -> Set.of(SCHEDULER);
            case BackupImported imported -> Set.of(RETENTION);
            case DumpEvent other -> Set.of(DUMP);
            case BackupVerified verified -> Set.of(VERIFY, RETENTION);
            case BackupSuspected suspected -> Set.of(VERIFY, RETENTION);
            case BackupCondemned condemned -> Set.of(VERIFY, RETENTION);
            case SuspicionAccepted accepted -> Set.of(VERIFY, RETENTION);
            case VerificationEvent other -> Set.of(VERIFY);
            case BackupPinned pinned -> Set.of(VERIFY, RESTORE);
            case BackupUnpinned unpinned -> Set.of(VERIFY, RESTORE);
            case RetentionEvent other -> Set.of(RETENTION);
            case CopyFailed failed -> Set.of(DUMP, RETENTION);
            case BackupCopyEvent other -> Set.of(RETENTION);
            case DrillEvent drill -> Set.of(VERIFY);
            case RestoreEvent restore -> Set.of(RESTORE);
            case RequestRejected rejected -> Set.of(DUMP, VERIFY, RETENTION, RESTORE);
            case OperatorEvent other -> Set.of(RETENTION);
        };
    }

    /** The CloudEvents source of a service. */
    public static URI sourceOf(String service) {
        return URI.create(SOURCES + service);
    }
}
