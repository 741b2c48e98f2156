package io.holdfast.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A body with a known checksum is read only once, for sending; the storage still checks it. */
class PrecomputedHashRequestSignerIT {

    private static final byte[] BYTES = {1, 2, 3};

    private final String bucket = S3TestStorage.newBucket();
    private final AtomicInteger readings = new AtomicInteger();

    @Test
    void a_body_with_its_checksum_is_taken_and_read_once() {
        assertThat(status(BYTES)).isEqualTo(200);

        assertThat(readings).hasValue(1);
    }

    @Test
    void a_body_with_the_checksum_of_another_is_refused() {
        assertThat(status(new byte[] {4})).isBetween(400, 499);
    }

    /** @param summed bytes whose checksum is sent with {@link #BYTES} */
    private int status(byte[] summed) {
        String sum = Base64.getEncoder().encodeToString(S3ChecksumCalculator.sha256(summed));
        try (S3Client client =
                S3TestStorage.settings(S3TestStorage.SERVER.endpoint()).client()) {
            return client.putObject(
                            request -> request.bucket(bucket).key("k").checksumSHA256(sum),
                            RequestBody.fromContentProvider(this::read, BYTES.length, "application/octet-stream"))
                    .sdkHttpResponse()
                    .statusCode();
        } catch (SdkException e) {
            return S3ErrorTranslator.status(e);
        }
    }

    private InputStream read() {
        readings.incrementAndGet();
        return new ByteArrayInputStream(BYTES);
    }
}
