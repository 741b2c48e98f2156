package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.BrokerAndServiceUrlResolver;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.http.BackupListClient;
import io.holdfast.cli.http.ServiceClient;
import io.holdfast.events.DatabaseId;
import java.util.List;
import java.util.Optional;

/** Finds the database of a command without {@code --database}. */
final class DefaultDatabaseResolver {

    private static final String NAME_IT = "set --database ID";

    /** The catalog of Holdfast itself is never the default. */
    private static final String CATALOGUE = "holdfast";

    private final CommandContext context;

    DefaultDatabaseResolver(CommandContext context) {
        this.context = context;
    }

    DatabaseId find() {
        BrokerAndServiceUrlResolver endpointResolver = new BrokerAndServiceUrlResolver(context);
        String id = endpointResolver
                .database()
                .or(() -> endpointResolver.runbookDatabase().map(this::unlessOthersAreConfigured))
                .or(this::onlyOne)
                .orElseThrow(() -> new CommandException(ExitCode.USAGE, "no database is configured", NAME_IT));
        return DatabaseId.parse(id)
                .orElseThrow(() -> new CommandException(ExitCode.USAGE, "'" + id + "' is not a database id", NAME_IT));
    }

    /** If retention-service is not reachable, the runbook's database is used. */
    private String unlessOthersAreConfigured(String runbookDatabase) {
        List<String> configured;
        try {
            configured = configured();
        } catch (CommandException e) {
            return runbookDatabase;
        }
        if (configured.isEmpty() || configured.contains(runbookDatabase)) {
            return runbookDatabase;
        }
        throw new CommandException(
                ExitCode.USAGE,
                "the database of DATABASE_NAME, " + runbookDatabase + ", is not configured; configured databases: "
                        + String.join(", ", configured),
                NAME_IT);
    }

    private Optional<String> onlyOne() {
        List<String> configured = configured();
        if (configured.size() > 1) {
            throw new CommandException(
                    ExitCode.USAGE, "several databases are configured: " + String.join(", ", configured), NAME_IT);
        }
        return configured.stream().findFirst();
    }

    private List<String> configured() {
        return new BackupListClient(ServiceClient.named("retention", new BrokerAndServiceUrlResolver(context)))
                .plans().values().stream()
                        .filter(database -> !database.equals(CATALOGUE))
                        .toList();
    }
}
