package io.holdfast.restore.restoring;

import io.holdfast.events.BackupKind;
import io.holdfast.events.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes a plan of what is known. The same facts make the same plan. */
public final class MakeRestorePlan {

    private final PlanFacts facts;
    private final RestoreRequest request;
    private final RestorableBackup backup;
    private final List<Finding> obstacles = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private MakeRestorePlan(PlanFacts facts) {
        this.facts = facts;
        this.request = facts.wish();
        this.backup = facts.backup();
    }

    /** @param facts with at least one copy that is not condemned */
    public static RestorePlan of(PlanFacts facts) {
        return new MakeRestorePlan(facts).plan();
    }

    private RestorePlan plan() {
        String target = target();
        RestorableCopy chosen = facts.copies().getFirst();
        describeCopy(chosen);
        describeTrust();
        describeNewer();
        findings.addAll(facts.archive().notes());
        obstacles.addAll(facts.archive().obstacles());
        describeFreeSpace();
        describeDuration();
        describeTarget(target);
        describeReplaced(target);
        describeAccepted();
        return new RestorePlan(
                facts.plan(),
                request,
                backup.id(),
                target,
                chosen.copy().ref(),
                request.mode() == RestoreMode.IN_PLACE && request.tables().isEmpty()
                        ? 1
                        : request.jobs() == null ? facts.jobs() : request.jobs(),
                facts.validUntil(),
                obstacles,
                findings,
                facts.target() instanceof TargetState.Seen seen
                        ? seen.superuser().orElse(null)
                        : null);
    }

    private String target() {
        if (request.mode() != RestoreMode.FRESH) {
            return facts.liveName();
        }
        if (request.target() != null) {
            return request.target();
        }
        return request.tables().isEmpty()
                ? DatabaseNaming.restored(facts.liveName(), facts.now())
                : DatabaseNaming.sidecar(facts.liveName(), facts.now());
    }

    private void describeCopy(RestorableCopy chosen) {
        int healthy = facts.copies().size();
        String why = chosen.copy().destination().equals(request.from())
                ? "as wished"
                : healthy == 1 ? "the only healthy copy" : "the nearest of " + healthy + " healthy copies";
        found(
                "copy_chosen",
                chosen.copy().ref() + ", " + NumberText.bytes(chosen.copy().bytes()) + ", SHA-256 "
                        + chosen.copy().sha256().hex() + ": " + why);
        if (request.from() != null && !chosen.copy().destination().equals(request.from())) {
            addObstacle(
                    "no_such_copy",
                    "no healthy copy lies at '" + request.from() + "': name another destination, or none");
        }
        if (chosen.isArchived()) {
            addObstacle(
                    "copy_archived",
                    chosen.copy().ref() + " lies in " + chosen.storageClass().orElse("an archive")
                            + " and cannot be read at once: first have its storage restore it there, then ask for this"
                            + " plan again");
        }
        long condemned =
                backup.copies().stream().filter(RestorableCopy::condemned).count();
        if (condemned > 0) {
            found("copies_condemned", condemned + " further copies are condemned and are not read");
        }
    }

    private void describeTrust() {
        String age = NumberText.time(Duration.between(backup.startedAt(), facts.now()));
        found("age", "it holds what was committed before " + backup.startedAt() + ", " + age + " ago");
        switch (backup.trust()) {
            case VERIFIED ->
                found(
                        "level",
                        "it is verified: "
                                + backup.level().map(Enum::name).orElse("L1")
                                + backup.levelAt().map(at -> " on " + at).orElse(""));
            case UNVERIFIED ->
                found("not_verified", "it is not verified yet; its bytes are checked before anything is touched");
            case SUSPECTED -> found("suspected", "it is suspected: see what 'holdfast show' says before relying on it");
            case CONDEMNED ->
                addObstacle("condemned", "it is condemned: its bytes are bad, and none of them come back");
        }
        if (backup.kind() == BackupKind.SCHEMA_ONLY) {
            if (request.mode() == RestoreMode.FRESH) {
                found("no_rows", "it holds definitions and no rows");
            } else {
                addObstacle("no_rows", "it holds definitions and no rows: the live database would lose its own");
            }
        }
    }

    /** What came after it: the damage, in most cases, and what was made to keep it. */
    private void describeNewer() {
        for (NewerBackup newer : facts.newer()) {
            String which = "the newer backup " + newer.id() + " of " + newer.startedAt();
            if (newer.beforeRestore()) {
                found("made_before_restore", which + " was made before a restore, so 'latest' does not mean it");
            }
            if (!newer.suspicions().isEmpty()) {
                found(
                        "looks_wrong",
                        which + " is suspected, so 'latest' does not mean it: "
                                + newer.suspicions().stream().map(Finding::text).collect(Collectors.joining("; ")));
            }
        }
    }

    private void describeFreeSpace() {
        String needed = "the work folder needs " + NumberText.bytes(facts.plainBytes());
        if (facts.workFree().isEmpty()) {
            addObstacle("work_folder", needed + ", and cannot be written: see this service's doctor");
        } else if (facts.workFree().getAsLong() < facts.plainBytes()) {
            addObstacle(
                    "no_room",
                    needed + ", and " + NumberText.bytes(facts.workFree().getAsLong()) + " are free: free some, or set"
                            + " holdfast.restore.work-folder");
        } else {
            found("room", needed + ", of " + NumberText.bytes(facts.workFree().getAsLong()) + " that are free");
        }
        if (facts.target() instanceof TargetState.Seen seen) {
            seen.live()
                    .ifPresent(live -> found(
                            "target_room",
                            "the target server needs about as much room as the live database has now, "
                                    + NumberText.bytes(live.bytes())));
        }
    }

    private void describeDuration() {
        findings.addAll(DurationEstimate.duration(facts.history(), facts.vectors()));
    }

    private void describeTarget(String target) {
        switch (facts.target()) {
            case TargetState.NotConfigured none ->
                addObstacle(
                        "target_not_configured",
                        "no target is configured: set holdfast.restore.targets." + request.database()
                                + ".host and what belongs to it, for restore-service alone");
            case TargetState.NotSeen notSeen -> addObstacle(notSeen.reason(), notSeen.message());
            case TargetState.Seen seen -> describeServer(seen, target);
        }
    }

    private void describeServer(TargetState.Seen seen, String target) {
        found("target_server", "the target server is PostgreSQL " + seen.version());
        seen.superuser()
                .ifPresent(role -> found(
                        "target_superuser",
                        "the target role is a superuser: code in this archive runs as superuser '" + role
                                + "' and may do everything on that server and its host; the approval has to"
                                + " name this role"));
        findings.addAll(seen.notes());
        obstacles.addAll(seen.obstacles());
        if (!seen.mayCreateDatabases()
                && !(request.mode() == RestoreMode.IN_PLACE && request.tables().isEmpty())) {
            addObstacle("may_not_create", "the target's role may not create databases: give it CREATEDB");
        }
        if (request.mode() == RestoreMode.FRESH && seen.names().contains(target)) {
            addObstacle("target_exists", "there is a database '" + target + "' already: name another one");
        }
        if (request.mode() != RestoreMode.FRESH && seen.live().isEmpty()) {
            addObstacle(
                    "live_missing",
                    "there is no database '" + target + "' to take the place of: restore it fresh, under that name");
        }
        seen.live()
                .map(TargetState.Live::sessions)
                .filter(who -> !who.isEmpty())
                .ifPresent(this::describeSessions);
    }

    private void describeSessions(List<String> who) {
        String ended = request.mode() == RestoreMode.FRESH
                ? "; they are not disturbed"
                : request.isRowsInPlace()
                        ? "; they are not ended, and wait while the tables are locked"
                        : "; these connections will be ended";
        found(
                "connections",
                who.size() + " are connected to the live database: "
                        + String.join(", ", who.stream().limit(10).toList())
                        + (who.size() > 10 ? " and others" : "") + ended);
    }

    private void describeReplaced(String target) {
        switch (request.mode()) {
            case FRESH ->
                found(
                        "replaces",
                        request.tables().isEmpty()
                                ? "nothing is replaced: the database '" + target + "' will be made"
                                : "nothing is replaced: the database '" + target
                                        + "' will be made, with all definitions and" + " the rows of "
                                        + String.join(", ", request.tables()));
            case SWAP ->
                found(
                        "replaces",
                        "'" + target
                                + "' will be replaced when its successor has been compared; the one that serves now is"
                                + " kept as '" + DatabaseNaming.kept(target, facts.now()) + "' or a later time");
            case IN_PLACE ->
                found(
                        "replaces",
                        request.tables().isEmpty()
                                ? "everything in '" + target
                                        + "' that the backup has too will be dropped and made again, in one"
                                        + " transaction, after a backup of now has been made and found sound"
                                : "all rows of " + String.join(", ", request.tables()) + " in '" + target
                                        + "' will be replaced, in one transaction, after a backup of now has been made"
                                        + " and found sound; nothing else is changed");
        }
    }

    private void describeAccepted() {
        List<String> accepted = request.accepting();
        if (accepted != null && !accepted.isEmpty()) {
            found(
                    "accepting",
                    "the databases change places also if these are missing or different: "
                            + String.join(", ", accepted));
        }
    }

    private void found(String code, String text) {
        findings.add(new Finding(code, text));
    }

    private void addObstacle(String code, String text) {
        obstacles.add(new Finding(code, text));
    }
}
