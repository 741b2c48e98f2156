package io.holdfast.restoring.live;

import io.holdfast.restoring.contents.Fingerprint;
import io.holdfast.restoring.contents.TableContents;
import io.holdfast.restoring.contents.TableName;
import java.util.List;
import java.util.Optional;

/**
 * The rows that an archive has of a table that a person named.
 *
 * @param parts tables of the archive in which they lie, at least one: the table itself, or its partitions
 */
public record RowsOfTable(TableName table, List<TableContents> parts) {

    public RowsOfTable {
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
