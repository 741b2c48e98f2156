package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.EventLog;
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

/** A request about a restore that has ended, for a reason that is recorded with it. */
abstract sealed class RestoreRequestCommand implements Callable<Integer>
        permits RestoreDropKeptCommand, RestoreRevertCommand {

    /** Sessions are ended and names changed. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private final CommandContext session;
    private final EventLogFactory eventLogFactory;
    private final String done;

    @Mixin
    WaitOptions patience = new WaitOptions();

    @Parameters(paramLabel = "RESTORE", description = "id of the restore, which is that of its plan")
    UUID restore = new UUID(0, 0);

    @Option(
            names = "--database",
            paramLabel = "ID",
            converter = ADatabase.class,
            description = "the database that was restored; looked up in the log where it is not given")
    @Nullable
    DatabaseId database;

    @Option(names = "--reason", paramLabel = "WORDS", required = true, description = "why; recorded for ever")
    String reason = "";

    /** @param done what is true after a good answer, such as {@code reverted} */
    RestoreRequestCommand(CommandContext session, EventLogFactory eventLogFactory, String done) {
        this.session = session;
        this.eventLogFactory = eventLogFactory;
        this.done = done;
    }

    abstract OperatorRequest request(String database, String by);

    @Override
    public final Integer call() {
        String of = database == null ? lookUp() : database.value();
        return new SendOperatorRequest(session, eventLogFactory)
                .request(
                        request(of, RequestedBy.current()),
                        "restore " + restore + " of " + of,
                        done,
                        patience.butAtLeast(LONG));
    }

    private String lookUp() {
        try (EventLog log = eventLogFactory.open()) {
            return new PlannedRestores(session, log).databaseOf(restore);
        }
    }
}
