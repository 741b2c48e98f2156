package io.holdfast.cli.asking;

import io.holdfast.cli.session.Arguments.ADatabase;
import io.holdfast.cli.session.Arguments.ADuration;
import io.holdfast.cli.session.Arguments.AKind;
import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.terminal.Progress;
import io.holdfast.cli.waiting.BackupWatch;
import io.holdfast.cli.waiting.EventLog;
import io.holdfast.cli.waiting.Goal;
import io.holdfast.cli.waiting.Outcome;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Envelope;
import io.holdfast.events.Kind;
import io.holdfast.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has a backup made now, by publishing a request for it. */
@Command(
        name = "backup",
        description = "Have a backup made now; with --wait, end when it is there (for CI, and before migrations).",
        exitCodeListHeading = "%nExit codes with --wait:%n",
        exitCodeList = {
            "0:reached",
            "3:rejected, nothing was started",
            "4:failed and given up",
            "5:cancelled",
            "6:made, and proven bad",
            "7:made, and suspicious",
            "8:made, and could not be checked",
            "9:not decided within --timeout",
            "10:broker not reachable"
        })
public final class Backup implements Callable<Integer> {

    private final Session session;
    private final Logs logs;

    @Option(
            names = "--database",
            paramLabel = "ID",
            converter = ADatabase.class,
            description =
                    "id of a configured database; otherwise $$HOLDFAST_DATABASE, $$DATABASE_NAME, or the only one that is configured")
    @Nullable
    DatabaseId database;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = AKind.class,
            defaultValue = "full",
            description = "full (default) or schema_only")
    Kind kind = Kind.FULL;

    @Option(names = "--label", paramLabel = "WORDS", description = "a few words to find it by, such as 'before 4.2'")
    @Nullable
    String label;

    @Option(
            names = "--wait",
            paramLabel = "GOAL",
            arity = "0..1",
            fallbackValue = "verified",
            converter = AGoal.class,
            description =
                    "wait until it is completed, verified, or protected: all its copies verified (when no word follows: verified)")
    @Nullable
    Goal goal;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = ADuration.class,
            defaultValue = "6h",
            description = "how long to wait: 90s, 10m, 6h (default)")
    Duration timeout = Duration.ofHours(6);

    public Backup(Session session, Logs logs) {
        this.session = session;
        this.logs = logs;
    }

    @Override
    public Integer call() {
        Instant now = session.clock().instant();
        BackupRequested asked = new BackupRequested(database().value(), kind.word(), label, null);
        Envelope<BackupRequested> request =
                Envelope.of(Author.SOURCE, UUID.randomUUID().toString(), now, asked);
        BackupId backup = BackupId.ofRequest(request.source(), request.id(), asked.database(), asked.kindOrDefault());
        try (EventLog log = logs.open()) {
            return goal == null ? publish(log, request, backup) : publishAndWait(log, request, backup, goal);
        }
    }

    private DatabaseId database() {
        return database == null ? new DefaultDatabase(session).find() : database;
    }

    private int publish(EventLog log, Envelope<BackupRequested> request, BackupId backup) {
        log.publish(request);
        new BackupReport(session, request.message(), backup).requested();
        return ExitCode.OK.number();
    }

    /** Begins to read before it publishes, so that no answer can be missed. */
    private int publishAndWait(EventLog log, Envelope<BackupRequested> request, BackupId backup, Goal goal) {
        log.readFromNow(EnumSet.of(Topic.BACKUP_EVENTS, Topic.BACKUP_PROGRESS));
        String coordinates = log.publish(request);
        Progress progress = new Progress(session.screen());
        progress.say("requested backup " + backup + " of " + request.message().database());
        BackupWatch watch = new BackupWatch(backup, goal);
        try (GoesOn ignored = goesOn(progress, backup, request.message().database())) {
            Outcome outcome = new Follow(log, progress, session.clock())
                    .until(request.time().plus(timeout), watch, coordinates);
            Duration took = Duration.between(request.time(), session.clock().instant());
            new BackupReport(session, request.message(), backup).ended(watch, outcome, took);
            return Endings.exitCode(outcome).number();
        }
    }

    private static GoesOn goesOn(Progress progress, BackupId backup, String of) {
        return new GoesOn(
                progress,
                "Stopped waiting; the backup goes on.",
                "  to see it:     holdfast show " + backup,
                "  to cancel it:  holdfast cancel " + backup + " --database " + of + " --reason '…'");
    }
}
