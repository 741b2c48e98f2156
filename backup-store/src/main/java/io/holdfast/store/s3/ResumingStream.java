package io.holdfast.store.s3;

import io.holdfast.store.StorageException;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of one object. A storage may hang up on whoever reads slowly, and a network on anybody: then it goes on where it
 * was, with the same object and no other.
 */
final class ResumingStream extends InputStream {

    private static final int ATTEMPTS = 3;

    private final Bucket bucket;
    private final Refusal refusal;
    private final String key;
    private final String tag;
    private final long length;
    private ResponseInputStream<GetObjectResponse> body;
    private long position;
    private int failures;

    ResumingStream(Bucket bucket, Refusal refusal, String key, ResponseInputStream<GetObjectResponse> body) {
        this.bucket = bucket;
        this.refusal = refusal;
        this.key = key;
        this.tag = body.response().eTag();
        this.length = body.response().contentLength();
        this.body = body;
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
                            .ifMatch(tag)
                            .range("bytes=" + position + "-"));
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    private StorageException failed(Exception e) {
        String reason = e instanceof SdkException sdk
                ? refusal.sentence(sdk)
                : "'" + bucket.place().id() + "' broke off the connection: check the network, and try again";
        return new StorageException(reason, false, new IOException(e.getClass().getSimpleName()));
    }

    /** What is left unread is not fetched for that. */
    @Override
    public void close() {
        body.abort();
    }
}
