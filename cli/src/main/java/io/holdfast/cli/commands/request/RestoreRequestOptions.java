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

/** Options for the contents and the target of a restore. */
final class RestoreRequestOptions {

    private static final int MOST_JOBS = 64;
    private static final Pattern TABLE = Pattern.compile("[^.]+\\..+");

    @ArgGroup(exclusive = true)
    TargetMode way = new TargetMode();

    /** The target; a new database if no option is set. */
    static final class TargetMode {

        @Option(
                names = "--to",
                paramLabel = "NEW_NAME",
                description = "restore into a new database with this name (default: a generated name)")
        @Nullable
        String to;

        @Option(
                names = "--swap",
                description =
                        "restore into a new database, compare it with the backup, and swap it with the live database;"
                                + " the replaced database is kept under another name")
        boolean swap;

        @Option(
                names = "--in-place",
                description =
                        "back up the live database, and overwrite it in one transaction; requires its name as confirmation")
        boolean inPlace;

        String mode() {
            return swap ? "swap" : inPlace ? "in_place" : "fresh";
        }
    }

    @Option(
            names = "--table",
            paramLabel = "SCHEMA.NAME",
            description = "restore only the rows of this table; repeat the option for more tables")
    List<String> tables = new ArrayList<>();

    @ArgGroup(exclusive = true)
    Section section = new Section();

    /** The sections; definitions and rows if no option is set. */
    static final class Section {

        @Option(names = "--schema-only", description = "restore definitions without rows")
        boolean schemaOnly;

        @Option(names = "--data-only", description = "restore rows without definitions")
        boolean dataOnly;

        @Nullable
        String label() {
            return schemaOnly ? "schema" : dataOnly ? "data" : null;
        }
    }

    @Option(
            names = "--from",
            paramLabel = "DESTINATION",
            description = "read the copy at this destination (default: the nearest healthy copy)")
    @Nullable
    String from;

    @Option(names = "--jobs", paramLabel = "N", description = "number of parallel jobs of pg_restore, 1 to 64")
    @Nullable
    Integer jobs;

    @Option(
            names = "--accept",
            paramLabel = "NAME",
            description =
                    "with --swap: continue even if this object, such as public.totals, is missing or different; repeat the"
                            + " option for more objects")
    List<String> accepted = new ArrayList<>();

    @Option(
            names = "--no-owner",
            description = "do not restore owners and privileges, for a server without the backup's roles")
    boolean noOwner;

    /** @throws CommandException if the options contradict each other; nothing is published then */
    void check() {
        if (way.swap && !tables.isEmpty()) {
            throw usage(
                    "--swap cannot be combined with --table, because it replaces the whole database",
                    "remove --swap to restore the tables into a new database, or use --in-place to restore them into the live one");
        }
        if (!way.swap && !accepted.isEmpty()) {
            throw usage(
                    "--accept requires --swap",
                    "remove --accept: a new database keeps the objects that could be restored, and --in-place restores all or nothing");
        }
        for (String table : tables) {
            if (!TABLE.matcher(table).matches()) {
                throw usage(
                        "the table name '" + table + "' has no schema",
                        "write the name with its schema, such as public." + table);
            }
        }
        if (jobs != null && (jobs < 1 || jobs > MOST_JOBS)) {
            throw usage("--jobs must be from 1 to " + MOST_JOBS + ", but is " + jobs, "write a number in this range");
        }
        if (way.to != null && (way.to.isBlank() || way.to.startsWith("-"))) {
            throw usage("'" + way.to + "' is not a valid name of a database", "write a name such as app_restored");
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
