package io.holdfast.retention.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.retention.storage.HashingStreamCopier.StreamResult;
import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenArtifactResult.Opened;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class HashingStreamCopierTest {

    private static final byte[] BYTES = "PGDMP and so on".getBytes(StandardCharsets.UTF_8);
    private static final ObjectKey KEY = new ObjectKey("app_full_20260518_020000.dump");

    private final ByteArrayOutputStream target = new ByteArrayOutputStream();
    private final HashingStreamCopier stage =
            new HashingStreamCopier(bytes -> true, CopyRateLimiter.of(Optional.empty()));
    /** Length of an object that was replaced by a much longer one. It could also be endless. */
    private static final long GROWN = 64 << 20;

    private long read;

    @Test
    void the_recorded_bytes_pass() {
        assertThat(stage.through(opened(new ByteArrayInputStream(BYTES), BYTES.length), BYTES.length, target))
                .isEqualTo(new StreamResult.Whole(HashingStreamCopier.sha256(BYTES)));
        assertThat(target.toByteArray()).isEqualTo(BYTES);
    }

    @Test
    void nothing_is_copied_from_a_source_with_another_length() {
        assertThat(stage.through(opened(grown(), 1L << 50), BYTES.length, target))
                .isEqualTo(new StreamResult.OtherLength(1L << 50));
        assertThat(read).isZero();
    }

    @Test
    void from_a_source_that_has_grown_at_most_one_byte_more_is_read() {
        assertThat(stage.through(opened(grown(), BYTES.length), BYTES.length, target))
                .isEqualTo(new StreamResult.OtherLength(BYTES.length + 1));
        assertThat(read).isEqualTo(BYTES.length + 1);
        assertThat(target.size()).isEqualTo(BYTES.length + 1);
    }

    private static Opened opened(InputStream stream, long bytes) {
        return new Opened(KEY, stream, bytes, null);
    }

    private InputStream grown() {
        return new InputStream() {

            @Override
            public int read() {
                return read++ < GROWN ? 0 : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                read += length;
                return read <= GROWN ? length : -1;
            }
        };
    }
}
