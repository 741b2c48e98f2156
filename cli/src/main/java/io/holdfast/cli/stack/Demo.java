package io.holdfast.cli.stack;

import io.holdfast.cli.asking.DemoRecovery;
import io.holdfast.cli.asking.DemoRecovery.Shown;
import io.holdfast.cli.asking.Endings;
import io.holdfast.cli.asking.Follow;
import io.holdfast.cli.asking.Logs;
import io.holdfast.cli.session.Arguments.ADuration;
import io.holdfast.cli.session.Complaint;
import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.terminal.Progress;
import io.holdfast.cli.waiting.BackupWatch;
import io.holdfast.cli.waiting.EventLog;
import io.holdfast.cli.waiting.Goal;
import io.holdfast.cli.waiting.Outcome;
import io.holdfast.events.Topic;
import io.holdfast.localstack.Lifetime;
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

/** The main job, once, for somebody to watch: from another system's request to a backup that was restored twice. */
@Command(
        name = "demo",
        description = "Have a real database backed up, verified, drilled and restored on a local stack, and watch it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the backup was verified, drilled and restored",
            "3 to 14:it was not, as with 'backup --wait', 'drill --wait' and 'restore'"
        })
public final class Demo implements Callable<Integer> {

    private final Session session;
    private final Logs logs;

    @Option(names = "--keep", description = "leave the stack running")
    boolean keep;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = ADuration.class,
            defaultValue = "10m",
            description = "how long to wait for each step (${DEFAULT-VALUE})")
    Duration timeout = Duration.ofMinutes(10);

    public Demo(Session session, Logs logs) {
        this.session = session;
        this.logs = logs;
    }

    @Override
    public Integer call() {
        StackHome home = StackHome.of(session);
        boolean ranBefore = home.stack().isRunning();
        boolean stays = keep || ranBefore;
        Progress progress = new Progress(session.screen());
        Thread stop = new Thread(() -> home.stack().stop(), "holdfast-demo-end");
        if (!stays) {
            Runtime.getRuntime().addShutdownHook(stop);
        }
        int exitCode = Trouble.told(session, () -> show(home, progress, stays));
        if (!stays) {
            progress.say("stopping the stack");
            home.stack().stop();
            StackState.forget(home);
            Runtime.getRuntime().removeShutdownHook(stop);
        }
        return exitCode;
    }

    private int show(StackHome home, Progress progress, boolean stays) {
        Lifetime lifetime = stays ? Lifetime.DETACHED : Lifetime.BOUND;
        StackState state = new Raising(session, home, progress::say).raise(lifetime);
        String kafka = Objects.requireNonNull(state.kafka());
        String database = onlyDatabase(state);
        try (EventLog log = logs.open()) {
            log.readFromNow(EnumSet.of(Topic.BACKUP_EVENTS, Topic.BACKUP_PROGRESS));
            Instant asked = session.clock().instant();
            ForeignRequest request = ForeignRequest.publish(kafka, database);
            progress.say("published, as any other system would, to " + request.coordinates() + ": " + request.json());
            BackupWatch watch = new BackupWatch(request.backup(), Goal.VERIFIED);
            Outcome outcome =
                    new Follow(log, progress, session.clock()).until(asked.plus(timeout), watch, request.coordinates());
            Duration took = Duration.between(asked, session.clock().instant());
            Map<String, Shown> recovered = outcome instanceof Outcome.Reached
                    ? recover(new DemoRecovery(session, logs, log, database, watch.backup()))
                    : Map.of();
            new DemoReport(session, state, watch).print(outcome, took, recovered, stays);
            return Stream.concat(
                            Stream.of(Endings.exitCode(outcome)),
                            recovered.values().stream().map(Shown::exitCode))
                    .filter(exitCode -> exitCode != ExitCode.OK)
                    .findFirst()
                    .orElse(ExitCode.OK)
                    .number();
        }
    }

    private static String onlyDatabase(StackState state) {
        if (state.databases().size() != 1) {
            throw new Complaint(
                    ExitCode.USAGE,
                    "the demo is about one database, and this stack backs up " + String.join(", ", state.databases()),
                    "set HOLDFAST_HOME to another folder for the demo, or run 'holdfast backup --database ID --wait'");
        }
        return state.databases().getFirst();
    }

    /** What cannot be shown is told, and the next is shown all the same. */
    private Map<String, Shown> recover(DemoRecovery recovery) {
        Map<String, Shown> shown = new LinkedHashMap<>();
        shown.put("drill", shown(() -> recovery.drill(timeout)));
        shown.put("restore", shown(() -> recovery.restore(timeout)));
        return shown;
    }

    private static Shown shown(Supplier<Shown> part) {
        try {
            return part.get();
        } catch (Complaint e) {
            return new Shown(e.exitCode(), String.valueOf(e.getMessage()));
        }
    }
}
