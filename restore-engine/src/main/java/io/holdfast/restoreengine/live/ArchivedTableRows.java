package io.holdfast.restoreengine.live;

import io.holdfast.restoreengine.contents.Fingerprint;
import io.holdfast.restoreengine.contents.TableContentFingerprint;
import io.holdfast.restoreengine.contents.TableName;
import java.util.List;
import java.util.Optional;

/**
 * The rows that an archive has of a requested table.
 *
 * @param parts tables of the archive that contain the rows, at least one: the table itself or its partitions
 */
public record ArchivedTableRows(TableName table, List<TableContentFingerprint> parts) {

    public ArchivedTableRows {
        parts = List.copyOf(parts);
    }

    public long rows() {
        return parts.stream().mapToLong(TableContentFingerprint::rows).sum();
    }

    /** The columns of every part, if all parts have the same columns in the same order. */
    Optional<String> columns() {
        List<String> lists =
                parts.stream().map(TableContentFingerprint::columns).distinct().toList();
        return lists.size() == 1 ? Optional.of(lists.getFirst()) : Optional.empty();
    }

    /** The fingerprint of all rows. It is meaningful only with {@link #columns()}. */
    Fingerprint fingerprint() {
        return parts.stream()
                .map(TableContentFingerprint::fingerprint)
                .reduce(Fingerprint.OF_NOTHING, Fingerprint::plus);
    }
}
