package io.holdfast.verify.verifying;

import io.holdfast.restoreengine.contents.TableName;
import java.util.List;
import java.util.Map;

/**
 * The good backups of the same database and kind before the backup in question.
 *
 * @param bytes their sizes, newest first; the list ends at a backup that a person accepted, because earlier sizes do not
 *     predict later ones
 * @param rows row count of each table in the newest one; empty if its tables are not known
 * @param largeObjects number of large objects in the newest one; 0 if not known
 */
public record BackupHistory(List<Long> bytes, Map<TableName, Long> rows, long largeObjects) {

    public static final BackupHistory NONE = new BackupHistory(List.of(), Map.of(), 0);

    public BackupHistory {
        bytes = List.copyOf(bytes);
        rows = Map.copyOf(rows);
    }
}
