package io.holdfast.restore.restoring;

import io.holdfast.events.Finding;
import io.holdfast.events.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes a plan of what is known. The same facts make the same plan. */
public final class MakePlan {

    private final PlanFacts facts;
    private final Wish wish;
    private final Backup backup;
    private final List<Finding> obstacles = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    private MakePlan(PlanFacts facts) {
        this.facts = facts;
        this.wish = facts.wish();
        this.backup = facts.backup();
    }

    /** @param facts with at least one copy that is not condemned */
    public static RestorePlan of(PlanFacts facts) {
        return new MakePlan(facts).plan();
    }

    private RestorePlan plan() {
        String target = target();
        StoredCopy chosen = facts.copies().getFirst();
        sayCopy(chosen);
        sayTrust();
        sayNewer();
        findings.addAll(facts.archive().notes());
        obstacles.addAll(facts.archive().obstacles());
        sayRoom();
        sayDuration();
        saySight(target);
        sayReplaced(target);
        sayAccepted();
        return new RestorePlan(
                facts.plan(),
                wish,
                backup.id(),
                target,
                chosen.copy().ref(),
                wish.mode() == Mode.IN_PLACE && wish.tables().isEmpty()
                        ? 1
                        : wish.jobs() == null ? facts.jobs() : wish.jobs(),
                facts.validUntil(),
                obstacles,
                findings,
                facts.target() instanceof TargetSight.Seen seen
                        ? seen.superuser().orElse(null)
                        : null);
    }

    private String target() {
        if (wish.mode() != Mode.FRESH) {
            return facts.liveName();
        }
        if (wish.target() != null) {
            return wish.target();
        }
        return wish.tables().isEmpty()
                ? Names.restored(facts.liveName(), facts.now())
                : Names.sidecar(facts.liveName(), facts.now());
    }

    private void sayCopy(StoredCopy chosen) {
        int healthy = facts.copies().size();
        String why = chosen.copy().destination().equals(wish.from())
                ? "as wished"
                : healthy == 1 ? "the only healthy copy" : "the nearest of " + healthy + " healthy copies";
        found(
                "copy_chosen",
                chosen.copy().ref() + ", " + Spoken.bytes(chosen.copy().bytes()) + ", SHA-256 "
                        + chosen.copy().sha256().hex() + ": " + why);
        if (wish.from() != null && !chosen.copy().destination().equals(wish.from())) {
            stands("no_such_copy", "no healthy copy lies at '" + wish.from() + "': name another destination, or none");
        }
        if (chosen.isArchived()) {
            stands(
                    "copy_archived",
                    chosen.copy().ref() + " lies in " + chosen.storageClass().orElse("an archive")
                            + " and cannot be read at once: first have its storage restore it there, then ask for this"
                            + " plan again");
        }
        long condemned = backup.copies().stream().filter(StoredCopy::condemned).count();
        if (condemned > 0) {
            found("copies_condemned", condemned + " further copies are condemned and are not read");
        }
    }

    private void sayTrust() {
        String age = Spoken.time(Duration.between(backup.startedAt(), facts.now()));
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
            case CONDEMNED -> stands("condemned", "it is condemned: its bytes are bad, and none of them come back");
        }
        if (backup.kind() == Kind.SCHEMA_ONLY) {
            if (wish.mode() == Mode.FRESH) {
                found("no_rows", "it holds definitions and no rows");
            } else {
                stands("no_rows", "it holds definitions and no rows: the live database would lose its own");
            }
        }
    }

    /** What came after it: the damage, in most cases, and what was made to keep it. */
    private void sayNewer() {
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

    private void sayRoom() {
        String needed = "the work folder needs " + Spoken.bytes(facts.plainBytes());
        if (facts.workFree().isEmpty()) {
            stands("work_folder", needed + ", and cannot be written: see this service's doctor");
        } else if (facts.workFree().getAsLong() < facts.plainBytes()) {
            stands(
                    "no_room",
                    needed + ", and " + Spoken.bytes(facts.workFree().getAsLong()) + " are free: free some, or set"
                            + " holdfast.restore.work-folder");
        } else {
            found("room", needed + ", of " + Spoken.bytes(facts.workFree().getAsLong()) + " that are free");
        }
        if (facts.target() instanceof TargetSight.Seen seen) {
            seen.live()
                    .ifPresent(live -> found(
                            "target_room",
                            "the target server needs about as much room as the live database has now, "
                                    + Spoken.bytes(live.bytes())));
        }
    }

    private void sayDuration() {
        findings.addAll(Expected.duration(facts.history(), facts.vectors()));
    }

    private void saySight(String target) {
        switch (facts.target()) {
            case TargetSight.NotConfigured none ->
                stands(
                        "target_not_configured",
                        "no target is configured: set holdfast.restore.targets." + wish.database()
                                + ".host and what belongs to it, for restore-service alone");
            case TargetSight.NotSeen not -> stands(not.reason(), not.message());
            case TargetSight.Seen seen -> sayServer(seen, target);
        }
    }

    private void sayServer(TargetSight.Seen seen, String target) {
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
                && !(wish.mode() == Mode.IN_PLACE && wish.tables().isEmpty())) {
            stands("may_not_create", "the target's role may not create databases: give it CREATEDB");
        }
        if (wish.mode() == Mode.FRESH && seen.names().contains(target)) {
            stands("target_exists", "there is a database '" + target + "' already: name another one");
        }
        if (wish.mode() != Mode.FRESH && seen.live().isEmpty()) {
            stands(
                    "live_missing",
                    "there is no database '" + target + "' to take the place of: restore it fresh, under that name");
        }
        seen.live()
                .map(TargetSight.Live::sessions)
                .filter(who -> !who.isEmpty())
                .ifPresent(this::saySessions);
    }

    private void saySessions(List<String> who) {
        String ended = wish.mode() == Mode.FRESH
                ? "; they are not disturbed"
                : wish.isRowsInPlace()
                        ? "; they are not ended, and wait while the tables are locked"
                        : "; these connections will be ended";
        found(
                "connections",
                who.size() + " are connected to the live database: "
                        + String.join(", ", who.stream().limit(10).toList())
                        + (who.size() > 10 ? " and others" : "") + ended);
    }

    private void sayReplaced(String target) {
        switch (wish.mode()) {
            case FRESH ->
                found(
                        "replaces",
                        wish.tables().isEmpty()
                                ? "nothing is replaced: the database '" + target + "' will be made"
                                : "nothing is replaced: the database '" + target
                                        + "' will be made, with all definitions and" + " the rows of "
                                        + String.join(", ", wish.tables()));
            case SWAP ->
                found(
                        "replaces",
                        "'" + target
                                + "' will be replaced when its successor has been compared; the one that serves now is"
                                + " kept as '" + Names.kept(target, facts.now()) + "' or a later time");
            case IN_PLACE ->
                found(
                        "replaces",
                        wish.tables().isEmpty()
                                ? "everything in '" + target
                                        + "' that the backup has too will be dropped and made again, in one"
                                        + " transaction, after a backup of now has been made and found sound"
                                : "all rows of " + String.join(", ", wish.tables()) + " in '" + target
                                        + "' will be replaced, in one transaction, after a backup of now has been made"
                                        + " and found sound; nothing else is changed");
        }
    }

    private void sayAccepted() {
        List<String> accepted = wish.accepting();
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

    private void stands(String code, String text) {
        obstacles.add(new Finding(code, text));
    }
}
