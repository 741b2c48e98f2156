package io.holdfast.cli.commands.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.BrokerAndServiceUrlResolver;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.http.BackupListClient;
import io.holdfast.cli.http.ServiceClient;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.events.DatabaseId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the backups that retention would keep and delete now. It deletes nothing. */
@Command(
        name = "plan",
        description = "Show which backups retention would keep and delete now, and why. It deletes nothing.")
public final class RetentionPlanCommand implements Callable<Integer> {

    private final CommandContext context;
    private final ResultPrinter results;

    @Option(
            names = "--database",
            paramLabel = "ID",
            converter = ADatabase.class,
            description = "only the plan of this database")
    @Nullable
    DatabaseId database;

    public RetentionPlanCommand(CommandContext context) {
        this.context = context;
        this.results = new ResultPrinter(context.screen());
    }

    @Override
    public Integer call() {
        BackupListClient repository =
                new BackupListClient(ServiceClient.named("retention", new BrokerAndServiceUrlResolver(context)));
        JsonNode answer = repository
                .plan(database == null ? Map.of() : Map.of("database", database.value()))
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "retention-service has no database with this id",
                        "run 'holdfast doctor' to see the configured databases"));
        if (context.options().json()) {
            results.json(answer);
        } else {
            answer.path("plans").forEach(this::printSummary);
            printEntries(answer.path("entries"));
        }
        return ExitCode.OK.number();
    }

    private void printSummary(JsonNode plan) {
        String id = plan.path("plan").asText();
        results.field(
                plan.path("database").asText(),
                plan.path("stored").asInt() + " stored, "
                        + plan.path("expiring").asInt() + " to delete" + copies(plan) + ", plan " + id);
        for (String words : List.of("policy", "remark")) {
            if (!plan.path(words).asText("").isEmpty()) {
                results.field("  " + words, plan.path(words).asText());
            }
        }
        if (plan.path("withheld").asBoolean()) {
            results.field(
                    "  withheld",
                    "the plan would delete many backups; to approve it: holdfast approve " + id + " --reason '…'");
        }
    }

    private static String copies(JsonNode plan) {
        int copies = plan.path("copies").asInt();
        return copies > plan.path("expiring").asInt() ? " (" + copies + (copies == 1 ? " copy)" : " copies)") : "";
    }

    private void printEntries(JsonNode entries) {
        if (entries.isEmpty()) {
            results.line("No backups exist yet.");
        } else {
            results.line("");
            RetentionPlanText.of(entries).forEach(results::line);
        }
    }
}
