package io.holdfast.verify.doctor;

import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.restoreengine.server.SessionRole;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import io.holdfast.verify.drilling.DrillStatus;
import io.holdfast.verify.postgres.DrillStatusQueries;
import io.holdfast.verify.scratch.DrillCleanup;
import io.holdfast.verify.scratch.ScratchServer;
import io.holdfast.verify.scratch.ScratchServerState;
import io.holdfast.verify.settings.ScratchSettings;
import io.holdfast.verify.storage.WorkFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a drill needs: a server that is no source, on which databases may be made, and room for the archive. */
@ApplicationScoped
class DrillCheckup implements Checkup {

    /** As docs/roles.md has it. */
    static final String SMALLEST_ROLE = "CREATE ROLE holdfast_drill LOGIN CREATEDB CREATEROLE CONNECTION LIMIT 20;";

    private final ScratchSettings settings;
    private final ScratchServer scratch;
    private final WorkFolder work;
    private final DrillStatusQueries standings;
    private final DrillCleanup drillCleanup;
    private final Clock clock;

    DrillCheckup(
            ScratchSettings settings,
            ScratchServer scratch,
            WorkFolder work,
            DrillStatusQueries standings,
            DrillCleanup drillCleanup,
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
                                "is not configured, so no backup is ever restored to see that it can be",
                                "Set holdfast.drills.server.host to a PostgreSQL that is no source: docs/drills.md."));
        work.problem()
                .ifPresent(why -> checks.add(DoctorCheckResult.fail(
                        "work folder", why, "Set holdfast.verify.work-folder to a folder that this user may write.")));
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
                    "'holdfast drill DATABASE' drills now; GET /drills says how the last ones ended."));
        }
        return checks;
    }

    private Optional<DoctorCheckResult> undropped() {
        Map<String, String> left = drillCleanup.undropped();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(DoctorCheckResult.fail(
                        "scratch databases",
                        "of ended drills are not dropped: "
                                + left.entrySet().stream()
                                        .sorted(Map.Entry.comparingByKey())
                                        .map(one -> one.getKey() + " (" + one.getValue() + ")")
                                        .collect(Collectors.joining(", ")),
                        "Drills go on without them. End what holds each, or drop it by hand as a superuser."));
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
                        "Memory? See this service's log, then 'holdfast drill DATABASE'. Each is tried again"
                                + " once a day."));
    }

    private DoctorCheckResult server() {
        return switch (scratch.scratchServerState()) {
            case ScratchServerState.Unfit unfit ->
                DoctorCheckResult.fail(
                        "scratch server", unfit.why().text(), "Until then nothing is drilled, and tried again.");
            case ScratchServerState.Ready ready -> {
                long leftovers = DrillCleanup.unmarked(ready.facts());
                yield leftovers == 0
                        ? role("PostgreSQL " + ready.facts().version() + ", no source", ready.server())
                        : DoctorCheckResult.warn(
                                "scratch server",
                                "has " + leftovers + " databases that are called holdfast_drill_… and bear no mark",
                                "A worker was killed just after it made them: look, and drop them by hand.");
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
                            "Code in a backup could run as it. Sign in with another role: " + SMALLEST_ROLE
                                    + " See docs/roles.md.")
                    : DoctorCheckResult.ok("scratch server", found);
        } catch (TargetServerException trouble) {
            return DoctorCheckResult.fail("scratch server", trouble.sentence(), "Nothing is drilled until then.");
        }
    }
}
