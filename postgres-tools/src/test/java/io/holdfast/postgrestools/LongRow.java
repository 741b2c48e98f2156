package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A row of ten megabytes between two short ones, and how a session returns it. */
final class LongRow {

    private static final int LENGTH = 10_000_000;

    private LongRow() {}

    static void assertComesInPieces(java.sql.Connection session) throws SQLException {
        AtomicInteger longest = new AtomicInteger();
        StringBuilder rows = new StringBuilder();
        new JdbcCopyToStdoutSession(session)
                .copy("copy (values ('a'), (repeat('x', " + LENGTH + ")), ('b')) to stdout", (bytes, from, length) -> {
                    longest.accumulateAndGet(length, Math::max);
                    rows.append(new String(bytes, from, length, java.nio.charset.StandardCharsets.US_ASCII));
                    return true;
                });
        assertThat(rows.toString().equals("a\n" + "x".repeat(LENGTH) + "\nb\n")).isTrue();
        assertThat(longest).hasValueLessThanOrEqualTo(CopyDataMessageSplitter.PIECE);
    }
}
