package io.holdfast.cli.asking;

import io.holdfast.cli.session.Arguments.ADatabase;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.waiting.EventLog;
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
abstract sealed class AskAboutRestore implements Callable<Integer> permits RestoreDropKept, RestoreRevert {

    /** Sessions are ended and names changed. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Session session;
    private final Logs logs;
    private final String done;

    @Mixin
    Patience patience = new Patience();

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
    AskAboutRestore(Session session, Logs logs, String done) {
        this.session = session;
        this.logs = logs;
        this.done = done;
    }

    abstract OperatorRequest request(String database, String by);

    @Override
    public final Integer call() {
        String of = database == null ? lookUp() : database.value();
        return new AskOperator(session, logs)
                .ask(
                        request(of, Author.current()),
                        "restore " + restore + " of " + of,
                        done,
                        patience.butAtLeast(LONG));
    }

    private String lookUp() {
        try (EventLog log = logs.open()) {
            return new PlannedRestores(session, log).databaseOf(restore);
        }
    }
}
