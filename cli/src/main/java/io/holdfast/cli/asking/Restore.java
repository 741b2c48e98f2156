package io.holdfast.cli.asking;

import io.holdfast.cli.http.BackupNames;
import io.holdfast.cli.http.Books;
import io.holdfast.cli.http.ListedBackup;
import io.holdfast.cli.http.Service;
import io.holdfast.cli.session.Arguments.ADatabase;
import io.holdfast.cli.session.Arguments.ADuration;
import io.holdfast.cli.session.Complaint;
import io.holdfast.cli.session.Coordinates;
import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.waiting.EventLog;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest.RestoreRequested;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a backup back: plans it, shows the plan, asks, and only then has it carried out. */
@Command(
        name = "restore",
        description = {
            "Bring a backup back: plan, show the plan, ask, restore, compare.",
            "Into a fresh database, unless --swap or --in-place is said. Nothing is touched before a person, or --yes,"
                    + " agrees."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:restored and compared; with --plan: it is possible",
            "3:refused",
            "9:not ended within --timeout; it goes on",
            "10:broker not reachable",
            "11:planned, and not possible as things are",
            "12:planned, and nobody approved it",
            "13:failed; the database that served before serves still",
            "17:restored what can be restored; the findings name what is missing"
        })
public final class Restore implements Callable<Integer> {

    private final Session session;
    private final Logs logs;

    @Parameters(
            paramLabel = "BACKUP",
            arity = "0..1",
            description =
                    "its id, the beginning of its id, its file name, or 'latest' (default) for the newest verified full"
                            + " one that was not made before a restore")
    @Nullable
    String backup;

    @Option(
            names = "--database",
            paramLabel = "ID",
            converter = ADatabase.class,
            description = "whose backup; may be left out where the backup's name or the configuration says it")
    @Nullable
    DatabaseId database;

    @Mixin
    RestoreWishes wishes = new RestoreWishes();

    @Option(names = "--plan", description = "only plan, and show the plan")
    boolean planOnly;

    @Option(
            names = "--approve",
            paramLabel = "PLAN",
            description = "carry out exactly this plan, which was shown before")
    @Nullable
    UUID approved;

    @Mixin
    Consent consent = new Consent();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = ADuration.class,
            defaultValue = "24h",
            description = "how long to wait for the end: 90s, 10m, 24h (default)")
    Duration timeout = Duration.ofHours(24);

    public Restore(Session session, Logs logs) {
        this.session = session;
        this.logs = logs;
    }

    @Override
    public Integer call() {
        wishes.check();
        consent.check(wishes.way.inPlace);
        try (EventLog log = logs.open()) {
            RunRestore run = new RunRestore(session, logs, log, timeout);
            return approved == null ? planAndAsk(run) : approve(run, log, approved);
        }
    }

    private int approve(RunRestore run, EventLog log, UUID plan) {
        if (backup != null || planOnly) {
            throw new Complaint(
                    ExitCode.USAGE, "--approve runs a plan as it is", "leave BACKUP and --plan away, or plan again");
        }
        RestorePlanned planned = new PlannedRestores(session, log).plan(plan);
        return decide(run, planned, consent.toSeen(planned, session));
    }

    private int planAndAsk(RunRestore run) {
        RestorePlanned planned = run.plan(request());
        if (!session.options().json()) {
            new RestorePlanPage(session).print(planned);
        }
        if (!planned.obstacles().isEmpty()) {
            return new RestoreEnd(session).planned(planned, ExitCode.OBSTACLES, "");
        }
        return planOnly
                ? new RestoreEnd(session).planned(planned, ExitCode.OK, "")
                : decide(run, planned, consent.to(planned, session));
    }

    private int decide(RunRestore run, RestorePlanned planned, Consent.Said said) {
        return switch (said) {
            case Consent.Said.Yes yes -> run.carryOut(planned, yes);
            case Consent.Said.No(String why) ->
                new RestoreEnd(session).planned(planned, ExitCode.UNAPPROVED, why + "; nothing was touched");
        };
    }

    private RestoreRequested request() {
        if (backup == null || backup.equals(BackupNames.LATEST)) {
            String of = database == null ? new DefaultDatabase(session).find().value() : database.value();
            return wishes.request(of, null, Author.current());
        }
        BackupId spelledOut = BackupNames.spelledOut(backup).orElse(null);
        if (spelledOut != null && database != null) {
            return wishes.request(database.value(), spelledOut, Author.current());
        }
        Books books = new Books(Service.named("retention", new Coordinates(session)));
        ListedBackup found =
                new BackupNames(books).find(backup, database == null ? Map.of() : Map.of("database", database.value()));
        return wishes.request(found.database(), found.backup(), Author.current());
    }
}
