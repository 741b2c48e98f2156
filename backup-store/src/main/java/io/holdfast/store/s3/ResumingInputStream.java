package io.holdfast.store.s3;

import io.holdfast.store.ObjectKey;
import io.holdfast.store.OpenArtifactResult;
import io.holdfast.store.StorageWriteException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads an object. A storage can close the connection of a slow reader, and a network can fail. In both cases the stream continues at the
 * same position of the same object.
 */
final class ResumingInputStream extends InputStream {

    private static final int ATTEMPTS = 3;

    private final S3BucketClient bucket;
    private final S3ErrorTranslator s3ErrorTranslator;
    private final String key;
    private final @Nullable String version;
    private final String tag;
    private final long length;
    private ResponseInputStream<GetObjectResponse> body;
    private long position;
    private int failures;

    private ResumingInputStream(
            S3BucketClient bucket,
            S3ErrorTranslator s3ErrorTranslator,
            String key,
            ResponseInputStream<GetObjectResponse> body) {
        this.bucket = bucket;
        this.s3ErrorTranslator = s3ErrorTranslator;
        this.key = key;
        this.version = body.response().versionId();
        this.tag = body.response().eTag();
        this.length = body.response().contentLength();
        this.body = body;
    }

    /** Throws the SDK's exceptions. */
    static OpenArtifactResult.Opened open(
            S3BucketClient bucket, S3ErrorTranslator s3ErrorTranslator, ObjectKey key, Optional<String> version) {
        var body = bucket.client()
                .getObject(request -> request.bucket(bucket.place().bucket())
                        .key(bucket.place().object(key.value()))
                        .versionId(version.orElse(null)));
        ResumingInputStream stream = new ResumingInputStream(bucket, s3ErrorTranslator, key.value(), body);
        return new OpenArtifactResult.Opened(key, stream, stream.length, stream.version);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int wanted) throws IOException {
        while (wanted > 0 && position < length) {
            try {
                int n = body.read(bytes, offset, wanted);
                if (n > 0) {
                    position += n;
                    failures = 0;
                    return n;
                }
                throw new IOException("ended after byte " + position + " of " + length);
            } catch (IOException | SdkException e) {
                resume(e);
            }
        }
        return wanted == 0 ? 0 : -1;
    }

    private void resume(Exception why) throws IOException {
        failures++;
        if (failures > ATTEMPTS) {
            throw failed(why);
        }
        body.abort();
        try {
            body = bucket.client()
                    .getObject(request -> request.bucket(bucket.place().bucket())
                            .key(bucket.place().object(key))
                            .versionId(version)
                            .ifMatch(tag)
                            .range("bytes=" + position + "-"));
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    private StorageWriteException failed(Exception e) {
        String reason = e instanceof SdkException sdk
                ? s3ErrorTranslator.sentence(sdk)
                : "'" + bucket.place().id() + "' closed the connection: check the network, and try again";
        return new StorageWriteException(
                reason, false, new IOException(e.getClass().getSimpleName()));
    }

    /** Does not fetch the unread rest. */
    @Override
    public void close() {
        body.abort();
    }
}
