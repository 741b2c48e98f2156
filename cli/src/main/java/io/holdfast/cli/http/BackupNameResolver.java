package io.holdfast.cli.http;

import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.BackupId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds the backup that an operator means: an id, the beginning of one, an artifact's file name, or {@code latest}, which never means a
 * backup that was made before a restore.
 */
public final class BackupNameResolver {

    /** The name of the newest backup. */
    public static final String LATEST = "latest";

    /** More than any installation keeps; the service answers from an index. */
    private static final String EVERYTHING = "1000000";

    /** Backups before restores are few. */
    private static final int NEWEST = 20;

    private static final int SHORTEST_PREFIX = 4;
    private static final Pattern FULL_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final BackupListClient repository;

    public BackupNameResolver(BackupListClient repository) {
        this.repository = repository;
    }

    /** The id that the text spells out, if it does. */
    public static Optional<BackupId> spelledOut(String name) {
        return FULL_ID.matcher(name).matches() ? Optional.of(BackupId.parse(name)) : Optional.empty();
    }

    /**
     * The one backup meant.
     *
     * @param query restricts the search, such as to one database
     * @throws CommandException if there is none, or more than one
     */
    public ListedBackup find(String name, Map<String, String> query) {
        if (name.equals(LATEST)) {
            return latest(query);
        }
        Optional<BackupId> id = spelledOut(name);
        if (id.isPresent()) {
            return repository.backup(id.get()).orElseThrow(() -> none("there is no backup " + name));
        }
        if (!name.contains(".") && !name.contains("_") && name.length() < SHORTEST_PREFIX) {
            throw none("'" + name + "' is too short to name a backup");
        }
        return only(
                name,
                repository.backups(with(query, EVERYTHING)).stream()
                        .filter(backup -> backup.isCalled(name))
                        .toList());
    }

    private ListedBackup latest(Map<String, String> query) {
        List<ListedBackup> newest = repository.backups(with(query, Integer.toString(NEWEST)));
        return newest(newest)
                .or(() ->
                        newest.size() < NEWEST ? Optional.empty() : newest(repository.backups(with(query, EVERYTHING))))
                .orElseThrow(() -> none("there is no backup yet"));
    }

    private static Optional<ListedBackup> newest(List<ListedBackup> backups) {
        return backups.stream().filter(backup -> !backup.isBeforeRestore()).findFirst();
    }

    private static ListedBackup only(String name, List<ListedBackup> found) {
        if (found.isEmpty()) {
            throw none("no backup is called '" + name + "'");
        }
        if (found.size() > 1) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "'" + name + "' could mean " + found.size() + " backups, such as "
                            + found.get(0).backup() + " and " + found.get(1).backup(),
                    "write more of the id");
        }
        return found.getFirst();
    }

    private static CommandException none(String message) {
        return new CommandException(
                ExitCode.USAGE,
                message,
                "'holdfast list' shows them; a backup is named by its id, the beginning of its id, its file name, or"
                        + " 'latest'");
    }

    private static Map<String, String> with(Map<String, String> query, String limit) {
        Map<String, String> all = new TreeMap<>(query);
        all.put("limit", limit);
        return all;
    }
}
