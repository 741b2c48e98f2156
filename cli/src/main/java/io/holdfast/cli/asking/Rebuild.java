package io.holdfast.cli.asking;

import io.holdfast.cli.http.Books;
import io.holdfast.cli.http.Service;
import io.holdfast.cli.session.Arguments.ADatabase;
import io.holdfast.cli.session.Complaint;
import io.holdfast.cli.session.Coordinates;
import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest.RebuildRequested;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Has the books made again from what lies at the destinations. */
@Command(
        name = "rebuild",
        description = {
            "Have the books made again from what lies at the destinations.",
            "For when catalogue and broker are lost. It deletes nothing, and a second time it changes nothing."
        })
public final class Rebuild implements Callable<Integer> {

    /** Every manifest at every destination is read. */
    private static final Duration LONG = Duration.ofMinutes(30);

    private final Session session;
    private final AskOperator operator;

    @Mixin
    Patience patience = new Patience();

    @Parameters(
            paramLabel = "DATABASE",
            arity = "0..*",
            converter = ADatabase.class,
            description = "ids of the databases; all that are configured where none is named")
    List<DatabaseId> databases = new ArrayList<>();

    public Rebuild(Session session, Logs logs) {
        this.session = session;
        this.operator = new AskOperator(session, logs);
    }

    @Override
    public Integer call() {
        List<String> all = databases.isEmpty()
                ? configured()
                : databases.stream().map(DatabaseId::value).toList();
        for (String database : all) {
            operator.ask(
                    new RebuildRequested(database, Author.current()),
                    "the books of " + database,
                    "rebuilt",
                    patience.butAtLeast(LONG));
        }
        return ExitCode.OK.number();
    }

    private List<String> configured() {
        List<String> configured = new Books(Service.named("retention", new Coordinates(session)))
                .plans().values().stream().sorted().toList();
        if (configured.isEmpty()) {
            throw new Complaint(
                    ExitCode.USAGE, "no database is configured", "see holdfast.databases.<id>.* of retention-service");
        }
        return configured;
    }
}
