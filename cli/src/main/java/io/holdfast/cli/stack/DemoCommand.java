package io.holdfast.cli.stack;

import io.holdfast.cli.await.BackupOutcomeWatcher;
import io.holdfast.cli.await.BackupWaitGoal;
import io.holdfast.cli.await.BackupWaitResult;
import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.commands.request.BackupWaitResultFormatter;
import io.holdfast.cli.commands.request.DemoDrillAndRestore;
import io.holdfast.cli.commands.request.DemoDrillAndRestore.Result;
import io.holdfast.cli.commands.request.EventLogConnectionFactory;
import io.holdfast.cli.commands.request.FollowBackup;
import io.holdfast.cli.context.ArgumentConverters.ADuration;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.terminal.ProgressDisplay;
import io.holdfast.events.Topic;
import io.holdfast.localstack.ProcessLifetime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code holdfast demo}: publishes a request as another system would, and follows the backup, a drill and a restore. */
@Command(
        name = "demo",
        description = "Back up, verify, drill and restore a real database on a local stack, and print each step.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the backup was verified, tested in a drill, and restored",
            "3 to 14:a step failed; the codes are those of 'backup --wait', 'drill --wait' and 'restore'"
        })
public final class DemoCommand implements Callable<Integer> {

    private final CommandContext context;
    private final EventLogConnectionFactory eventLogFactory;

    @Option(names = "--keep", description = "keep the stack running")
    boolean keep;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = ADuration.class,
            defaultValue = "10m",
            description = "maximum time to wait for each step (default: ${DEFAULT-VALUE})")
    Duration timeout = Duration.ofMinutes(10);

    public DemoCommand(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        this.context = context;
        this.eventLogFactory = eventLogFactory;
    }

    @Override
    public Integer call() {
        LocalStackFolders home = LocalStackFolders.of(context);
        boolean ranBefore = home.stack().isRunning();
        boolean stays = keep || ranBefore;
        ProgressDisplay progress = new ProgressDisplay(context.screen());
        Thread stop = new Thread(() -> home.stack().stop(), "holdfast-demo-end");
        if (!stays) {
            Runtime.getRuntime().addShutdownHook(stop);
        }
        int exitCode = LocalStackErrorTranslator.translateErrors(context, () -> show(home, progress, stays));
        if (!stays) {
            progress.print("stopping the stack");
            home.stack().stop();
            StackStateJson.forget(home);
            Runtime.getRuntime().removeShutdownHook(stop);
        }
        return exitCode;
    }

    private int show(LocalStackFolders home, ProgressDisplay progress, boolean stays) {
        ProcessLifetime lifetime = stays ? ProcessLifetime.DETACHED : ProcessLifetime.BOUND;
        StackStateJson state = new StartStack(context, home, progress::print).startStack(lifetime);
        String kafka = Objects.requireNonNull(state.kafka());
        String database = onlyDatabase(state);
        try (EventLogConnection log = eventLogFactory.open()) {
            log.readFromNow(EnumSet.of(Topic.BACKUP_EVENTS, Topic.BACKUP_PROGRESS));
            Instant asked = context.clock().instant();
            PlainJsonBackupRequest request = PlainJsonBackupRequest.publish(kafka, database);
            progress.print("published a request, as another system would, to " + request.coordinates() + ": "
                    + request.json());
            BackupOutcomeWatcher watch = new BackupOutcomeWatcher(request.backup(), BackupWaitGoal.VERIFIED);
            BackupWaitResult outcome = new FollowBackup(log, progress, context.clock())
                    .until(asked.plus(timeout), watch, request.coordinates());
            Duration took = Duration.between(asked, context.clock().instant());
            Map<String, Result> recovered = outcome instanceof BackupWaitResult.Reached
                    ? recover(new DemoDrillAndRestore(context, eventLogFactory, log, database, watch.backup()))
                    : Map.of();
            new DemoResultPrinter(context, state, watch).print(outcome, took, recovered, stays);
            return Stream.concat(
                            Stream.of(BackupWaitResultFormatter.exitCode(outcome)),
                            recovered.values().stream().map(Result::exitCode))
                    .filter(exitCode -> exitCode != ExitCode.OK)
                    .findFirst()
                    .orElse(ExitCode.OK)
                    .number();
        }
    }

    private static String onlyDatabase(StackStateJson state) {
        if (state.databases().size() != 1) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "the demo requires exactly one database, and this stack backs up "
                            + String.join(", ", state.databases()),
                    "set HOLDFAST_HOME to another folder for the demo, or run 'holdfast backup --database ID --wait'");
        }
        return state.databases().getFirst();
    }

    /** Runs each step, even if the previous one failed. */
    private Map<String, Result> recover(DemoDrillAndRestore recovery) {
        Map<String, Result> shown = new LinkedHashMap<>();
        shown.put("drill", result(() -> recovery.drill(timeout)));
        shown.put("restore", result(() -> recovery.restore(timeout)));
        return shown;
    }

    private static Result result(Supplier<Result> part) {
        try {
            return part.get();
        } catch (CommandException e) {
            return new Result(e.exitCode(), String.valueOf(e.getMessage()));
        }
    }
}
