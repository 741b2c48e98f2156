package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that publishes a request about a completed restore, with a reason. */
abstract sealed class RestoreOperatorRequestCommand implements Callable<Integer>
        permits DropKeptDatabaseCommand, RestoreRevertCommand {

    /** The service terminates sessions and renames databases. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private final CommandContext context;
    private final EventLogConnectionFactory eventLogFactory;
    private final String done;

    @Mixin
    WaitOptions waitOptions = new WaitOptions();

    @Parameters(paramLabel = "RESTORE", description = "id of the restore, which is the id of its plan")
    UUID restore = new UUID(0, 0);

    @Option(
            names = "--database",
            paramLabel = "ID",
            converter = ADatabase.class,
            description = "database of the restore (default: looked up in the event log)")
    @Nullable
    DatabaseId database;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "reason, stored permanently with the event")
    String reason = "";

    /** @param done outcome after a positive response, such as {@code reverted} */
    RestoreOperatorRequestCommand(CommandContext context, EventLogConnectionFactory eventLogFactory, String done) {
        this.context = context;
        this.eventLogFactory = eventLogFactory;
        this.done = done;
    }

    abstract OperatorRequest request(String database, String by);

    @Override
    public final Integer call() {
        String of = database == null ? lookUp() : database.value();
        return new SendOperatorRequest(context, eventLogFactory)
                .request(
                        request(of, RequesterNameResolver.current()),
                        "restore " + restore + " of " + of,
                        done,
                        waitOptions.butAtLeast(LONG));
    }

    private String lookUp() {
        try (EventLogConnection log = eventLogFactory.open()) {
            return new EventLogRestorePlanReader(context, log).databaseOf(restore);
        }
    }
}
