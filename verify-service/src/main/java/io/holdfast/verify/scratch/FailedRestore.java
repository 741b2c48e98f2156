package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.Connection;
import io.holdfast.restoring.RefusedEntries;
import io.holdfast.restoring.RefusedEntries.Refused;
import io.holdfast.restoring.Restored;
import io.holdfast.restoring.archive.StagedArchive;
import io.holdfast.verify.drilling.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What it says about a backup that pg_restore could not restore all of it. */
final class FailedRestore {

    /** What tells of the backup, and not of the scratch server. */
    private static final String RESTORE_ERRORS = "restore_errors";

    private static final Pattern MISSING_ROLE = Pattern.compile("role \"([^\"]+)\" does not exist");
    private static final int SHOWN = 20;

    private final DrillEntries entries;
    private final boolean isTrusted;
    private final Set<String> denied;

    /**
     * @param isTrusted whether the administrator restored, who may do everything
     * @param denied extensions that were left out, without which other objects may not come back
     */
    FailedRestore(DrillEntries entries, boolean isTrusted, Set<String> denied) {
        this.entries = entries;
        this.isTrusted = isTrusted;
        this.denied = denied;
    }

    /**
     * How the drill ends; empty where nothing is missing but what cannot be read in a drill.
     *
     * @param database into which pg_restore has restored, by the same role
     */
    Optional<Outcome> judge(Restored.Failed failed, StagedArchive archive, Connection database)
            throws InterruptedException {
        if (!failed.reason().equals(RESTORE_ERRORS)) {
            return Optional.of(Outcome.Impossible.because(failed.reason(), failed.message()));
        }
        Matcher role = MISSING_ROLE.matcher(failed.words());
        if (role.find()) {
            return Optional.of(Outcome.Impossible.because(
                    "role_missing",
                    "role " + role.group(1)
                            + " is named by the backup and does not exist on the scratch server: create it"
                            + " there, or set holdfast.drills.create-roles=true"));
        }
        List<Refused> refused = RefusedEntries.of(archive, failed.entries(), database);
        List<Finding> lacking = refused.stream()
                .filter(one -> !isTrusted && one.sqlState().equals(RefusedEntries.MAY_NOT))
                .map(one -> needsRights(one.entry().label()))
                .limit(SHOWN)
                .toList();
        if (!lacking.isEmpty()) {
            return Optional.of(new Outcome.Impossible(lacking));
        }
        if (!denied.isEmpty()) {
            return Optional.of(new Outcome.Impossible(Stream.concat(
                            Stream.of(new Finding(
                                    "extension_denied",
                                    "the backup needs extensions that drills leave out: " + String.join(", ", denied)
                                            + ". Allow them with holdfast.drills.extensions.allow, or declare the"
                                            + " database trusted")),
                            failed.findings().stream())
                    .toList()));
        }
        long unreadable = refused.stream().filter(this::readsForeignTables).count();
        return unreadable > 0 && unreadable == failed.findings().size() && unreadable < SHOWN
                ? Optional.empty()
                : Optional.of(new Outcome.Failed(Stream.concat(
                                Stream.of(new Finding(failed.reason(), failed.message())), failed.findings().stream())
                        .toList()));
    }

    /** A materialised view of a foreign table cannot be filled where the server leads nowhere. */
    private boolean readsForeignTables(Refused one) {
        return !entries.servers().isEmpty()
                && one.entry().type().equals("MATERIALIZED VIEW DATA")
                && one.sqlState().equals(RefusedEntries.NOT_READY);
    }

    static Finding needsRights(String object) {
        return new Finding(
                "needs_superuser",
                object
                        + " needs more rights than a drill's role has, such as only a superuser's: declare the"
                        + " database trusted (holdfast.databases.….drill.trusted=true) if its owners may run code on"
                        + " the scratch server as its administrator");
    }
}
