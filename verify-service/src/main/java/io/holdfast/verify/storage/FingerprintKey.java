package io.holdfast.verify.storage;

import io.holdfast.restoreengine.contents.Fingerprint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of this installation for fingerprints that are shown. A plain fingerprint is a sum of hashes: anyone who can guess the rows of
 * a small table can confirm the guess by it. With the key, equal rows still have equal fingerprints within the installation, and
 * nobody without the key can compute one.
 */
public final class FingerprintKey {

    /** Shortest key, in characters: 24 random bytes in Base64. */
    public static final int SHORTEST = 32;

    private static final String ALGORITHM = "HmacSHA256";

    /** What else may be keyed by the same file one day has another name, so that no two of them can be exchanged. */
    private static final byte[] PURPOSE = "holdfast-fingerprint-1".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException if the text is shorter than {@link #SHORTEST}; the message does not repeat it */
    public FingerprintKey(String text) {
        if (text.length() < SHORTEST) {
            throw new IllegalArgumentException("a key has at least " + SHORTEST + " characters");
        }
        this.key = new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** HMAC-SHA-256 of the number of rows (8 bytes, big-endian) and their sum (32 bytes), as 64 lower-case hexadecimal digits. */
    public String of(Fingerprint plain) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(PURPOSE);
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(plain.rows()).array());
            return HexFormat.of().formatHex(mac.doFinal(HexFormat.of().parseHex(plain.sum())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "key of fingerprints";
    }
}
