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
 * The runs in the catalogue. What is recorded about a running run is fenced: it has an effect only while the run is still at
 * that attempt, and every state is saved together with its announcement.
 */
public interface DumpRunRepository {

    /** Takes on the run whose turn it is, under a fresh artifact name; empty where nothing is due or the limits are reached. */
    Optional<Running> claim();

    /** Renews the lease and hears what an operator wishes. */
    HeartbeatResult heartbeat(Running running);

    /** Records a sealed artifact. False where the attempt is not the current one any more; then nothing was recorded. */
    boolean complete(Running running, Completed completed);

    /**
     * Records any other end of an attempt, as {@link #complete} does.
     *
     * @param complaint what pg_dump said, redacted; empty where it said nothing
     */
    boolean end(Running running, AfterRunning after, String complaint);

    /** Runs whose lease has ended. */
    List<Running> abandoned();

    /** Names of attempts that are over and under which something may still lie. */
    List<Reserved> unsettled();

    /** Nothing has to be looked for under this name any more. */
    void settle(String artifact);

    /** Something may lie under this name after all: its writer was only asleep. */
    void unsettle(String artifact);

    /** Records an artifact that a dead attempt had sealed, if the backup is still open and not at work. */
    boolean adopt(Completed completed);

    /** Stored length of the newest completed backup, from which the next one's is estimated. */
    OptionalLong lastBytes(DatabaseId database, BackupKind kind);

    /** What a renewal of the lease shows. */
    sealed interface HeartbeatResult {

        /** Go on. */
        record StillOwned() implements HeartbeatResult {}

        /** Stop and record the cancellation. */
        record CancellationRequested(String by, String reason) implements HeartbeatResult {}

        /** Stop and record nothing: somebody else has the run, or it has ended. */
        record Taken() implements HeartbeatResult {}
    }

    /**
     * A name of an attempt that is over.
     *
     * @param atWork whether a later attempt is running now: what lies here is judged when that has ended
     * @param request where the backup is open still, and not at work; absent where the artifact is of no use any more
     */
    record Reserved(String artifact, BackupId backup, int attempt, boolean atWork, Optional<AcceptedRequest> request) {}
}
