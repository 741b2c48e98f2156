package io.holdfast.cli.asking;

import io.holdfast.cli.http.BackupNames;
import io.holdfast.cli.http.Books;
import io.holdfast.cli.http.Service;
import io.holdfast.cli.session.Arguments.ADatabase;
import io.holdfast.cli.session.Arguments.ADuration;
import io.holdfast.cli.session.Coordinates;
import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.waiting.EventLog;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest.DrillRequested;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a backup restored into a throwaway database and compared, now. */
@Command(
        name = "drill",
        description = "Have a backup restored into a throwaway database and compared; with --wait, end when it is.",
        exitCodeListHeading = "%nExit codes with --wait:%n",
        exitCodeList = {
            "0:restored and compared",
            "3:refused, nothing was started",
            "8:not drillable here: the scratch server lacks something",
            "9:not ended within --timeout",
            "10:broker not reachable",
            "14:failed: it does not restore, or its contents differ"
        })
public final class Drill implements Callable<Integer> {

    private final Session session;
    private final Logs logs;

    @Parameters(
            paramLabel = "DATABASE",
            arity = "0..1",
            converter = ADatabase.class,
            description = "id of a configured database; may be left out where only one is configured")
    @Nullable
    DatabaseId database;

    @Option(
            names = "--backup",
            paramLabel = "BACKUP",
            description =
                    "its id, the beginning of its id, its file name, or 'latest' (default) for the newest verified full"
                            + " one that was not made before a restore")
    @Nullable
    String backup;

    @Option(names = "--wait", description = "end when the drill has ended")
    boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = ADuration.class,
            defaultValue = "6h",
            description = "how long to wait: 90s, 10m, 6h (default)")
    Duration timeout = Duration.ofHours(6);

    public Drill(Session session, Logs logs) {
        this.session = session;
        this.logs = logs;
    }

    @Override
    public Integer call() {
        String of = database == null ? new DefaultDatabase(session).find().value() : database.value();
        DrillRequested wish =
                new DrillRequested(of, isLatest() ? null : named(String.valueOf(backup), of), Author.current());
        try (EventLog log = logs.open()) {
            return wait ? follow(log, wish) : publish(log, wish);
        }
    }

    /** The service knows which are verified. */
    private boolean isLatest() {
        return backup == null || backup.equals(BackupNames.LATEST);
    }

    private BackupId named(String name, String of) {
        return BackupNames.spelledOut(name).orElseGet(() -> {
            Books books = new Books(Service.named("retention", new Coordinates(session)));
            return new BackupNames(books).find(name, Map.of("database", of)).backup();
        });
    }

    private int publish(EventLog log, DrillRequested wish) {
        log.publish(new AskOperator(session, logs).enveloped(wish));
        new DrillEnd(session).requested(wish);
        return ExitCode.OK.number();
    }

    private int follow(EventLog log, DrillRequested wish) {
        return new DrillEnd(session).ended(wish, new RunDrill(session, logs, log, timeout).follow(wish));
    }
}
