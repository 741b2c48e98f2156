package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.EventLog;
import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.ArgumentConverters.ADuration;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.EndpointResolver;
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
public final class DrillCommand implements Callable<Integer> {

    private final CommandContext session;
    private final EventLogFactory eventLogFactory;

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

    public DrillCommand(CommandContext session, EventLogFactory eventLogFactory) {
        this.session = session;
        this.eventLogFactory = eventLogFactory;
    }

    @Override
    public Integer call() {
        String of = database == null ? new DefaultDatabase(session).find().value() : database.value();
        DrillRequested wish =
                new DrillRequested(of, isLatest() ? null : named(String.valueOf(backup), of), RequestedBy.current());
        try (EventLog log = eventLogFactory.open()) {
            return wait ? follow(log, wish) : publish(log, wish);
        }
    }

    /** The service knows which are verified. */
    private boolean isLatest() {
        return backup == null || backup.equals(BackupNameResolver.LATEST);
    }

    private BackupId named(String name, String of) {
        return BackupNameResolver.spelledOut(name).orElseGet(() -> {
            BackupListClient repository =
                    new BackupListClient(ServiceClient.named("retention", new EndpointResolver(session)));
            return new BackupNameResolver(repository)
                    .find(name, Map.of("database", of))
                    .backup();
        });
    }

    private int publish(EventLog log, DrillRequested wish) {
        log.publish(new SendOperatorRequest(session, eventLogFactory).enveloped(wish));
        new DrillReport(session).requested(wish);
        return ExitCode.OK.number();
    }

    private int follow(EventLog log, DrillRequested wish) {
        return new DrillReport(session)
                .ended(wish, new RequestDrill(session, eventLogFactory, log, timeout).follow(wish));
    }
}
