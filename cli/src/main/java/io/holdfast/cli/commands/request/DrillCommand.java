package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.ArgumentConverters.ADuration;
import io.holdfast.cli.context.BrokerAndServiceUrlResolver;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.http.BackupListClient;
import io.holdfast.cli.http.BackupNameResolver;
import io.holdfast.cli.http.ServiceClient;
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

/** {@code holdfast drill}. */
@Command(
        name = "drill",
        description =
                "Request a drill: restore a backup into a temporary database and compare it; with --wait, exit only"
                        + " when it is done.",
        exitCodeListHeading = "%nExit codes with --wait:%n",
        exitCodeList = {
            "0:restored and compared",
            "3:rejected; no drill was started",
            "8:not possible: the scratch server lacks something, such as an extension",
            "9:--timeout has expired; the drill continues",
            "10:the broker is not reachable",
            "14:failed: the backup cannot be restored, or its contents differ"
        })
public final class DrillCommand implements Callable<Integer> {

    private final CommandContext context;
    private final EventLogConnectionFactory eventLogFactory;

    @Parameters(
            paramLabel = "DATABASE",
            arity = "0..1",
            converter = ADatabase.class,
            description = "id of a configured database (default: the only configured database)")
    @Nullable
    DatabaseId database;

    @Option(
            names = "--backup",
            paramLabel = "BACKUP",
            description =
                    "id, beginning of the id, or file name of the backup, or 'latest' (default) for the newest verified full"
                            + " backup, ignoring automatic backups before a restore")
    @Nullable
    String backup;

    @Option(names = "--wait", description = "wait until the drill has ended")
    boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = ADuration.class,
            defaultValue = "6h",
            description = "maximum time to wait, such as 90s, 10m or 6h (default: ${DEFAULT-VALUE})")
    Duration timeout = Duration.ofHours(6);

    public DrillCommand(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        this.context = context;
        this.eventLogFactory = eventLogFactory;
    }

    @Override
    public Integer call() {
        String of =
                database == null ? new DefaultDatabaseResolver(context).find().value() : database.value();
        DrillRequested drill = new DrillRequested(
                of, isLatest() ? null : named(String.valueOf(backup), of), RequesterNameResolver.current());
        try (EventLogConnection log = eventLogFactory.open()) {
            return wait ? follow(log, drill) : publish(log, drill);
        }
    }

    /** Empty for the latest backup, which verify-service selects among the verified backups. */
    private boolean isLatest() {
        return backup == null || backup.equals(BackupNameResolver.LATEST);
    }

    private BackupId named(String name, String of) {
        return BackupNameResolver.spelledOut(name).orElseGet(() -> {
            BackupListClient repository =
                    new BackupListClient(ServiceClient.named("retention", new BrokerAndServiceUrlResolver(context)));
            return new BackupNameResolver(repository)
                    .find(name, Map.of("database", of))
                    .backup();
        });
    }

    private int publish(EventLogConnection log, DrillRequested drill) {
        log.publish(new SendOperatorRequest(context, eventLogFactory).enveloped(drill));
        new DrillResultPrinter(context).requested(drill);
        return ExitCode.OK.number();
    }

    private int follow(EventLogConnection log, DrillRequested drill) {
        return new DrillResultPrinter(context)
                .ended(drill, new RequestDrill(context, eventLogFactory, log, timeout).follow(drill));
    }
}
