package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.EndpointResolver;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.http.BackupListClient;
import io.holdfast.cli.http.ServiceClient;
import io.holdfast.events.DatabaseId;
import java.util.List;
import java.util.Optional;

/** The database that is meant where none is named. */
final class DefaultDatabase {

    private static final String NAME_IT = "name it by --database ID";

    /** Holdfast's own, which nobody means who does not name it. */
    private static final String CATALOGUE = "holdfast";

    private final CommandContext session;

    DefaultDatabase(CommandContext session) {
        this.session = session;
    }

    DatabaseId find() {
        EndpointResolver endpointResolver = new EndpointResolver(session);
        String id = endpointResolver
                .database()
                .or(() -> endpointResolver.runbookDatabase().map(this::unlessOthersAreConfigured))
                .or(this::onlyOne)
                .orElseThrow(() -> new CommandException(ExitCode.USAGE, "which database is meant?", NAME_IT));
        return DatabaseId.parse(id)
                .orElseThrow(() -> new CommandException(ExitCode.USAGE, "'" + id + "' is not a database id", NAME_IT));
    }

    /** Without an answer of retention-service it is not known better. */
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
                "which database is meant? DATABASE_NAME is " + runbookDatabase + ", and configured are "
                        + String.join(", ", configured),
                NAME_IT);
    }

    private Optional<String> onlyOne() {
        List<String> configured = configured();
        if (configured.size() > 1) {
            throw new CommandException(
                    ExitCode.USAGE, "which database is meant? There are " + String.join(", ", configured), NAME_IT);
        }
        return configured.stream().findFirst();
    }

    private List<String> configured() {
        return new BackupListClient(ServiceClient.named("retention", new EndpointResolver(session)))
                .plans().values().stream()
                        .filter(database -> !database.equals(CATALOGUE))
                        .toList();
    }
}
