package io.holdfast.postgrestools;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Tests whether a pg_restore can read archives of a version and a compression at all. Its input is an archive with one table and no rows. A
 * pg_restore that was built without the compression's library refuses this archive like any other. Source: {@code RestoreArchive} and
 * {@code WriteHead} in pg_backup_archiver.c.
 */
final class PgRestoreSelfTest {

    private static final int NUMBER = 4;
    private static final int OFFSET = 8;
    private static final int CUSTOM = 1;
    private static final int PARTS_OF_A_TIME = 7;
    private static final int SECTION_DATA = 3;
    private static final int NO_DATA = 3;
    private static final int NONE = -1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private PgRestoreSelfTest() {}

    /** @param like the header of the archive to be read */
    static boolean passes(ClientPrograms programs, ArchiveHeader like) throws IOException, InterruptedException {
        try (RunningProgram pgRestore = PgRestore.dataOfPipe(programs)) {
            write(new PgRestoreSelfTest().archive(like), pgRestore.input());
            pgRestore.output().transferTo(OutputStream.nullOutputStream());
            return pgRestore.await().succeeded();
        }
    }

    /** If the program refuses the first bytes, it breaks the pipe, and its exit status shows the refusal. */
    private static void write(byte[] archive, OutputStream input) {
        try (input) {
            input.write(archive);
        } catch (IOException e) {
            return;
        }
    }

    private byte[] archive(ArchiveHeader like) {
        bytes.writeBytes("PGDMP".getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(new byte[] {1, (byte) like.minor(), 0, NUMBER, OFFSET, CUSTOM});
        if (like.minor() >= ArchiveHeader.WITH_COMPRESSION_NAME) {
            bytes.write(like.compressionNumber());
        } else {
            number(like.compressionNumber());
        }
        for (int i = 0; i < PARTS_OF_A_TIME; i++) {
            number(1);
        }
        text("t").text("0").text("0");
        number(1);
        entry(like);
        return bytes.toByteArray();
    }

    private void entry(ArchiveHeader like) {
        number(1).number(1);
        text("0").text("0").text("t").text("TABLE DATA");
        number(SECTION_DATA);
        text("").text("").text("COPY public.t (a) FROM stdin;\n").text("public").text("");
        if (like.minor() >= ArchiveHeader.WITH_ACCESS_METHOD) {
            text("");
        }
        if (like.minor() >= ArchiveHeader.WITH_RELATION_KIND) {
            number('r');
        }
        text("t").text("false");
        number(NONE);
        bytes.write(NO_DATA);
        bytes.writeBytes(new byte[OFFSET]);
    }

    private PgRestoreSelfTest number(int number) {
        bytes.write(number < 0 ? 1 : 0);
        for (int i = 0; i < NUMBER; i++) {
            bytes.write(Math.abs(number) >>> (i * Byte.SIZE));
        }
        return this;
    }

    private PgRestoreSelfTest text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.US_ASCII);
        number(encoded.length);
        bytes.writeBytes(encoded);
        return this;
    }
}
