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
 * Finds the backup for an argument: an id, the beginning of an id, an artifact's file name, or {@code latest}. {@code latest} is never a
 * backup that was made before a restore.
 */
public final class BackupNameResolver {

    /** The argument for the newest backup. */
    public static final String LATEST = "latest";

    /** More backups than any installation has. The service uses an index for this query. */
    private static final String EVERYTHING = "1000000";

    /** Usually enough, because few backups are made before restores. */
    private static final int NEWEST = 20;

    private static final int SHORTEST_PREFIX = 4;
    private static final Pattern FULL_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final BackupListClient repository;

    public BackupNameResolver(BackupListClient repository) {
        this.repository = repository;
    }

    /** The id, if the text is a complete id. */
    public static Optional<BackupId> spelledOut(String name) {
        return FULL_ID.matcher(name).matches() ? Optional.of(BackupId.parse(name)) : Optional.empty();
    }

    /**
     * Returns the one backup that matches.
     *
     * @param query restricts the search, such as to one database
     * @throws CommandException if no backup or more than one backup matches
     */
    public ListedBackup find(String name, Map<String, String> query) {
        if (name.equals(LATEST)) {
            return latest(query);
        }
        Optional<BackupId> id = spelledOut(name);
        if (id.isPresent()) {
            return repository.backup(id.get()).orElseThrow(() -> none("no backup has the id " + name));
        }
        if (!name.contains(".") && !name.contains("_") && name.length() < SHORTEST_PREFIX) {
            throw none("'" + name + "' is too short: enter at least the first " + SHORTEST_PREFIX
                    + " characters of the id");
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
                .orElseThrow(() -> none("no backup exists yet"));
    }

    private static Optional<ListedBackup> newest(List<ListedBackup> backups) {
        return backups.stream().filter(backup -> !backup.isBeforeRestore()).findFirst();
    }

    private static ListedBackup only(String name, List<ListedBackup> found) {
        if (found.isEmpty()) {
            throw none("no backup matches '" + name + "'");
        }
        if (found.size() > 1) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "'" + name + "' matches " + found.size() + " backups, such as "
                            + found.get(0).backup() + " and " + found.get(1).backup(),
                    "give more characters of the id");
        }
        return found.getFirst();
    }

    private static CommandException none(String message) {
        return new CommandException(
                ExitCode.USAGE,
                message,
                "run 'holdfast list' to see all backups; give an id, the beginning of an id, a file name, or 'latest'");
    }

    private static Map<String, String> with(Map<String, String> query, String limit) {
        Map<String, String> all = new TreeMap<>(query);
        all.put("limit", limit);
        return all;
    }
}
