package io.holdfast.cli.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.http.Books;
import io.holdfast.cli.http.ListedBackup;
import io.holdfast.cli.http.Service;
import io.holdfast.cli.session.Arguments.ADatabase;
import io.holdfast.cli.session.Arguments.AKind;
import io.holdfast.cli.session.Coordinates;
import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.terminal.Results;
import io.holdfast.cli.terminal.Table;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Kind;
import io.holdfast.events.telling.Amounts;
import io.holdfast.events.telling.Claimed;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists backups, newest first. */
@Command(name = "list", description = "List backups, newest first.")
public final class ListBackups implements Callable<Integer> {

    private static final int ID_LENGTH = 8;

    private final Session session;

    @Option(names = "--database", paramLabel = "ID", converter = ADatabase.class, description = "only this database's")
    @Nullable
    DatabaseId database;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = AKind.class,
            description = "only full or schema_only ones")
    @Nullable
    Kind kind;

    @Option(names = "--state", paramLabel = "STATE", description = "only those in this state, such as verified")
    @Nullable
    String state;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "20",
            description = "at most so many (default: ${DEFAULT-VALUE})")
    int limit = 20;

    public ListBackups(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Books books = new Books(Service.named("retention", new Coordinates(session)));
        List<ListedBackup> backups = books.backups(query());
        Results results = new Results(session.screen());
        if (session.options().json()) {
            results.json(backups.stream().map(ListedBackup::json).toList());
        } else if (backups.isEmpty()) {
            results.line("There are no such backups. Have one made: holdfast backup --wait");
        } else {
            table(backups).print(session.screen());
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
            query.put("kind", kind.word());
        }
        if (state != null) {
            query.put("state", state);
        }
        return query;
    }

    private static Table table(List<ListedBackup> backups) {
        Table table = new Table("BACKUP", "DATABASE", "KIND", "STATE", "LEVEL", "STARTED", "SIZE", "FILE", "NOTES");
        for (ListedBackup backup : backups) {
            String id = backup.text("backup");
            table.add(
                    id.substring(0, Math.min(ID_LENGTH, id.length())),
                    backup.database(),
                    backup.text("kind"),
                    backup.text("state"),
                    backup.text("level"),
                    backup.text("startedAt").replaceFirst("\\.\\d+Z$", "Z"),
                    backup.bytes().map(Amounts::bytes).orElse(""),
                    backup.text("artifact"),
                    notes(backup));
        }
        return table;
    }

    private static String notes(ListedBackup backup) {
        JsonNode held = backup.json().path("held");
        String hold =
                held.isObject() ? "held by " + Claimed.name(held.path("by").asText()) + " " : "";
        String label = backup.text("label");
        return (hold + label).strip();
    }
}
