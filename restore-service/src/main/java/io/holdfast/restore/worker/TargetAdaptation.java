package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.PgRestoreResult;
import io.holdfast.restoreengine.archive.ArchiveTablespaces;
import io.holdfast.restoreengine.archive.ArchivedDatabaseSettings;
import io.holdfast.restoreengine.server.ApplyDatabaseSettings;
import io.holdfast.restoreengine.server.TargetServerException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How a restore is adapted to a target that differs from the source.
 *
 * @param tablespaces whether tables and indexes go back into their tablespaces; pg_restore can leave out all of them or none
 * @param findings what was adapted
 */
record TargetAdaptation(boolean tablespaces, List<Finding> findings) {

    TargetAdaptation {
        findings = List.copyOf(findings);
    }

    /** Of a database that is empty yet. What the expressions of the archive read of the source's settings is set there. */
    static TargetAdaptation ofNew(RestoreAttempt attempt, StagingResult.Staged near, String database)
            throws InterruptedException {
        TargetAdaptation live = ofLive(attempt, near);
        List<Finding> findings = new ArrayList<>(live.findings());
        try {
            findings.addAll(ApplyDatabaseSettings.toDatabase(
                    attempt.server().to(database),
                    ArchivedDatabaseSettings.of(near.archive()).ofExpressions().values()));
        } catch (SQLException e) {
            throw TargetServerException.of(e);
        } catch (IOException e) {
            // pg_restore cannot be started: the restore itself says so next.
            return live;
        }
        return new TargetAdaptation(live.tablespaces(), findings);
    }

    /** Of a database that has its own settings. */
    static TargetAdaptation ofLive(RestoreAttempt attempt, StagingResult.Staged near) {
        Set<String> missing = new TreeSet<>(ArchiveTablespaces.of(near.archive()));
        if (!missing.isEmpty()) {
            missing.removeAll(attempt.server().tablespaces());
        }
        return new TargetAdaptation(
                missing.isEmpty(),
                missing.isEmpty()
                        ? List.of()
                        : List.of(new Finding(
                                "tablespace_missing",
                                "the target has no tablespace " + String.join(", ", missing)
                                        + ": everything was restored into the default tablespace")));
    }

    PgRestoreResult.Done with(PgRestoreResult.Done done) {
        return new PgRestoreResult.Done(
                Stream.concat(done.warnings().stream(), findings.stream()).toList(), done.words());
    }

    /** @param words pg_restore's */
    PgRestoreResult.Done with(String words) {
        return new PgRestoreResult.Done(findings, words);
    }
}
