package io.holdfast.verify.doctor;

import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.restoreengine.server.SessionRole;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import io.holdfast.verify.drilling.DrillStatus;
import io.holdfast.verify.postgres.DrillStatusQueries;
import io.holdfast.verify.scratch.DrillLeftoverCleaner;
import io.holdfast.verify.scratch.ScratchServer;
import io.holdfast.verify.scratch.ScratchServerState;
import io.holdfast.verify.settings.ConfiguredScratchServer;
import io.holdfast.verify.storage.WorkFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks the requirements of drills: a scratch server that is not a source, the right to create databases, and disk space. */
@ApplicationScoped
class DrillCheckup implements Checkup {

    /** The same statement as in docs/roles.md. */
    static final String SMALLEST_ROLE = "CREATE ROLE holdfast_drill LOGIN CREATEDB CREATEROLE CONNECTION LIMIT 20;";

    private final ConfiguredScratchServer settings;
    private final ScratchServer scratch;
    private final WorkFolder work;
    private final DrillStatusQueries standings;
    private final DrillLeftoverCleaner drillCleanup;
    private final Clock clock;

    DrillCheckup(
            ConfiguredScratchServer settings,
            ScratchServer scratch,
            WorkFolder work,
            DrillStatusQueries standings,
            DrillLeftoverCleaner drillCleanup,
            Clock clock) {
        this.settings = settings;
        this.scratch = scratch;
        this.work = work;
        this.standings = standings;
        this.drillCleanup = drillCleanup;
        this.clock = clock;
    }

    @Override
    public List<DoctorCheckResult> check() {
        List<DoctorCheckResult> checks = new ArrayList<>();
        checks.add(
                settings.isConfigured()
                        ? server()
                        : DoctorCheckResult.warn(
                                "scratch server",
                                "is not configured, so no restore is ever tested",
                                "Set holdfast.drills.server.host to a PostgreSQL server that is not a source. See"
                                        + " docs/drills.md."));
        work.problem()
                .ifPresent(why -> checks.add(DoctorCheckResult.fail(
                        "work folder",
                        why,
                        "Set holdfast.verify.work-folder to a directory that this user can" + " write to.")));
        undropped().ifPresent(checks::add);
        List<DrillStatus> all = standings.all();
        setAside(all).ifPresent(checks::add);
        List<DrillStatus> overdue =
                all.stream().filter(status -> status.isOverdue(clock.instant())).toList();
        if (!overdue.isEmpty()) {
            checks.add(DoctorCheckResult.fail(
                    "drills",
                    "are overdue: "
                            + overdue.stream()
                                    .map(status -> status.database() + " since " + status.limit())
                                    .collect(Collectors.joining(", ")),
                    "Run 'holdfast drill DATABASE'. GET /drills shows the results of the last drills."));
        }
        return checks;
    }

    private Optional<DoctorCheckResult> undropped() {
        Map<String, String> left = drillCleanup.undropped();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(DoctorCheckResult.fail(
                        "scratch databases",
                        "of ended drills could not be dropped: "
                                + left.entrySet().stream()
                                        .sorted(Map.Entry.comparingByKey())
                                        .map(one -> one.getKey() + " (" + one.getValue() + ")")
                                        .collect(Collectors.joining(", ")),
                        "Drills continue. End the sessions or objects that block each drop, or drop the database as"
                                + " a superuser."));
    }

    private static Optional<DoctorCheckResult> setAside(List<DrillStatus> all) {
        String databases = all.stream()
                .filter(DrillStatus::isSetAside)
                .map(status -> status.database().value())
                .collect(Collectors.joining(", "));
        return databases.isEmpty()
                ? Optional.empty()
                : Optional.of(DoctorCheckResult.fail(
                        "drills",
                        "are set aside, because workers died during them: " + databases,
                        "Check the memory limit and this service's log, then run 'holdfast drill DATABASE'. Each is"
                                + " retried once a day."));
    }

    private DoctorCheckResult server() {
        return switch (scratch.scratchServerState()) {
            case ScratchServerState.Unfit unfit ->
                DoctorCheckResult.fail(
                        "scratch server",
                        unfit.why().text(),
                        "No drill runs until this is fixed. The check is" + " repeated.");
            case ScratchServerState.Ready ready -> {
                long leftovers = DrillLeftoverCleaner.unmarked(ready.facts());
                yield leftovers == 0
                        ? role("PostgreSQL " + ready.facts().version() + ", not a source", ready.server())
                        : DoctorCheckResult.warn(
                                "scratch server",
                                "has " + leftovers + " databases named holdfast_drill_… without Holdfast's mark",
                                "A worker was killed just after it created them. Check them, and drop them by hand.");
            }
        };
    }

    private static DoctorCheckResult role(String found, TargetServer server) {
        try {
            SessionRole role = server.role();
            return role.superuser()
                    ? DoctorCheckResult.warn(
                            "scratch server",
                            found + "; the role '" + role.name() + "' is a superuser",
                            "Code in a backup could run as this role. Configure another role: " + SMALLEST_ROLE
                                    + " See docs/roles.md.")
                    : DoctorCheckResult.ok("scratch server", found);
        } catch (TargetServerException trouble) {
            return DoctorCheckResult.fail("scratch server", trouble.sentence(), "No drill runs until this is fixed.");
        }
    }
}
