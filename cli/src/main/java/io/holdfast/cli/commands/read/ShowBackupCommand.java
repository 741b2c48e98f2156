package io.holdfast.cli.commands.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.BrokerAndServiceUrlResolver;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.http.BackupListClient;
import io.holdfast.cli.http.BackupNameResolver;
import io.holdfast.cli.http.ListedBackup;
import io.holdfast.cli.http.ServiceClient;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Message;
import io.holdfast.events.codec.Json;
import io.holdfast.events.codec.MessageTypes;
import io.holdfast.events.text.EventSummaryFormatter;
import io.holdfast.events.text.HumanReadableAmountFormatter;
import io.holdfast.events.text.UnverifiedRequesterName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one backup with its history. */
@Command(
        name = "show",
        description =
                "Show the details and the history of a backup; with --log, show the output of PostgreSQL's programs"
                        + " during a restore, a drill or a failed backup.")
public final class ShowBackupCommand implements Callable<Integer> {

    private final CommandContext context;
    private final ResultPrinter results;

    @Parameters(
            paramLabel = "BACKUP",
            description =
                    "id, beginning of the id, or file name of a backup, or 'latest' for the newest backup, ignoring"
                            + " automatic backups before a restore; with --log, also the id of a restore or drill")
    String name = "";

    @Option(
            names = "--log",
            description =
                    "print the output of PostgreSQL's programs (it can contain table rows): of this restore or drill, or"
                            + " of a backup's failed last attempt or last drill; requires the services' token if one is set")
    boolean log;

    @Option(
            names = "--database",
            paramLabel = "ID",
            converter = ADatabase.class,
            description = "consider only backups of this database")
    @Nullable
    DatabaseId database;

    public ShowBackupCommand(CommandContext context) {
        this.context = context;
        this.results = new ResultPrinter(context.screen());
    }

    @Override
    public Integer call() {
        if (log) {
            return new PostgresProgramOutputClient(context).print(name, this::lastDrillOf, this::failed);
        }
        return show(found());
    }

    private ListedBackup found() {
        BackupListClient repository =
                new BackupListClient(ServiceClient.named("retention", new BrokerAndServiceUrlResolver(context)));
        ListedBackup found = new BackupNameResolver(repository)
                .find(name, database == null ? Map.of() : Map.of("database", database.value()));
        return repository.backup(found.backup()).orElse(found);
    }

    /** The id of the last drill; empty if the backup was never drilled. */
    private Optional<String> lastDrillOf() {
        return drills(found())
                .reduce((earlier, later) -> later)
                .map(event -> event.path("data").path("drill").asText())
                .filter(id -> !id.isEmpty());
    }

    /** The id of the backup, if it failed and has no artifact. */
    private Optional<String> failed() {
        ListedBackup backup = found();
        return backup.text("failure").isEmpty() || !backup.text("completedAt").isEmpty()
                ? Optional.empty()
                : Optional.of(backup.text("backup"));
    }

    private int show(ListedBackup whole) {
        if (context.options().json()) {
            results.json(whole.json());
        } else {
            print(whole);
        }
        return ExitCode.OK.number();
    }

    private void print(ListedBackup backup) {
        results.field("backup", backup.text("backup"));
        results.field("database", backup.database() + ", " + backup.text("kind"));
        results.field("label", backup.text("label"));
        results.field("state", (backup.text("state") + " " + backup.text("level")).strip());
        results.field("reason", backup.text("reason"));
        results.field("failure", backup.text("failure"));
        results.field("slot", backup.text("slot"));
        results.field("started", backup.text("startedAt"));
        results.field("completed", backup.text("completedAt"));
        results.field("verified", backup.text("verifiedAt"));
        results.field("drilled", lastDrill(backup));
        results.field(
                "size", backup.bytes().map(HumanReadableAmountFormatter::bytes).orElse(""));
        results.field("sha256", backup.text("sha256"));
        for (JsonNode copy : backup.json().path("copies")) {
            results.field(
                    "copy",
                    copy.path("destination").asText() + "/" + copy.path("key").asText() + "  "
                            + copy.path("state").asText());
        }
        JsonNode held = backup.json().path("held");
        if (held.isObject()) {
            results.field(
                    "held",
                    "by " + UnverifiedRequesterName.name(held.path("by").asText()) + ": "
                            + held.path("reason").asText());
        }
        results.field("expires", backup.text("expiresAt"));
        for (JsonNode finding : backup.json().path("findings")) {
            results.field("finding", finding.path("text").asText(finding.asText()));
        }
        backup.json().path("history").forEach(event -> results.field("", line(event)));
    }

    /** The last event of the last drill; empty if the backup was never drilled. */
    private static String lastDrill(ListedBackup backup) {
        return drills(backup)
                .reduce((earlier, later) -> later)
                .map(ShowBackupCommand::line)
                .orElse("");
    }

    private static Stream<JsonNode> drills(ListedBackup backup) {
        return backup.json()
                .path("history")
                .valueStream()
                .filter(event -> event.path("type").asText().startsWith("holdfast.drill."));
    }

    /** An event as text, such as {@code 2026-05-18T02:00:00Z  started, attempt 1, …}. */
    private static String line(JsonNode event) {
        String type = event.path("type").asText();
        String time = event.path("time").asText().replaceFirst("\\.\\d+Z$", "Z");
        return time + "  "
                + MessageTypes.messageOf(type)
                        .map(known -> describe(event, known))
                        .orElse(type);
    }

    private static String describe(JsonNode event, Class<? extends Message> type) {
        try {
            return Json.mapper().treeToValue(event.path("data"), type) instanceof BackupEvent backupEvent
                    ? EventSummaryFormatter.of(backupEvent)
                    : event.path("type").asText();
        } catch (JsonProcessingException e) {
            return event.path("type").asText();
        }
    }
}
