package io.holdfast.cli.commands.request;

import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.BackupId;
import io.holdfast.events.OperatorRequest.RestoreRequested;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What a restore shall bring back, and where to. */
final class RestoreRequestOptions {

    private static final int MOST_JOBS = 64;
    private static final Pattern TABLE = Pattern.compile("[^.]+\\..+");

    @ArgGroup(exclusive = true)
    TargetMode way = new TargetMode();

    /** Where it goes; a fresh database where nothing is said. */
    static final class TargetMode {

        @Option(
                names = "--to",
                paramLabel = "NEW_NAME",
                description = "into a fresh database of this name (the way, without a name, that is taken by default)")
        @Nullable
        String to;

        @Option(
                names = "--swap",
                description =
                        "restore beside the live database, compare, and let the two change names at once; the old one is kept")
        boolean swap;

        @Option(
                names = "--in-place",
                description =
                        "write over the live database, in one transaction, after a backup of it; its name is asked for")
        boolean inPlace;

        String mode() {
            return swap ? "swap" : inPlace ? "in_place" : "fresh";
        }
    }

    @Option(
            names = "--table",
            paramLabel = "SCHEMA.NAME",
            description = "only this table's rows (again for each further table)")
    List<String> tables = new ArrayList<>();

    @ArgGroup(exclusive = true)
    Section section = new Section();

    /** Definitions and rows where nothing is said. */
    static final class Section {

        @Option(names = "--schema-only", description = "definitions without rows")
        boolean schemaOnly;

        @Option(names = "--data-only", description = "rows without definitions")
        boolean dataOnly;

        @Nullable
        String label() {
            return schemaOnly ? "schema" : dataOnly ? "data" : null;
        }
    }

    @Option(
            names = "--from",
            paramLabel = "DESTINATION",
            description = "read the copy that lies there; otherwise the nearest healthy one")
    @Nullable
    String from;

    @Option(names = "--jobs", paramLabel = "N", description = "how many of pg_restore's workers, 1 to 64")
    @Nullable
    Integer jobs;

    @Option(
            names = "--accept",
            paramLabel = "NAME",
            description =
                    "with --swap: change places also if this object, such as public.totals, is missing or different"
                            + " (again for each further object)")
    List<String> accepted = new ArrayList<>();

    @Option(names = "--no-owner", description = "leave owners and privileges away, for a server without their roles")
    boolean noOwner;

    /** @throws CommandException where the wishes contradict each other, before anything is published */
    void check() {
        if (way.swap && !tables.isEmpty()) {
            throw usage(
                    "--swap brings back whole databases, and --table only some tables",
                    "without --swap the tables come into a database beside the live one; with --in-place from there into it");
        }
        if (!way.swap && !accepted.isEmpty()) {
            throw usage(
                    "--accept is for --swap",
                    "a new database keeps what could be restored; with --in-place nothing is restored in part");
        }
        for (String table : tables) {
            if (!TABLE.matcher(table).matches()) {
                throw usage("'" + table + "' names no table", "write its schema too, such as public." + table);
            }
        }
        if (jobs != null && (jobs < 1 || jobs > MOST_JOBS)) {
            throw usage("--jobs is " + jobs, "write a number from 1 to " + MOST_JOBS);
        }
        if (way.to != null && (way.to.isBlank() || way.to.startsWith("-"))) {
            throw usage("'" + way.to + "' cannot be a database's name", "write a name such as app_restored");
        }
    }

    RestoreRequested request(String database, @Nullable BackupId backup, String by) {
        return new RestoreRequested(
                database,
                backup,
                by,
                way.mode(),
                way.to,
                tables,
                section.label(),
                from,
                jobs,
                noOwner ? (Boolean) false : null,
                accepted.isEmpty() ? null : accepted);
    }

    private static CommandException usage(String message, String hint) {
        return new CommandException(ExitCode.USAGE, message, hint);
    }
}
