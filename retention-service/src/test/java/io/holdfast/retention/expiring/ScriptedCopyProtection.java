package io.holdfast.retention.expiring;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CopyLocation;
import io.holdfast.retention.promoting.CopyObjectLockClient;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A directory without locks, and a bucket with versions that locks and archives, unless the test disables it. */
final class ScriptedCopyProtection implements CopyObjectLockClient {

    final Map<String, Instant> locks = new HashMap<>();
    final Map<String, String> archived = new HashMap<>();
    final Set<String> asked = new HashSet<>();
    boolean isAway;
    boolean isObstinate;
    Runnable beforeEachStep = () -> {};

    private int versions;

    @Override
    public Lock lockOf(CopyLocation copy) {
        asked.add(copy.destination());
        if (copy.destination().equals("local")) {
            return new Lock.NotOffered();
        }
        return isAway ? new Lock.Unknown("away") : new Lock.Read(locks.get(copy.key()));
    }

    @Override
    public Lock lock(CopyLocation copy, Instant until) {
        if (!isObstinate) {
            locks.merge(copy.key(), until, (one, other) -> one.isAfter(other) ? one : other);
        }
        beforeEachStep.run();
        return lockOf(copy);
    }

    @Override
    public Move archive(BackupCopyRecord copy) {
        if (copy.destination().equals("local")) {
            return new Move.NotOffered();
        }
        if (isAway) {
            return new Move.NotMoved("away");
        }
        String version = archived.computeIfAbsent(copy.key(), key -> "v" + versions++);
        beforeEachStep.run();
        return new Move.Moved(
                new BackupCopyRecord(copy.destination(), copy.key(), version, copy.bytes(), copy.sha256()), "GLACIER");
    }
}
