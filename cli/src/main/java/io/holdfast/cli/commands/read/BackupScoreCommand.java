package io.holdfast.cli.commands.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.BrokerAndServiceUrlResolver;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.http.ServiceClient;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.cli.terminal.TextTable;
import io.holdfast.events.DatabaseId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the score of each database by the 3-2-1-1-0 rule. */
@Command(
        name = "score",
        description = "Show the 3-2-1-1-0 score: 3 copies of the data (including the database itself), 2 media,"
                + " 1 copy off-site, 1 copy that cannot be deleted, 0 copies that are corrupt or unverified.")
public final class BackupScoreCommand implements Callable<Integer> {

    private final CommandContext context;
    private final ResultPrinter results;

    @Parameters(
            arity = "0..1",
            paramLabel = "DATABASE",
            converter = ADatabase.class,
            description = "only this database")
    @Nullable
    DatabaseId database;

    public BackupScoreCommand(CommandContext context) {
        this.context = context;
        this.results = new ResultPrinter(context.screen());
    }

    @Override
    public Integer call() {
        JsonNode scores = ServiceClient.named("retention", new BrokerAndServiceUrlResolver(context))
                .get("/scores", database == null ? Map.of() : Map.of("database", database.value()))
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "retention-service has no database with this id",
                        "run 'holdfast doctor' to see the configured databases"));
        if (context.options().json()) {
            results.json(scores);
        } else {
            print(scores);
        }
        return ExitCode.OK.number();
    }

    private void print(JsonNode scores) {
        TextTable table = new TextTable("DATABASE", "COPIES 3", "MEDIA 2", "OFF-SITE 1", "LOCKED 1", "UNPROVEN 0");
        List<String> missing = new ArrayList<>();
        for (JsonNode score : scores) {
            String name = score.path("database").asText();
            table.add(
                    name,
                    score.path("copies").asText(),
                    score.path("media").asText(),
                    score.path("offSite").asText(),
                    score.path("immutable").asText(),
                    score.path("unproven").asText());
            score.path("missing").forEach(what -> missing.add(name + ": " + what.asText()));
        }
        if (table.isEmpty()) {
            results.line("No database is configured.");
            return;
        }
        table.print(context.screen());
        missing.forEach(results::line);
        if (missing.isEmpty()) {
            results.line("All databases comply with the 3-2-1-1-0 rule.");
        }
    }
}
