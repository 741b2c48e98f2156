package io.holdfast.restoreengine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class ListArchiveEntriesTest {

    private static final String HEAD = """
            ;
            ; Archive created at 2026-05-18 02:00:00 UTC
            ;     dbname: app
            ;     TOC Entries: 3
            ;     Compression: gzip
            ;     Dump Version: 1.14-0
            ;     Format: CUSTOM
            ;     Dumped from database version: 15.18
            ;     Dumped by pg_dump version: 15.18
            ;
            """;
    private static final String ENTRY = "215; 1259 16390 TABLE public users postgres\n";

    @Test
    void a_list_within_the_limit_is_known() {
        String printed = HEAD + ENTRY;

        assertThat(ListArchiveEntries.read(stream(printed), printed.length()))
                .isInstanceOfSatisfying(
                        ListArchiveEntriesResult.Known.class,
                        known -> assertThat(known.list().ofType("TABLE"))
                                .singleElement()
                                .satisfies(entry -> assertThat(entry.name()).isEqualTo("users")));
    }

    @Test
    void a_list_one_byte_longer_is_too_long() {
        String printed = HEAD + ENTRY;

        assertThat(ListArchiveEntries.read(stream(printed), printed.length() - 1))
                .isEqualTo(new ListArchiveEntriesResult.TooLong(printed.length() - 1));
    }

    /** So many entries that they would not fit into memory, generated as they are read. */
    @Test
    void a_list_without_end_is_read_up_to_the_limit() {
        Repeated endless = new Repeated(ENTRY);

        assertThat(ListArchiveEntries.read(endless, 1 << 20)).isEqualTo(new ListArchiveEntriesResult.TooLong(1 << 20));
        assertThat(endless.read).isEqualTo((1 << 20) + 1);
    }

    @Test
    void one_line_without_end_is_read_up_to_the_limit() {
        assertThat(ListArchiveEntries.read(new Repeated("x"), 1 << 20))
                .isEqualTo(new ListArchiveEntriesResult.TooLong(1 << 20));
    }

    @Test
    void what_is_no_list_is_unreadable() {
        assertThat(ListArchiveEntries.read(stream("nonsense\n"), 1 << 20))
                .isEqualTo(new ListArchiveEntriesResult.Unreadable());
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Repeated extends InputStream {

        private final byte[] text;
        private long read;

        Repeated(String text) {
            this.text = text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            return text[(int) (read++ % text.length)];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            for (int i = 0; i < length; i++) {
                bytes[offset + i] = (byte) read();
            }
            return length;
        }
    }
}
