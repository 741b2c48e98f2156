package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.BrokerAndServiceUrlResolver;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
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

/** {@code holdfast approve}. */
@Command(
        name = "approve",
        description = "Approve a retention plan that was withheld because it would delete many backups.")
public final class ApproveRetentionPlanCommand implements Callable<Integer> {

    private final CommandContext context;
    private final SendOperatorRequest operator;

    @Mixin
    WaitOptions waitOptions = new WaitOptions();

    @Parameters(paramLabel = "PLAN", description = "id of the plan, from 'holdfast plan'")
    UUID plan = new UUID(0, 0);

    @Option(
            names = "--database",
            paramLabel = "ID",
            converter = ADatabase.class,
            description = "database of the plan (default: looked up in retention-service)")
    @Nullable
    DatabaseId database;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "reason, stored permanently with the event")
    String reason = "";

    public ApproveRetentionPlanCommand(CommandContext context, EventLogConnectionFactory eventLogFactory) {
        this.context = context;
        this.operator = new SendOperatorRequest(context, eventLogFactory);
    }

    @Override
    public Integer call() {
        String of = database == null ? databaseOfPlan() : database.value();
        return operator.request(
                new ApproveRequested(of, plan, RequesterNameResolver.current(), reason),
                "plan " + plan + " of " + of,
                "approved",
                waitOptions);
    }

    private String databaseOfPlan() {
        BackupListClient repository =
                new BackupListClient(ServiceClient.named("retention", new BrokerAndServiceUrlResolver(context)));
        return Optional.ofNullable(repository.plans().get(plan.toString()))
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "the plan " + plan + " is not a current plan",
                        "a plan is replaced when backups are added or deleted; to see the current plans:"
                                + " holdfast plan"));
    }
}
