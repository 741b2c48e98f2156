package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.EndpointResolver;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.http.BackupListClient;
import io.holdfast.cli.http.ServiceClient;
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
public final class ApproveCommand implements Callable<Integer> {

    private final CommandContext session;
    private final SendOperatorRequest operator;

    @Mixin
    WaitOptions patience = new WaitOptions();

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

    public ApproveCommand(CommandContext session, EventLogFactory eventLogFactory) {
        this.session = session;
        this.operator = new SendOperatorRequest(session, eventLogFactory);
    }

    @Override
    public Integer call() {
        String of = database == null ? databaseOfPlan() : database.value();
        return operator.request(
                new ApproveRequested(of, plan, RequestedBy.current(), reason),
                "plan " + plan + " of " + of,
                "approved",
                patience);
    }

    private String databaseOfPlan() {
        BackupListClient repository =
                new BackupListClient(ServiceClient.named("retention", new EndpointResolver(session)));
        return Optional.ofNullable(repository.plans().get(plan.toString()))
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "no plan " + plan + " is in force",
                        "a plan is replaced when backups come or go; see the present one: holdfast plan"));
    }
}
