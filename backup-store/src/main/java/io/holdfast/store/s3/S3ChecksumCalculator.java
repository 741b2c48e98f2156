package io.holdfast.store.s3;

import io.holdfast.store.RehashArtifact;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** Checksums in S3's format: base64, and the checksum of checksums for an object made of parts. */
final class S3ChecksumCalculator {

    private S3ChecksumCalculator() {}

    static byte[] sha256(byte[] bytes) {
        return RehashArtifact.sha256().digest(bytes);
    }

    /** The MD5 of the first bytes for Content-MD5: for storages that support no other checksum. */
    static String md5(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(bytes, 0, length);
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK supports MD5", e);
        }
    }

    /** @param partSums checksum of every part, in base64 */
    static String composite(List<String> partSums) {
        var digest = RehashArtifact.sha256();
        partSums.forEach(sum -> digest.update(Base64.getDecoder().decode(sum)));
        return Base64.getEncoder().encodeToString(digest.digest()) + "-" + partSums.size();
    }
}
