package io.holdfast.postgrestools;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Given: the head of an archive in the custom format, as in {@code WriteHead} and {@code WriteToc} of pg_backup_archiver.c. */
final class ArchiveBytes {

    private static final int NUMBER = 4;
    private static final int OFFSET = 8;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int minor;
    private final Charset charset;

    private String tablespace = "";

    /** @param entries number of entries in the header */
    ArchiveBytes(int minor, int entries, String encoding) {
        this.minor = minor;
        this.charset = PostgresTextEncoding.of(encoding).charset();
        bytes.writeBytes("PGDMP".getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(new byte[] {1, (byte) minor, 0, NUMBER, OFFSET, 1});
        if (minor >= 15) {
            bytes.write(3);
        } else {
            number(-1);
        }
        for (int part : new int[] {0, 30, 2, 29, 10, 126, 0}) {
            number(part);
        }
        text("app").text("15.18 (Debian 15.18-1)").text("17.11").number(entries);
        entry(1, "ENCODING", null, "ENCODING", "", "SET client_encoding = '" + encoding + "';\n", "");
    }

    /** With a definition of 100 bytes. */
    ArchiveBytes entry(int id, String type, @Nullable String schema, String tag, String owner, int... dependencies) {
        return entry(id, type, schema, tag, owner, "-".repeat(100), "", dependencies);
    }

    ArchiveBytes entryIn(String tablespaceOfEntry, int id, String type, String schema, String tag, String owner) {
        tablespace = tablespaceOfEntry;
        return entry(id, type, schema, tag, owner);
    }

    ArchiveBytes entry(
            int id,
            String type,
            @Nullable String schema,
            String tag,
            String owner,
            String definition,
            String drop,
            int... dependencies) {
        number(id).number(type.endsWith(" DATA") ? 1 : 0);
        text("1259")
                .text("16384")
                .text(tag)
                .text(type)
                .number(2)
                .text(definition)
                .text(drop)
                .none();
        Optional.ofNullable(schema).ifPresentOrElse(this::text, this::none);
        text(tablespace);
        tablespace = "";
        if (minor >= 14) {
            text("heap");
        }
        if (minor >= 16) {
            number('r');
        }
        text(owner).text("false");
        Arrays.stream(dependencies).forEach(dependency -> text(Integer.toString(dependency)));
        none();
        bytes.write(1);
        bytes.writeBytes(new byte[OFFSET]);
        return this;
    }

    /** The block of an entry with rows, in one piece. */
    ArchiveBytes rows(int id, byte[] piece) {
        bytes.write(1);
        number(id).number(piece.length);
        bytes.writeBytes(piece);
        return number(0);
    }

    ArchiveBytes number(int number) {
        bytes.write(number < 0 ? 1 : 0);
        for (int i = 0; i < NUMBER; i++) {
            bytes.write(Math.abs(number) >>> (i * Byte.SIZE));
        }
        return this;
    }

    ArchiveBytes text(String text) {
        byte[] encoded = text.getBytes(charset);
        number(encoded.length);
        bytes.writeBytes(encoded);
        return this;
    }

    private ArchiveBytes none() {
        return number(-1);
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
