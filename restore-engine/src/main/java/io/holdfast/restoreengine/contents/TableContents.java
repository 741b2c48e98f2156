package io.holdfast.restoreengine.contents;

/**
 * The contents of one table in an archive.
 *
 * @param columns column list as in the archive, such as {@code (id, "Name")}; a restored table is compared with the same list,
 *     which excludes generated columns
 */
public record TableContents(TableName table, String columns, Fingerprint fingerprint) {

    public long rows() {
        return fingerprint.rows();
    }

    /** Adds another block of the same table. A partitioned table may be written in several blocks. */
    TableContents plus(TableContents other) {
        return new TableContents(table, columns, fingerprint.plus(other.fingerprint));
    }
}
