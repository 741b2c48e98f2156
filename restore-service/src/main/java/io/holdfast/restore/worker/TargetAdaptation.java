package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restoring.Restored;
import io.holdfast.restoring.archive.DatabaseSettings;
import io.holdfast.restoring.archive.TablespacesOfArchive;
import io.holdfast.restoring.server.ApplySettings;
import io.holdfast.restoring.server.TargetTrouble;
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
    static TargetAdaptation ofNew(Attempt attempt, Near.Here near, String database) throws InterruptedException {
        TargetAdaptation live = ofLive(attempt, near);
        List<Finding> findings = new ArrayList<>(live.findings());
        try {
            findings.addAll(ApplySettings.toDatabase(
                    attempt.server().to(database),
                    DatabaseSettings.of(near.archive()).ofExpressions().values()));
        } catch (SQLException e) {
            throw TargetTrouble.of(e);
        } catch (IOException e) {
            // pg_restore cannot be started: the restore itself says so next.
            return live;
        }
        return new TargetAdaptation(live.tablespaces(), findings);
    }

    /** Of a database that has its own settings. */
    static TargetAdaptation ofLive(Attempt attempt, Near.Here near) {
        Set<String> missing = new TreeSet<>(TablespacesOfArchive.of(near.archive()));
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

    Restored.Done with(Restored.Done done) {
        return new Restored.Done(
                Stream.concat(done.warnings().stream(), findings.stream()).toList(), done.words());
    }

    /** @param words pg_restore's */
    Restored.Done with(String words) {
        return new Restored.Done(findings, words);
    }
}
