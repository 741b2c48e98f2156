package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.store.OpenArtifactResult.Opened;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class RehashArtifactTest {

    private static final ObjectKey KEY = SampleArtifacts.KEY;
    private static final long RECORDED = SampleArtifacts.BYTES.length;

    /** Length of an object that was replaced by a much longer one, which could also be endless. */
    private static final long GROWN = 64 << 20;

    private long read;
    private boolean closed;

    @Test
    void the_recorded_bytes_are_hashed() {
        assertThat(RehashArtifact.read(
                        new Opened(KEY, new ByteArrayInputStream(SampleArtifacts.BYTES), RECORDED, null), RECORDED))
                .isEqualTo(new RehashArtifactResult.Hashed(KEY, RECORDED, SampleArtifacts.sum()));
    }

    @Test
    void of_an_object_that_names_another_length_nothing_is_read() {
        assertThat(RehashArtifact.read(new Opened(KEY, grown(), RECORDED + 5, null), RECORDED))
                .isEqualTo(new RehashArtifactResult.OtherLength(KEY, RECORDED + 5));
        assertThat(read).isZero();
        assertThat(closed).isTrue();
    }

    @Test
    void of_an_object_that_has_grown_one_more_than_recorded_is_read() {
        assertThat(RehashArtifact.read(new Opened(KEY, grown(), RECORDED, null), RECORDED))
                .isEqualTo(new RehashArtifactResult.OtherLength(KEY, RECORDED + 1));
        assertThat(read).isEqualTo(RECORDED + 1);
        assertThat(closed).isTrue();
    }

    @Test
    void an_object_that_ends_early_has_another_length() {
        assertThat(RehashArtifact.read(
                        new Opened(KEY, new ByteArrayInputStream(SampleArtifacts.BYTES), RECORDED + 1, null),
                        RECORDED + 1))
                .isEqualTo(new RehashArtifactResult.OtherLength(KEY, RECORDED));
    }

    @Test
    void a_bounded_stream_reports_whether_the_object_is_longer() throws IOException {
        BoundedInputStream longer = new BoundedInputStream(grown(), 10);
        BoundedInputStream whole = new BoundedInputStream(new ByteArrayInputStream(new byte[10]), 10);

        assertThat(longer.readAllBytes()).hasSize(11);
        assertThat(longer.isLonger()).isTrue();
        assertThat(longer.skip(100)).isZero();
        assertThat(longer.read()).isEqualTo(-1);
        assertThat(whole.readAllBytes()).hasSize(10);
        assertThat(whole.isLonger()).isFalse();
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

            @Override
            public void close() {
                closed = true;
            }
        };
    }
}
