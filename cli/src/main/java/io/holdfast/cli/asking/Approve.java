package io.holdfast.cli.asking;

import io.holdfast.cli.session.Arguments.ADatabase;
import io.holdfast.cli.session.Session;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest.ApproveRequested;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a withheld plan be carried out. */
@Command(
        name = "approve",
        description = "Let a plan be carried out that was withheld because it would delete many backups.")
public final class Approve implements Callable<Integer> {

    private final AskOperator operator;

    @Mixin
    Patience patience = new Patience();

    @Parameters(paramLabel = "PLAN", description = "id of the plan, as 'holdfast plan' shows it")
    UUID plan = new UUID(0, 0);

    @Option(
            names = "--database",
            paramLabel = "ID",
            required = true,
            converter = ADatabase.class,
            description = "the database whose plan it is")
    DatabaseId database = new DatabaseId("unset");

    @Option(names = "--reason", paramLabel = "WORDS", required = true, description = "why; recorded for ever")
    String reason = "";

    public Approve(Session session, Logs logs) {
        this.operator = new AskOperator(session, logs);
    }

    @Override
    public Integer call() {
        return operator.ask(
                new ApproveRequested(database.value(), plan, Author.current(), reason),
                "plan " + plan + " of " + database,
                "approved",
                patience);
    }
}
