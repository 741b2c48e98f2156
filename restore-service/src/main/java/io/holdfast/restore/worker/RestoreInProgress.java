package io.holdfast.restore.worker;

import io.holdfast.events.RestoreProgressed;
import io.holdfast.restore.restoring.RestoreClaim;
import io.holdfast.restoreengine.ProgressListener;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A restore that runs in this process: its progress, and whether it should continue. */
public final class RestoreInProgress implements ProgressListener {

    private final RestoreClaim claim;
    private volatile boolean stopped;
    private volatile @Nullable RestoreProgressed latest;

    RestoreInProgress(RestoreClaim claim) {
        this.claim = claim;
    }

    RestoreClaim claim() {
        return claim;
    }

    @Override
    public void at(String phase, long bytes, int tables, int ofTables) {
        latest = new RestoreProgressed(
                claim.restore(),
                claim.backup().database(),
                phase,
                bytes,
                ofTables == 0 ? null : tables,
                ofTables == 0 ? null : ofTables);
    }

    public Optional<RestoreProgressed> latest() {
        return Optional.ofNullable(latest);
    }

    void stop() {
        stopped = true;
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }
}
