package io.holdfast.retention.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.retention.ForeignDump;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PgDumpCustomFormatHeaderTest {

    @Test
    void an_archive_in_the_custom_format_says_where_it_comes_from() throws IOException {
        assertThat(PgDumpCustomFormatHeader.read(new ByteArrayInputStream(ForeignDump.bytes())))
                .contains(new PgDumpCustomFormatHeader("powernode_production", "17.2 (Debian 17.2-1)", "17.2"));
    }

    @Test
    void anything_else_is_no_archive() throws IOException {
        byte[] dump = ForeignDump.bytes();
        byte[] tar = dump.clone();
        tar[10] = 3;
        byte[] endless = dump.clone();
        Arrays.fill(endless, 47, 52, (byte) 0x7f);

        assertThat(PgDumpCustomFormatHeader.read(new ByteArrayInputStream(new byte[0])))
                .isEmpty();
        assertThat(PgDumpCustomFormatHeader.read(
                        new ByteArrayInputStream("CREATE TABLE".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(PgDumpCustomFormatHeader.read(new ByteArrayInputStream(tar))).isEmpty();
        assertThat(PgDumpCustomFormatHeader.read(new ByteArrayInputStream(endless)))
                .isEmpty();
        assertThat(PgDumpCustomFormatHeader.read(new ByteArrayInputStream(Arrays.copyOf(dump, 30))))
                .isEmpty();
    }

    @Test
    void a_name_tells_when_the_dump_was_made() {
        assertThat(FileNameTimestampParser.of("pre_migration_20260518_020000.dump"))
                .contains(Instant.parse("2026-05-18T02:00:00Z"));
        assertThat(FileNameTimestampParser.of("notes_20269918_020000.dump")).isEmpty();
        assertThat(FileNameTimestampParser.of("by-hand.dump")).isEmpty();
    }
}
