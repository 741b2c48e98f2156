package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.BackupOutcomeWatcher;
import io.holdfast.cli.await.BackupWaitGoal;
import io.holdfast.cli.await.BackupWaitResult;
import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.ArgumentConverters.ADuration;
import io.holdfast.cli.context.ArgumentConverters.AKind;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.terminal.ProgressDisplay;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Envelope;
import io.holdfast.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Publishes a request for a backup, and waits for the backup with {@code --wait}. */
@Command(
        name = "backup",
        description = "Request a backup; with --wait, exit only when it is done (for CI jobs and before migrations).",
        exitCodeListHeading = "%nExit codes with --wait:%n",
        exitCodeList = {
            "0:the backup reached the requested state",
            "3:rejected; no backup was started",
            "4:failed, and not retried",
            "5:cancelled",
            "6:the backup is corrupt",
            "7:the backup is suspicious",
            "8:the backup could not be checked",
            "9:--timeout has expired; the backup continues",
            "10:the broker is not reachable"
        })
public final class BackupCommand implements Callable<Integer> {

    private final CommandContext context;
    private final EventLogConnectionFactory eventLogFactory;

    @Option(
            names = "--database",
            paramLabel = "ID",
            converter = ADatabase.class,
            description =
                    "id of a configured database (default: $$HOLDFAST_DATABASE, $$DATABASE_NAME, or the only configured database)")
    @Nullable
    DatabaseId database;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = AKind.class,
            defaultValue = "full",
            description = "kind of the backup: full (default) or schema_only")
    BackupKind kind = BackupKind.FULL;

    @Option(
            names = "--label",
            paramLabel = "TEXT",
            description = "short text that 'holdfast list' shows, such as 'before 4.2'")
    @Nullable
    String label;

    @Option(
            names = "--wait",
            paramLabel = "GOAL",
            arity = "0..1",
            fallbackValue = "verified",
            converter = BackupGoalConverter.class,
            description =
                    "wait until the backup is completed, verified, or protected (all its copies are verified); --wait"
                            + " without a value means verified")
    @Nullable
    BackupWaitGoal goal;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = ADuration.class,
            defaultValue = "6h",
            description = "maximum time to wait, such as 90s, 10m or 6h (default: ${DEFAULT-VALUE})")
    Duration timeout = Duration.ofHours(6);

    public BackupCommand(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        this.context = context;
        this.eventLogFactory = eventLogFactory;
    }

    @Override
    public Integer call() {
        Instant now = context.clock().instant();
        BackupRequested asked = new BackupRequested(database().value(), kind.label(), label, null);
        Envelope<BackupRequested> request =
                Envelope.of(RequesterNameResolver.SOURCE, UUID.randomUUID().toString(), now, asked);
        BackupId backup = BackupId.ofRequest(request.source(), request.id(), asked.database(), asked.kindOrDefault());
        try (EventLogConnection log = eventLogFactory.open()) {
            return goal == null ? publish(log, request, backup) : publishAndWait(log, request, backup, goal);
        }
    }

    private DatabaseId database() {
        return database == null ? new DefaultDatabaseResolver(context).find() : database;
    }

    private int publish(EventLogConnection log, Envelope<BackupRequested> request, BackupId backup) {
        log.publish(request);
        new BackupResultPrinter(context, request.message(), backup).requested();
        return ExitCode.OK.number();
    }

    /** Starts to read before it publishes, so that no response is missed. */
    private int publishAndWait(
            EventLogConnection log, Envelope<BackupRequested> request, BackupId backup, BackupWaitGoal goal) {
        log.readFromNow(EnumSet.of(Topic.BACKUP_EVENTS, Topic.BACKUP_PROGRESS));
        String coordinates = log.publish(request);
        ProgressDisplay progress = new ProgressDisplay(context.screen());
        progress.print("requested backup " + backup + " of " + request.message().database());
        BackupOutcomeWatcher watch = new BackupOutcomeWatcher(backup, goal);
        try (InterruptNotice ignored =
                interruptNotice(progress, backup, request.message().database())) {
            BackupWaitResult outcome = new FollowBackup(log, progress, context.clock())
                    .until(request.time().plus(timeout), watch, coordinates);
            Duration took = Duration.between(request.time(), context.clock().instant());
            new BackupResultPrinter(context, request.message(), backup).ended(watch, outcome, took);
            return BackupWaitResultFormatter.exitCode(outcome).number();
        }
    }

    private static InterruptNotice interruptNotice(ProgressDisplay progress, BackupId backup, String of) {
        return new InterruptNotice(
                progress,
                "No longer waiting. The backup continues.",
                "  to inspect it: holdfast show " + backup,
                "  to cancel it:  holdfast cancel " + backup + " --database " + of + " --reason '…'");
    }
}
