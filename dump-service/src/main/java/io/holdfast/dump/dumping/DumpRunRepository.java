package io.holdfast.dump.dumping;

import io.holdfast.dump.dumping.DumpRun.AfterRunning;
import io.holdfast.dump.dumping.DumpRun.Completed;
import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The runs in the catalog. Updates of a running run are fenced: they have an effect only if the attempt is still current.
 * Every state is saved in one transaction with its event.
 */
public interface DumpRunRepository {

    /** Claims the next run, with a new artifact name; empty if no run is due or the limits are reached. */
    Optional<Running> claim();

    /** Renews the lease, and returns whether a cancellation was requested. */
    HeartbeatResult heartbeat(Running running);

    /** Records a sealed artifact. Returns false, and records nothing, if the attempt is no longer current. */
    boolean complete(Running running, Completed completed);

    /**
     * Records any other end of an attempt, with the same fence as {@link #complete}.
     *
     * @param complaint error output of pg_dump, redacted; empty if there was none
     */
    boolean end(Running running, AfterRunning after, String complaint);

    /** Returns runs whose lease has expired. */
    List<Running> abandoned();

    /** Returns artifact names of ended attempts for which files may remain. */
    List<Reserved> unsettled();

    /** Records that no file remains for this name. */
    void settle(String artifact);

    /** Records that files may exist for this name: its writer was suspended and resumed. */
    void unsettle(String artifact);

    /** Records an artifact that a lost attempt had sealed, if the backup is open and not running. */
    boolean adopt(Completed completed);

    /** Returns the stored size of the newest completed backup. It is the estimate for the next one. */
    OptionalLong lastBytes(DatabaseId database, BackupKind kind);

    /** The result of a lease renewal. */
    sealed interface HeartbeatResult {

        /** The lease was renewed. */
        record StillOwned() implements HeartbeatResult {}

        /** The worker must stop and record the cancellation. */
        record CancellationRequested(String by, String reason) implements HeartbeatResult {}

        /** The worker must stop and record nothing: another worker has the run, or the run has ended. */
        record Taken() implements HeartbeatResult {}
    }

    /**
     * The artifact name of an ended attempt.
     *
     * @param atWork whether a later attempt is running; files of this name are handled after that attempt
     * @param request the request if the backup is open and not running; absent if the artifact is not needed
     */
    record Reserved(
            String artifact, BackupId backup, int attempt, boolean atWork, Optional<ValidatedBackupRequest> request) {}
}
