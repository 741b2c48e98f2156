package io.holdfast.store.s3;

import io.holdfast.store.RehashArtifact;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** Checksums as S3 writes them: base64, and of a whole made of parts, the checksum of their checksums. */
final class S3Checksums {

    private S3Checksums() {}

    static byte[] sha256(byte[] bytes) {
        return RehashArtifact.sha256().digest(bytes);
    }

    /** Of the first bytes, as Content-MD5 has it: for storages that take no other checksum. */
    static String md5(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(bytes, 0, length);
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    /** @param partSums of every part, in base64 */
    static String composite(List<String> partSums) {
        var digest = RehashArtifact.sha256();
        partSums.forEach(sum -> digest.update(Base64.getDecoder().decode(sum)));
        return Base64.getEncoder().encodeToString(digest.digest()) + "-" + partSums.size();
    }
}
