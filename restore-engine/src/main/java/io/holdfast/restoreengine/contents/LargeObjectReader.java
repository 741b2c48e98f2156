package io.holdfast.restoreengine.contents;

import io.holdfast.postgrestools.CopyToStdoutSession;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Computes the fingerprint of the large objects of a database. Only superusers can read their table, so they are read with
 * PostgreSQL's functions, which check the privileges of each object. They are read in chunks, because an object may have four
 * terabytes.
 */
public final class LargeObjectReader {

    /** Opens each object, finds its length by seeking to the end, and closes it. The subqueries preserve this order. */
    private static final String ALL = "copy (select s.oid, pg_catalog.lo_get(s.oid, piece.at, 1048576)"
            + " from (select o.oid, o.fd, pg_catalog.lo_lseek64(o.fd, 0, 2) as length from"
            + " (select l.oid, pg_catalog.lo_open(l.oid, 262144) as fd"
            + " from pg_catalog.pg_largeobject_metadata l offset 0) o offset 0) s,"
            + " lateral pg_catalog.generate_series(0, greatest(s.length - 1, 0), 1048576) piece (at)"
            + " where pg_catalog.lo_close(s.fd) = 0) to stdout";

    private final LargeObjectFingerprintBuilder digest = new LargeObjectFingerprintBuilder();
    private final StringBuilder id = new StringBuilder();
    private String current = "";
    private boolean isInId = true;

    private LargeObjectReader() {}

    /**
     * Empty if it was stopped.
     *
     * @param source source with {@code bytea_output = hex}
     * @throws SQLException if the role may not read one of the objects (SQLSTATE 42501)
     */
    public static Optional<Fingerprint> fingerprint(CopyToStdoutSession source, TableRowReader.Pace pace)
            throws SQLException {
        LargeObjectReader reading = new LargeObjectReader();
        boolean isWhole = source.copy(ALL, (bytes, from, length) -> {
            reading.take(bytes, from, from + length);
            return pace.goOn(length);
        });
        return isWhole ? Optional.of(reading.digest.finish()) : Optional.empty();
    }

    private void take(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            i = isInId ? id(bytes, i, to) : digits(bytes, i, to);
        }
    }

    private int id(byte[] bytes, int from, int to) {
        int end = next(bytes, from, to, '\t');
        id.append(new String(bytes, from, end - from, StandardCharsets.US_ASCII));
        if (end == to) {
            return to;
        }
        if (!id.toString().equals(current)) {
            current = id.toString();
            digest.begin(current);
        }
        id.setLength(0);
        isInId = false;
        digest.beginDigits();
        return end + 1;
    }

    private int digits(byte[] bytes, int from, int to) {
        int end = next(bytes, from, to, '\n');
        digest.take(bytes, from, end);
        isInId = end < to;
        return Math.min(end + 1, to);
    }

    private static int next(byte[] bytes, int from, int to, char wanted) {
        int i = from;
        while (i < to && bytes[i] != wanted) {
            i++;
        }
        return i;
    }
}
