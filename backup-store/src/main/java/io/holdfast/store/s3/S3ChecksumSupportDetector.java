package io.holdfast.store.s3;

import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Detects whether a storage supports S3's checksum headers ({@code x-amz-checksum-…}). Some storages refuse every request with such a header. For
 * them, requests carry Content-MD5, which the storage checks before it stores the bytes. The SHA-256 of the whole is checked when a copy is
 * read.
 *
 * <p>Detection does not rely on the storage's error message: if the same request succeeds without these headers, they were the reason, and
 * all later requests omit them.
 */
final class S3ChecksumSupportDetector {

    private static final Logger LOG = Logger.getLogger(S3ChecksumSupportDetector.class);

    /**
     * Error codes with status 400 for an unknown header; empty if the response has no body. Codes for a checksum that does not match the
     * bytes are not included.
     */
    private static final Set<String> UNKNOWN_HEADER =
            Set.of("", "InvalidArgument", "InvalidRequest", "BadRequest", "NotImplemented");

    private final String id;
    private volatile boolean refused;

    /** @param id of the destination */
    S3ChecksumSupportDetector(String id) {
        this.id = id;
    }

    boolean isRefused() {
        return refused;
    }

    /**
     * Sends a request. Throws the SDK's exceptions.
     *
     * @param request sends the request, with checksum headers if its argument is true, otherwise with Content-MD5 if it has a body
     */
    <T> T send(Function<Boolean, T> request) {
        if (refused) {
            return request.apply(false);
        }
        try {
            return request.apply(true);
        } catch (SdkException e) {
            if (!mayBeUnknownHeader(e)) {
                throw e;
            }
            T answer = request.apply(false);
            refused = true;
            LOG.warnf(
                    "'%s' refuses checksum headers (status %d): uploads will use Content-MD5 instead",
                    id, S3ErrorTranslator.status(e));
            return answer;
        }
    }

    private static boolean mayBeUnknownHeader(SdkException e) {
        return S3ErrorTranslator.status(e) == 501
                || (S3ErrorTranslator.status(e) == 400 && UNKNOWN_HEADER.contains(S3ErrorTranslator.code(e)));
    }
}
