package io.holdfast.verify.metrics;

import io.holdfast.events.doctor.Check;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.restoring.server.SessionRole;
import io.holdfast.restoring.server.TargetServer;
import io.holdfast.restoring.server.TargetTrouble;
import io.holdfast.verify.drilling.Standing;
import io.holdfast.verify.postgres.DrillStandings;
import io.holdfast.verify.scratch.Reach;
import io.holdfast.verify.scratch.ScratchServer;
import io.holdfast.verify.scratch.TearDown;
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
    private final DrillStandings standings;
    private final TearDown tearDown;
    private final Clock clock;

    DrillCheckup(
            ScratchSettings settings,
            ScratchServer scratch,
            WorkFolder work,
            DrillStandings standings,
            TearDown tearDown,
            Clock clock) {
        this.settings = settings;
        this.scratch = scratch;
        this.work = work;
        this.standings = standings;
        this.tearDown = tearDown;
        this.clock = clock;
    }

    @Override
    public List<Check> look() {
        List<Check> checks = new ArrayList<>();
        checks.add(
                settings.isConfigured()
                        ? server()
                        : Check.warn(
                                "scratch server",
                                "is not configured, so no backup is ever restored to see that it can be",
                                "Set holdfast.drills.server.host to a PostgreSQL that is no source: docs/drills.md."));
        work.trouble()
                .ifPresent(why -> checks.add(Check.fail(
                        "work folder", why, "Set holdfast.verify.work-folder to a folder that this user may write.")));
        undropped().ifPresent(checks::add);
        List<Standing> all = standings.all();
        setAside(all).ifPresent(checks::add);
        List<Standing> overdue = all.stream()
                .filter(standing -> standing.isOverdue(clock.instant()))
                .toList();
        if (!overdue.isEmpty()) {
            checks.add(Check.fail(
                    "drills",
                    "are overdue: "
                            + overdue.stream()
                                    .map(standing -> standing.database() + " since " + standing.limit())
                                    .collect(Collectors.joining(", ")),
                    "'holdfast drill DATABASE' drills now; GET /drills says how the last ones ended."));
        }
        return checks;
    }

    private Optional<Check> undropped() {
        Map<String, String> left = tearDown.undropped();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(Check.fail(
                        "scratch databases",
                        "of ended drills are not dropped: "
                                + left.entrySet().stream()
                                        .sorted(Map.Entry.comparingByKey())
                                        .map(one -> one.getKey() + " (" + one.getValue() + ")")
                                        .collect(Collectors.joining(", ")),
                        "Drills go on without them. End what holds each, or drop it by hand as a superuser."));
    }

    private static Optional<Check> setAside(List<Standing> all) {
        String databases = all.stream()
                .filter(Standing::isSetAside)
                .map(standing -> standing.database().value())
                .collect(Collectors.joining(", "));
        return databases.isEmpty()
                ? Optional.empty()
                : Optional.of(Check.fail(
                        "drills",
                        "are set aside, because workers died during them: " + databases,
                        "Memory? See this service's log, then 'holdfast drill DATABASE'. Each is tried again"
                                + " once a day."));
    }

    private Check server() {
        return switch (scratch.reach()) {
            case Reach.Unfit unfit ->
                Check.fail("scratch server", unfit.why().text(), "Until then nothing is drilled, and tried again.");
            case Reach.Ready ready -> {
                long leftovers = TearDown.unmarked(ready.facts());
                yield leftovers == 0
                        ? role("PostgreSQL " + ready.facts().version() + ", no source", ready.server())
                        : Check.warn(
                                "scratch server",
                                "has " + leftovers + " databases that are called holdfast_drill_… and bear no mark",
                                "A worker was killed just after it made them: look, and drop them by hand.");
            }
        };
    }

    private static Check role(String found, TargetServer server) {
        try {
            SessionRole role = server.role();
            return role.superuser()
                    ? Check.warn(
                            "scratch server",
                            found + "; the role '" + role.name() + "' is a superuser",
                            "Code in a backup could run as it. Sign in with another role: " + SMALLEST_ROLE
                                    + " See docs/roles.md.")
                    : Check.ok("scratch server", found);
        } catch (TargetTrouble trouble) {
            return Check.fail("scratch server", trouble.sentence(), "Nothing is drilled until then.");
        }
    }
}
