package io.holdfast.cli.asking;

import io.holdfast.cli.http.Books;
import io.holdfast.cli.http.Service;
import io.holdfast.cli.session.Arguments.ADatabase;
import io.holdfast.cli.session.Complaint;
import io.holdfast.cli.session.Coordinates;
import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest.ApproveRequested;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a withheld plan be carried out. */
@Command(
        name = "approve",
        description = "Let a plan be carried out that was withheld because it would delete many backups.")
public final class Approve implements Callable<Integer> {

    private final Session session;
    private final AskOperator operator;

    @Mixin
    Patience patience = new Patience();

    @Parameters(paramLabel = "PLAN", description = "id of the plan, as 'holdfast plan' shows it")
    UUID plan = new UUID(0, 0);

    @Option(
            names = "--database",
            paramLabel = "ID",
            converter = ADatabase.class,
            description = "the database whose plan it is; looked up where it is not given")
    @Nullable
    DatabaseId database;

    @Option(names = "--reason", paramLabel = "WORDS", required = true, description = "why; recorded for ever")
    String reason = "";

    public Approve(Session session, Logs logs) {
        this.session = session;
        this.operator = new AskOperator(session, logs);
    }

    @Override
    public Integer call() {
        String of = database == null ? databaseOfPlan() : database.value();
        return operator.ask(
                new ApproveRequested(of, plan, Author.current(), reason),
                "plan " + plan + " of " + of,
                "approved",
                patience);
    }

    private String databaseOfPlan() {
        Books books = new Books(Service.named("retention", new Coordinates(session)));
        return Optional.ofNullable(books.plans().get(plan.toString()))
                .orElseThrow(() -> new Complaint(
                        ExitCode.USAGE,
                        "no plan " + plan + " is in force",
                        "a plan is replaced when backups come or go; see the present one: holdfast plan"));
    }
}
