package io.holdfast.verify.verifying;

import io.holdfast.restoreengine.contents.TableName;
import java.util.List;
import java.util.Map;

/**
 * The good backups of the same database and kind before the one in question.
 *
 * @param bytes their sizes, the newest first; a backup that a person accepted is the last: what was before it no longer
 *     tells what to expect
 * @param rows rows of each table in the newest; empty where its tables are not known
 * @param largeObjects in the newest; 0 where not known
 */
public record BackupHistory(List<Long> bytes, Map<TableName, Long> rows, long largeObjects) {

    public static final BackupHistory NONE = new BackupHistory(List.of(), Map.of(), 0);

    public BackupHistory {
        bytes = List.copyOf(bytes);
        rows = Map.copyOf(rows);
    }
}
