package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.ArgumentConverters.ADuration;
import io.holdfast.cli.context.BrokerAndServiceUrlResolver;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
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

/** {@code holdfast restore}: requests a plan, shows it, prompts for confirmation, and requests its execution. */
@Command(
        name = "restore",
        description = {
            "Restore a backup: show a plan, prompt for confirmation, restore, and compare.",
            "The target is a new database, unless you set --swap or --in-place. Nothing is changed before you confirm"
                    + " the plan, unless you set --yes."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:restored and compared; with --plan: the restore is possible",
            "3:rejected",
            "9:--timeout has expired; the restore continues",
            "10:the broker is not reachable",
            "11:the plan has obstacles; nothing was changed",
            "12:the plan was not approved; nothing was changed",
            "13:failed; the live database is unchanged",
            "17:incomplete; the findings list the missing objects"
        })
public final class RestoreCommand implements Callable<Integer> {

    private final CommandContext context;
    private final EventLogConnectionFactory eventLogFactory;

    @Parameters(
            paramLabel = "BACKUP",
            arity = "0..1",
            description =
                    "id, beginning of the id, or file name of the backup, or 'latest' (default) for the newest verified full"
                            + " backup, ignoring automatic backups before a restore")
    @Nullable
    String backup;

    @Option(
            names = "--database",
            paramLabel = "ID",
            converter = ADatabase.class,
            description = "database of the backup (default: the database of BACKUP, or the only configured database)")
    @Nullable
    DatabaseId database;

    @Mixin
    RestoreRequestOptions requestOptions = new RestoreRequestOptions();

    @Option(names = "--plan", description = "show the plan, and exit")
    boolean planOnly;

    @Option(
            names = "--approve",
            paramLabel = "PLAN",
            description = "run exactly the plan with this id, which an earlier command showed")
    @Nullable
    UUID approved;

    @Mixin
    Confirmation consent = new Confirmation();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = ADuration.class,
            defaultValue = "24h",
            description = "maximum time to wait, such as 90s, 10m or 24h (default: ${DEFAULT-VALUE})")
    Duration timeout = Duration.ofHours(24);

    public RestoreCommand(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        this.context = context;
        this.eventLogFactory = eventLogFactory;
    }

    @Override
    public Integer call() {
        requestOptions.check();
        consent.check(requestOptions.way.inPlace);
        try (EventLogConnection log = eventLogFactory.open()) {
            RequestRestore run = new RequestRestore(context, eventLogFactory, log, timeout);
            return approved == null ? planAndAsk(run) : approve(run, log, approved);
        }
    }

    private int approve(RequestRestore run, EventLogConnection log, UUID plan) {
        if (backup != null || planOnly) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--approve cannot be combined with BACKUP or --plan",
                    "remove BACKUP and --plan, or create a new plan without --approve");
        }
        RestorePlanned planned = new EventLogRestorePlanReader(context, log).plan(plan);
        return decide(run, planned, consent.toSeen(planned, context));
    }

    private int planAndAsk(RequestRestore run) {
        RestorePlanned planned = run.plan(request());
        if (!context.options().json()) {
            new RestorePlanText(context).print(planned);
        }
        if (!planned.obstacles().isEmpty()) {
            return new RestoreResultPrinter(context).planned(planned, ExitCode.OBSTACLES, "");
        }
        return planOnly
                ? new RestoreResultPrinter(context).planned(planned, ExitCode.OK, "")
                : decide(run, planned, consent.to(planned, context));
    }

    private int decide(RequestRestore run, RestorePlanned planned, Confirmation.Answer answer) {
        return switch (answer) {
            case Confirmation.Answer.Yes yes -> run.carryOut(planned, yes);
            case Confirmation.Answer.No(String why) ->
                new RestoreResultPrinter(context).planned(planned, ExitCode.UNAPPROVED, why + "; nothing was changed");
        };
    }

    private RestoreRequested request() {
        if (backup == null || backup.equals(BackupNameResolver.LATEST)) {
            String of = database == null
                    ? new DefaultDatabaseResolver(context).find().value()
                    : database.value();
            return requestOptions.request(of, null, RequesterNameResolver.current());
        }
        BackupId spelledOut = BackupNameResolver.spelledOut(backup).orElse(null);
        if (spelledOut != null && database != null) {
            return requestOptions.request(database.value(), spelledOut, RequesterNameResolver.current());
        }
        BackupListClient repository =
                new BackupListClient(ServiceClient.named("retention", new BrokerAndServiceUrlResolver(context)));
        ListedBackup found = new BackupNameResolver(repository)
                .find(backup, database == null ? Map.of() : Map.of("database", database.value()));
        return requestOptions.request(found.database(), found.backup(), RequesterNameResolver.current());
    }
}
