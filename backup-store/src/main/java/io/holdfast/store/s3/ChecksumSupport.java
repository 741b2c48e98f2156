package io.holdfast.store.s3;

import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Whether a storage takes S3's checksum headers ({@code x-amz-checksum-…}). Some refuse every request that has one. There the
 * bytes go with Content-MD5, which the storage compares before it keeps them, and the SHA-256 of the whole is compared when a
 * copy is read.
 *
 * <p>It is found out by the same request without these headers, not by what a storage says of them: if that one is taken, the
 * headers were the reason, and no request has them any more.
 */
final class ChecksumSupport {

    private static final Logger LOG = Logger.getLogger(ChecksumSupport.class);

    /**
     * What storages answer with status 400 to a header that they do not know; empty where the answer has no body. Not among
     * them is what they answer to a checksum that is not that of the bytes.
     */
    private static final Set<String> UNKNOWN_HEADER =
            Set.of("", "InvalidArgument", "InvalidRequest", "BadRequest", "NotImplemented");

    private final String id;
    private volatile boolean refused;

    /** @param id of the destination */
    ChecksumSupport(String id) {
        this.id = id;
    }

    boolean isRefused() {
        return refused;
    }

    /**
     * Throws what the SDK throws.
     *
     * @param request sends it, with the headers where its argument is true, and otherwise with Content-MD5 where it has bytes
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
                    "'%s' refuses checksum headers (status %d): from now on uploads carry Content-MD5 instead",
                    id, S3ErrorTranslator.status(e));
            return answer;
        }
    }

    private static boolean mayBeUnknownHeader(SdkException e) {
        return S3ErrorTranslator.status(e) == 501
                || (S3ErrorTranslator.status(e) == 400 && UNKNOWN_HEADER.contains(S3ErrorTranslator.code(e)));
    }
}
