package io.holdfast.restoreengine.contents;

/**
 * One table of an archive.
 *
 * @param columns the archive's column list as it writes it, such as {@code (id, "Name")}; a restored table is compared
 *     with the same list, because generated columns are not in it
 */
public record TableContents(TableName table, String columns, Fingerprint fingerprint) {

    public long rows() {
        return fingerprint.rows();
    }

    /** A partitioned table may be written in several blocks; together they are one table. */
    TableContents plus(TableContents other) {
        return new TableContents(table, columns, fingerprint.plus(other.fingerprint));
    }
}
