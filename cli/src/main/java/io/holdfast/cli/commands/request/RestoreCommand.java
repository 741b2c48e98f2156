package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.EventLog;
import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.ArgumentConverters.ADuration;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.EndpointResolver;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.http.BackupListClient;
import io.holdfast.cli.http.BackupNameResolver;
import io.holdfast.cli.http.ListedBackup;
import io.holdfast.cli.http.ServiceClient;
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
public final class RestoreCommand implements Callable<Integer> {

    private final CommandContext session;
    private final EventLogFactory eventLogFactory;

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
    RestoreRequestOptions wishes = new RestoreRequestOptions();

    @Option(names = "--plan", description = "only plan, and show the plan")
    boolean planOnly;

    @Option(
            names = "--approve",
            paramLabel = "PLAN",
            description = "carry out exactly this plan, which was shown before")
    @Nullable
    UUID approved;

    @Mixin
    Confirmation consent = new Confirmation();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = ADuration.class,
            defaultValue = "24h",
            description = "how long to wait for the end: 90s, 10m, 24h (default)")
    Duration timeout = Duration.ofHours(24);

    public RestoreCommand(CommandContext session, EventLogFactory eventLogFactory) {
        this.session = session;
        this.eventLogFactory = eventLogFactory;
    }

    @Override
    public Integer call() {
        wishes.check();
        consent.check(wishes.way.inPlace);
        try (EventLog log = eventLogFactory.open()) {
            RequestRestore run = new RequestRestore(session, eventLogFactory, log, timeout);
            return approved == null ? planAndAsk(run) : approve(run, log, approved);
        }
    }

    private int approve(RequestRestore run, EventLog log, UUID plan) {
        if (backup != null || planOnly) {
            throw new CommandException(
                    ExitCode.USAGE, "--approve runs a plan as it is", "leave BACKUP and --plan away, or plan again");
        }
        RestorePlanned planned = new PlannedRestores(session, log).plan(plan);
        return decide(run, planned, consent.toSeen(planned, session));
    }

    private int planAndAsk(RequestRestore run) {
        RestorePlanned planned = run.plan(request());
        if (!session.options().json()) {
            new RestorePlanText(session).print(planned);
        }
        if (!planned.obstacles().isEmpty()) {
            return new RestoreResultReport(session).planned(planned, ExitCode.OBSTACLES, "");
        }
        return planOnly
                ? new RestoreResultReport(session).planned(planned, ExitCode.OK, "")
                : decide(run, planned, consent.to(planned, session));
    }

    private int decide(RequestRestore run, RestorePlanned planned, Confirmation.Answer answer) {
        return switch (answer) {
            case Confirmation.Answer.Yes yes -> run.carryOut(planned, yes);
            case Confirmation.Answer.No(String why) ->
                new RestoreResultReport(session).planned(planned, ExitCode.UNAPPROVED, why + "; nothing was touched");
        };
    }

    private RestoreRequested request() {
        if (backup == null || backup.equals(BackupNameResolver.LATEST)) {
            String of = database == null ? new DefaultDatabase(session).find().value() : database.value();
            return wishes.request(of, null, RequestedBy.current());
        }
        BackupId spelledOut = BackupNameResolver.spelledOut(backup).orElse(null);
        if (spelledOut != null && database != null) {
            return wishes.request(database.value(), spelledOut, RequestedBy.current());
        }
        BackupListClient repository =
                new BackupListClient(ServiceClient.named("retention", new EndpointResolver(session)));
        ListedBackup found = new BackupNameResolver(repository)
                .find(backup, database == null ? Map.of() : Map.of("database", database.value()));
        return wishes.request(found.database(), found.backup(), RequestedBy.current());
    }
}
