package io.holdfast.restore.restoring;

import io.holdfast.events.BackupKind;
import io.holdfast.events.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Creates a restore plan. The same facts always give the same plan. */
public final class MakeRestorePlan {

    private final RestorePlanInputs facts;
    private final RestoreRequest request;
    private final RestorableBackup backup;
    private final List<Finding> obstacles = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private MakeRestorePlan(RestorePlanInputs facts) {
        this.facts = facts;
        this.request = facts.wish();
        this.backup = facts.backup();
    }

    /** @param facts facts with at least one copy that is not condemned */
    public static RestorePlan of(RestorePlanInputs facts) {
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
                ? DatabaseNameGenerator.restored(facts.liveName(), facts.now())
                : DatabaseNameGenerator.sidecar(facts.liveName(), facts.now());
    }

    private void describeCopy(RestorableCopy chosen) {
        int healthy = facts.copies().size();
        String why = chosen.copy().destination().equals(request.from())
                ? "as requested"
                : healthy == 1 ? "the only healthy copy" : "the nearest of " + healthy + " healthy copies";
        found(
                "copy_chosen",
                chosen.copy().ref() + ", "
                        + SizeAndTimeFormatter.bytes(chosen.copy().bytes()) + ", SHA-256 "
                        + chosen.copy().sha256().hex() + ": " + why);
        if (request.from() != null && !chosen.copy().destination().equals(request.from())) {
            addObstacle(
                    "no_such_copy",
                    "there is no healthy copy at destination '" + request.from() + "'. hint: choose another"
                            + " destination, or none");
        }
        if (chosen.isArchived()) {
            addObstacle(
                    "copy_archived",
                    chosen.copy().ref() + " is in archive class "
                            + chosen.storageClass().orElse("(unknown)")
                            + " and cannot be read at once. hint: first restore it within its storage, then request"
                            + " this plan again");
        }
        long condemned =
                backup.copies().stream().filter(RestorableCopy::condemned).count();
        if (condemned > 0) {
            found("copies_condemned", condemned + " other copies are condemned and will not be read");
        }
    }

    private void describeTrust() {
        String age = SizeAndTimeFormatter.time(Duration.between(backup.startedAt(), facts.now()));
        found("age", "the backup contains everything committed before " + backup.startedAt() + " (" + age + " ago)");
        switch (backup.trust()) {
            case VERIFIED ->
                found(
                        "level",
                        "the backup is verified: "
                                + backup.level().map(Enum::name).orElse("L1")
                                + backup.levelAt().map(at -> " on " + at).orElse(""));
            case UNVERIFIED ->
                found(
                        "not_verified",
                        "the backup is not verified yet; its bytes are checked before anything is" + " changed");
            case SUSPECTED ->
                found(
                        "suspected",
                        "the backup is suspected. hint: check its findings with 'holdfast"
                                + " show' before you rely on it");
            case CONDEMNED ->
                addObstacle("condemned", "the backup is condemned: its bytes are bad, and it cannot be restored");
        }
        if (backup.kind() == BackupKind.SCHEMA_ONLY) {
            if (request.mode() == RestoreMode.FRESH) {
                found("no_rows", "the backup has definitions but no rows");
            } else {
                addObstacle("no_rows", "the backup has definitions but no rows: the live database would lose its rows");
            }
        }
    }

    /** Newer backups: most contain the damage, or were made to keep the state before a restore. */
    private void describeNewer() {
        for (NewerBackup newer : facts.newer()) {
            String which = "the newer backup " + newer.id() + " of " + newer.startedAt();
            if (newer.beforeRestore()) {
                found("made_before_restore", which + " was made before a restore, so 'latest' does not select it");
            }
            if (!newer.suspicions().isEmpty()) {
                found(
                        "looks_wrong",
                        which + " is suspected, so 'latest' does not select it: "
                                + newer.suspicions().stream().map(Finding::text).collect(Collectors.joining("; ")));
            }
        }
    }

    private void describeFreeSpace() {
        String needed = "the work folder needs " + SizeAndTimeFormatter.bytes(facts.plainBytes());
        if (facts.workFree().isEmpty()) {
            addObstacle("work_folder", needed + " but is not writable. hint: check the doctor of restore-service");
        } else if (facts.workFree().getAsLong() < facts.plainBytes()) {
            addObstacle(
                    "no_room",
                    needed + ", but only "
                            + SizeAndTimeFormatter.bytes(facts.workFree().getAsLong())
                            + " are free. hint: free some"
                            + " space, or set holdfast.restore.work-folder");
        } else {
            found(
                    "room",
                    needed + "; " + SizeAndTimeFormatter.bytes(facts.workFree().getAsLong()) + " are free");
        }
        if (facts.target() instanceof TargetState.Seen seen) {
            seen.live()
                    .ifPresent(live -> found(
                            "target_room",
                            "the target server needs about as much free space as the live database uses now: "
                                    + SizeAndTimeFormatter.bytes(live.bytes())));
        }
    }

    private void describeDuration() {
        findings.addAll(RestoreDurationEstimator.duration(facts.history(), facts.vectors()));
    }

    private void describeTarget(String target) {
        switch (facts.target()) {
            case TargetState.NotConfigured none ->
                addObstacle(
                        "target_not_configured",
                        "no target is configured. hint: set holdfast.restore.targets." + request.database()
                                + ".host and the settings that belong to it, for restore-service only");
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
                                + "' and can do everything on that server and its host; the approval must"
                                + " name this role"));
        findings.addAll(seen.notes());
        obstacles.addAll(seen.obstacles());
        if (!seen.mayCreateDatabases()
                && !(request.mode() == RestoreMode.IN_PLACE && request.tables().isEmpty())) {
            addObstacle("may_not_create", "the target role may not create databases. hint: give it CREATEDB");
        }
        if (request.mode() == RestoreMode.FRESH && seen.names().contains(target)) {
            addObstacle("target_exists", "database '" + target + "' already exists. hint: choose another name");
        }
        if (request.mode() != RestoreMode.FRESH && seen.live().isEmpty()) {
            addObstacle(
                    "live_missing",
                    "database '" + target + "' does not exist, so it cannot be replaced. hint: restore into a new"
                            + " database with that name");
        }
        seen.live()
                .map(TargetState.Live::sessions)
                .filter(who -> !who.isEmpty())
                .ifPresent(this::describeSessions);
    }

    private void describeSessions(List<String> who) {
        String ended = request.mode() == RestoreMode.FRESH
                ? "; they are not affected"
                : request.isRowsInPlace()
                        ? "; they are not ended, but wait while the tables are locked"
                        : "; they will be ended";
        found(
                "connections",
                who.size() + " sessions are connected to the live database: "
                        + String.join(", ", who.stream().limit(10).toList())
                        + (who.size() > 10 ? " and others" : "") + ended);
    }

    private void describeReplaced(String target) {
        switch (request.mode()) {
            case FRESH ->
                found(
                        "replaces",
                        request.tables().isEmpty()
                                ? "nothing is replaced: the database '" + target + "' will be created"
                                : "nothing is replaced: the database '" + target
                                        + "' will be created, with all definitions and" + " the rows of "
                                        + String.join(", ", request.tables()));
            case SWAP ->
                found(
                        "replaces",
                        "'" + target
                                + "' will be replaced after the restored database has been compared; the current one is"
                                + " kept as '" + DatabaseNameGenerator.kept(target, facts.now())
                                + "' or with a later time");
            case IN_PLACE ->
                found(
                        "replaces",
                        request.tables().isEmpty()
                                ? "everything in '" + target
                                        + "' that the backup also has will be dropped and created again in one"
                                        + " transaction, after a backup of the current state has been made and checked"
                                : "all rows of " + String.join(", ", request.tables()) + " in '" + target
                                        + "' will be replaced in one transaction, after a backup of the current state"
                                        + " has been made and checked; nothing else is changed");
        }
    }

    private void describeAccepted() {
        List<String> accepted = request.accepting();
        if (accepted != null && !accepted.isEmpty()) {
            found(
                    "accepting",
                    "the swap takes place even if these objects are missing or different: "
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
