package io.holdfast.restoreengine.live;

import io.holdfast.restoreengine.contents.Fingerprint;
import io.holdfast.restoreengine.contents.TableContents;
import io.holdfast.restoreengine.contents.TableName;
import java.util.List;
import java.util.Optional;

/**
 * The rows that an archive has of a table that a person named.
 *
 * @param parts tables of the archive in which they lie, at least one: the table itself, or its partitions
 */
public record ArchivedTableRows(TableName table, List<TableContents> parts) {

    public ArchivedTableRows {
        parts = List.copyOf(parts);
    }

    public long rows() {
        return parts.stream().mapToLong(TableContents::rows).sum();
    }

    /** The columns of every part, where all have the same in the same order. */
    Optional<String> columns() {
        List<String> lists =
                parts.stream().map(TableContents::columns).distinct().toList();
        return lists.size() == 1 ? Optional.of(lists.getFirst()) : Optional.empty();
    }

    /** Of all rows together; of use only with {@link #columns()}. */
    Fingerprint fingerprint() {
        return parts.stream().map(TableContents::fingerprint).reduce(Fingerprint.OF_NOTHING, Fingerprint::plus);
    }
}
