package io.holdfast.store.s3;

import io.holdfast.store.Rehash;
import java.util.Base64;
import java.util.List;

/** Checksums as S3 writes them: base64, and of a whole made of parts, the checksum of their checksums. */
final class Sums {

    private Sums() {}

    static byte[] sha256(byte[] bytes) {
        return Rehash.sha256().digest(bytes);
    }

    /** @param partSums of every part, in base64 */
    static String composite(List<String> partSums) {
        var digest = Rehash.sha256();
        partSums.forEach(sum -> digest.update(Base64.getDecoder().decode(sum)));
        return Base64.getEncoder().encodeToString(digest.digest()) + "-" + partSums.size();
    }
}
