package io.holdfast.restore.worker;

import io.holdfast.events.RestoreProgressed;
import io.holdfast.restore.restoring.Claim;
import io.holdfast.restoring.Progress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A restore that runs here: how far it is, and whether it is still wanted. */
public final class LiveRestore implements Progress {

    private final Claim claim;
    private volatile boolean stopped;
    private volatile @Nullable RestoreProgressed latest;

    LiveRestore(Claim claim) {
        this.claim = claim;
    }

    Claim claim() {
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
