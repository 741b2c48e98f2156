package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.testing.RequiredProgramCheck;
import io.holdfast.postgrestools.UnreadableArchiveDiagnosis.Diagnosis;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real pg_restore, with archives that it can read and that it cannot. */
@Timeout(900)
class UnreadableArchiveDiagnosisIT {

    private static final int MINOR = 14;
    private static final long LIMIT = 1 << 20;

    @TempDir
    Path folder;

    private static ArchiveBytes head(int minor) {
        return new ArchiveBytes(minor, 3, "UTF8")
                .entry(2, "TABLE DATA", "public", "orders", "app")
                .entry(3, "TABLE DATA", "public", "people", "app");
    }

    private static byte[] rows() {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(compressed)) {
            for (int i = 0; i < 20_000; i++) {
                deflater.write((i + "\t" + Integer.toHexString(i * 7919) + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return compressed.toByteArray();
    }

    private static byte[] whole() {
        return head(MINOR).rows(2, rows()).rows(3, rows()).bytes();
    }

    private static UnreadableArchiveDiagnosis diagnosed(ClientPrograms programs, byte[] bytes) throws Exception {
        ArchiveInMemory archive = new ArchiveInMemory(programs, bytes);
        UnreadableArchive.Attempt first = archive.decodeAgain();
        assertThat(first.exitCode()).isNotZero();
        return UnreadableArchiveDiagnosis.of(first, programs, archive, LIMIT);
    }

    private static UnreadableArchiveDiagnosis diagnosed(byte[] bytes) throws Exception {
        return diagnosed(TestConnections.programs(), bytes);
    }

    @Test
    void a_whole_archive_is_read() throws Exception {
        assertThat(new ArchiveInMemory(TestConnections.programs(), whole())
                        .decodeAgain()
                        .exitCode())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 60, 200, 1000, 50_000})
    void an_archive_that_was_cut_is_damaged(int length) throws Exception {
        assertThat(diagnosed(Arrays.copyOf(whole(), length)).finding()).isEqualTo(Diagnosis.DAMAGED);
    }

    @Test
    void an_archive_without_the_block_of_an_entry_is_damaged() throws Exception {
        assertThat(diagnosed(head(MINOR).rows(2, rows()).bytes()).message()).contains("rows of 1 entries are missing");
    }

    @Test
    void rows_that_do_not_decompress_are_damaged_because_a_second_attempt_ends_at_the_same_place() throws Exception {
        byte[] rows = rows();
        rows[rows.length / 2] ^= 0x55;

        UnreadableArchiveDiagnosis diagnosis =
                diagnosed(head(MINOR).rows(2, rows).rows(3, rows()).bytes());

        assertThat(diagnosis.finding()).isEqualTo(Diagnosis.DAMAGED);
        assertThat(diagnosis.message()).contains("the same place");
    }

    @Test
    void bytes_that_are_no_archive_are_damaged() throws Exception {
        assertThat(diagnosed(new byte[4096]).finding()).isEqualTo(Diagnosis.DAMAGED);
    }

    @Test
    void an_archive_of_a_newer_version_is_not_judged() throws Exception {
        byte[] newer = whole();
        newer["PGDMP".length() + 1] = 99;

        UnreadableArchiveDiagnosis diagnosis = diagnosed(newer);

        assertThat(diagnosis.finding()).isEqualTo(Diagnosis.NOT_READABLE_HERE);
        assertThat(diagnosis.message()).contains("1.99-0");
    }

    @Test
    void a_version_that_this_pg_restore_does_not_read_is_found_by_an_archive_without_rows() throws Exception {
        RequiredProgramCheck.assume(
                "PostgreSQL client programs older than 17",
                TestConnections.programs().version().major() < 17);

        UnreadableArchiveDiagnosis diagnosis =
                diagnosed(head(16).rows(2, rows()).rows(3, rows()).bytes());

        assertThat(diagnosis.finding()).isEqualTo(Diagnosis.NOT_READABLE_HERE);
        assertThat(diagnosis.message()).contains("1.16-0", "zstd");
    }

    @Test
    void blocks_in_another_order_need_a_file() throws Exception {
        assertThat(diagnosed(head(MINOR).rows(3, rows()).rows(2, rows()).bytes())
                        .finding())
                .isEqualTo(Diagnosis.NEEDS_FILE);
    }

    @Test
    void an_archive_that_cannot_be_read_is_not_judged() throws Exception {
        UnreadableArchive gone = new UnreadableArchive() {

            @Override
            public InputStream bytes() throws IOException {
                return Files.newInputStream(folder.resolve("gone"));
            }

            @Override
            public Attempt decodeAgain() {
                throw new IllegalStateException();
            }

            @Override
            public boolean isFile() {
                return true;
            }
        };

        assertThat(UnreadableArchiveDiagnosis.of(
                                new UnreadableArchive.Attempt(1, 0), TestConnections.programs(), gone, LIMIT)
                        .finding())
                .isEqualTo(Diagnosis.NO_ACCESS);
    }

    /** It prints the message of a damaged archive, and in German. */
    @Test
    void a_failure_that_cannot_be_reproduced_is_not_judged() throws Exception {
        Path once = folder.resolve("once");
        Path script = folder.resolve("pg_restore");
        Files.writeString(script, """
            #!/bin/sh
            if [ ! -e %1$s ]; then
              touch %1$s
              cat >/dev/null
              echo 'pg_restore: Fehler: konnte Daten nicht dekomprimieren: invalid' >&2
              exit 1
            fi
            exec %2$s "$@"
            """.formatted(once, TestConnections.programs().program("pg_restore")));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

        UnreadableArchiveDiagnosis diagnosis =
                diagnosed(new ClientPrograms(folder, TestConnections.programs().version()), whole());

        assertThat(diagnosis.finding()).isEqualTo(Diagnosis.INTERRUPTED);
    }

    @ParameterizedTest
    @CsvSource({"137, INTERRUPTED", "143, INTERRUPTED", "139, DAMAGED", "134, DAMAGED", "127, UNRECOGNISED"})
    void signals_say_whether_it_crashed_or_was_ended(int exitCode, Diagnosis expected) throws Exception {
        ArchiveInMemory archive = new ArchiveInMemory(TestConnections.programs(), whole());

        assertThat(UnreadableArchiveDiagnosis.of(
                                new UnreadableArchive.Attempt(exitCode, 0), TestConnections.programs(), archive, LIMIT)
                        .finding())
                .isEqualTo(expected);
    }
}
