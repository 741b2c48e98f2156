package io.holdfast.restoreengine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Sha256;
import io.holdfast.restoreengine.ProgressListener;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenArtifactResult;
import io.holdfast.store.RehashArtifact;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(900)
class FetchBackupCopyTest {

    private static final byte[] BYTES = "PGDMP and so on".getBytes(StandardCharsets.UTF_8);
    private static final BackupCopyRecord COPY = new BackupCopyRecord(
            "local",
            "app_full_20260518_020000.dump",
            null,
            BYTES.length,
            Sha256.of(RehashArtifact.sha256().digest(BYTES)));

    @TempDir
    Path folder;

    /** Length of an object that replaces a shorter one. It could as well be endless. */
    private static final long GROWN = 64 << 20;

    private long read;

    @Test
    void the_sealed_bytes_are_whole() {
        assertThat(fetched(new ByteArrayInputStream(BYTES), BYTES.length)).isEqualTo(new FetchBackupCopyResult.Whole());
        assertThat(folder.resolve("archive")).hasBinaryContent(BYTES);
    }

    @Test
    void of_a_copy_that_names_another_length_nothing_is_fetched() {
        assertThat(fetched(grown(), 1L << 50))
                .isInstanceOfSatisfying(FetchBackupCopyResult.Wrong.class, FetchBackupCopyTest::isOfOtherSize);
        assertThat(read).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void of_a_copy_that_has_grown_one_more_than_sealed_is_fetched() throws Exception {
        assertThat(fetched(grown(), BYTES.length))
                .isInstanceOfSatisfying(FetchBackupCopyResult.Wrong.class, FetchBackupCopyTest::isOfOtherSize);
        assertThat(read).isEqualTo(BYTES.length + 1);
        assertThat(Files.size(folder.resolve("archive"))).isEqualTo(BYTES.length + 1);
    }

    private static void isOfOtherSize(FetchBackupCopyResult.Wrong wrong) {
        assertThat(wrong.evidence().code()).isEqualTo("size_mismatch");
    }

    private FetchBackupCopyResult fetched(InputStream stream, long bytes) {
        return new FetchBackupCopy(
                        COPY,
                        new OpenArtifactResult.Opened(new ObjectKey(COPY.key()), stream, bytes, null),
                        Optional::empty,
                        ProgressListener.NONE)
                .into(folder.resolve("archive"));
    }

    private InputStream grown() {
        return new InputStream() {

            @Override
            public int read() {
                return read++ < GROWN ? 'P' : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                read += length;
                return read <= GROWN ? length : -1;
            }
        };
    }
}
