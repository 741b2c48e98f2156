package io.holdfast.restoreengine.contents;

/**
 * The contents of one table in an archive.
 *
 * @param columns column list as in the archive, such as {@code (id, "Name")}; a restored table is compared with the same list,
 *     which excludes generated columns
 */
public record TableContentFingerprint(TableName table, String columns, Fingerprint fingerprint) {

    public long rows() {
        return fingerprint.rows();
    }

    /** Adds another block of the same table. A partitioned table may be written in several blocks. */
    TableContentFingerprint plus(TableContentFingerprint other) {
        return new TableContentFingerprint(table, columns, fingerprint.plus(other.fingerprint));
    }
}
