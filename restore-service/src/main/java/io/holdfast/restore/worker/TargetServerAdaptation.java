package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.PgRestoreResult;
import io.holdfast.restoreengine.archive.ArchiveTablespaceReader;
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
 * Adapts a restore to a target that differs from the source.
 *
 * @param tablespaces whether objects are restored into their tablespaces; pg_restore can ignore all tablespaces or none
 * @param findings findings about the adaptations
 */
record TargetServerAdaptation(boolean tablespaces, List<Finding> findings) {

    TargetServerAdaptation {
        findings = List.copyOf(findings);
    }

    /** Adapts a restore into an empty database. Sets the source's settings that expressions in the archive read. */
    static TargetServerAdaptation ofNew(RestoreAttempt attempt, StageBackupResult.Staged near, String database)
            throws InterruptedException {
        TargetServerAdaptation live = ofLive(attempt, near);
        List<Finding> findings = new ArrayList<>(live.findings());
        try {
            findings.addAll(ApplyDatabaseSettings.toDatabase(
                    attempt.server().to(database),
                    ArchivedDatabaseSettings.of(near.archive()).ofExpressions().values()));
        } catch (SQLException e) {
            throw TargetServerException.of(e);
        } catch (IOException e) {
            // If pg_restore cannot be started, the restore reports it next.
            return live;
        }
        return new TargetServerAdaptation(live.tablespaces(), findings);
    }

    /** Adapts a restore into a database that has its own settings. */
    static TargetServerAdaptation ofLive(RestoreAttempt attempt, StageBackupResult.Staged near) {
        Set<String> missing = new TreeSet<>(ArchiveTablespaceReader.of(near.archive()));
        if (!missing.isEmpty()) {
            missing.removeAll(attempt.server().tablespaces());
        }
        return new TargetServerAdaptation(
                missing.isEmpty(),
                missing.isEmpty()
                        ? List.of()
                        : List.of(new Finding(
                                "tablespace_missing",
                                "the target lacks tablespace " + String.join(", ", missing)
                                        + ": all objects were restored into the default tablespace")));
    }

    PgRestoreResult.Done with(PgRestoreResult.Done done) {
        return new PgRestoreResult.Done(
                Stream.concat(done.warnings().stream(), findings.stream()).toList(), done.words());
    }

    /** @param words output of pg_restore */
    PgRestoreResult.Done with(String words) {
        return new PgRestoreResult.Done(findings, words);
    }
}
