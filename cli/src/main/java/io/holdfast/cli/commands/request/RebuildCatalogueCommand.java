package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.BrokerAndServiceUrlResolver;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.http.BackupListClient;
import io.holdfast.cli.http.ServiceClient;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest.RebuildRequested;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast rebuild}: requests a rebuild of the catalog from the destinations. */
@Command(
        name = "rebuild",
        description = {
            "Rebuild the catalog from the manifests at the destinations.",
            "Use this command if the catalog and the broker are lost. It deletes nothing, and a second run changes"
                    + " nothing."
        })
public final class RebuildCatalogueCommand implements Callable<Integer> {

    /** The service reads every manifest at every destination. */
    private static final Duration LONG = Duration.ofMinutes(30);

    private final CommandContext context;
    private final SendOperatorRequest operator;

    @Mixin
    WaitOptions waitOptions = new WaitOptions();

    @Parameters(
            paramLabel = "DATABASE",
            arity = "0..*",
            converter = ADatabase.class,
            description = "ids of the databases (default: all configured databases)")
    List<DatabaseId> databases = new ArrayList<>();

    public RebuildCatalogueCommand(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        this.context = context;
        this.operator = new SendOperatorRequest(context, eventLogFactory);
    }

    @Override
    public Integer call() {
        List<String> all = databases.isEmpty()
                ? configured()
                : databases.stream().map(DatabaseId::value).toList();
        for (String database : all) {
            operator.request(
                    new RebuildRequested(database, RequesterNameResolver.current()),
                    "the catalog of " + database,
                    "rebuilt",
                    waitOptions.butAtLeast(LONG));
        }
        return ExitCode.OK.number();
    }

    private List<String> configured() {
        List<String> configured = new BackupListClient(
                        ServiceClient.named("retention", new BrokerAndServiceUrlResolver(context)))
                .plans().values().stream().sorted().toList();
        if (configured.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE, "no database is configured", "set holdfast.databases.<id>.* for retention-service");
        }
        return configured;
    }
}
