package io.holdfast.cli.commands.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.context.ArgumentConverters.ADatabase;
import io.holdfast.cli.context.ArgumentConverters.AKind;
import io.holdfast.cli.context.BrokerAndServiceUrlResolver;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.http.BackupListClient;
import io.holdfast.cli.http.ListedBackup;
import io.holdfast.cli.http.ServiceClient;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.cli.terminal.TextTable;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.text.HumanReadableAmountFormatter;
import io.holdfast.events.text.UnverifiedRequesterName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists backups, newest first. */
@Command(name = "list", description = "List backups, newest first.")
public final class ListBackupsCommand implements Callable<Integer> {

    private static final int ID_LENGTH = 8;

    private final CommandContext context;

    @Option(
            names = "--database",
            paramLabel = "ID",
            converter = ADatabase.class,
            description = "only backups of this database")
    @Nullable
    DatabaseId database;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = AKind.class,
            description = "only backups of this kind: full or schema_only")
    @Nullable
    BackupKind kind;

    @Option(names = "--state", paramLabel = "STATE", description = "only backups in this state, such as verified")
    @Nullable
    String state;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "20",
            description = "maximum number of backups (default: ${DEFAULT-VALUE})")
    int limit = 20;

    public ListBackupsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        BackupListClient repository =
                new BackupListClient(ServiceClient.named("retention", new BrokerAndServiceUrlResolver(context)));
        List<ListedBackup> backups = repository.backups(query());
        ResultPrinter results = new ResultPrinter(context.screen());
        if (context.options().json()) {
            results.json(backups.stream().map(ListedBackup::json).toList());
        } else if (backups.isEmpty()) {
            results.line("No backups found. Create one: holdfast backup --wait");
        } else {
            table(backups).print(context.screen());
        }
        return ExitCode.OK.number();
    }

    private Map<String, String> query() {
        Map<String, String> query = new TreeMap<>();
        query.put("limit", Integer.toString(limit));
        if (database != null) {
            query.put("database", database.value());
        }
        if (kind != null) {
            query.put("kind", kind.label());
        }
        if (state != null) {
            query.put("state", state);
        }
        return query;
    }

    private static TextTable table(List<ListedBackup> backups) {
        TextTable table =
                new TextTable("BACKUP", "DATABASE", "KIND", "STATE", "LEVEL", "STARTED", "SIZE", "FILE", "NOTES");
        for (ListedBackup backup : backups) {
            String id = backup.text("backup");
            table.add(
                    id.substring(0, Math.min(ID_LENGTH, id.length())),
                    backup.database(),
                    backup.text("kind"),
                    backup.text("state"),
                    backup.text("level"),
                    backup.text("startedAt").replaceFirst("\\.\\d+Z$", "Z"),
                    backup.bytes().map(HumanReadableAmountFormatter::bytes).orElse(""),
                    backup.text("artifact"),
                    notes(backup));
        }
        return table;
    }

    private static String notes(ListedBackup backup) {
        JsonNode held = backup.json().path("held");
        String hold = held.isObject()
                ? "held by " + UnverifiedRequesterName.name(held.path("by").asText()) + " "
                : "";
        String label = backup.text("label");
        return (hold + label).strip();
    }
}
