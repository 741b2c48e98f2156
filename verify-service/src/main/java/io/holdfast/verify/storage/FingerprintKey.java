package io.holdfast.verify.storage;

import io.holdfast.restoreengine.contents.Fingerprint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of this installation for the fingerprints that are displayed. A plain fingerprint is a sum of hashes, so anyone who
 * can guess the rows of a small table can confirm the guess. With the key, equal rows still have equal fingerprints within the
 * installation, but nobody without the key can compute one.
 */
public final class FingerprintKey {

    /** Minimum length of the key in characters: 24 random bytes in Base64. */
    public static final int SHORTEST = 32;

    private static final String ALGORITHM = "HmacSHA256";

    /** Any other use of the same key file must use another label, so that the results cannot be exchanged. */
    private static final byte[] PURPOSE = "holdfast-fingerprint-1".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException if the text is shorter than {@link #SHORTEST}; the message does not contain it */
    public FingerprintKey(String text) {
        if (text.length() < SHORTEST) {
            throw new IllegalArgumentException("the key must have at least " + SHORTEST + " characters");
        }
        this.key = new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** HMAC-SHA-256 of the row count (8 bytes, big-endian) and the sum (32 bytes), as 64 lower-case hexadecimal digits. */
    public String of(Fingerprint plain) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(PURPOSE);
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(plain.rows()).array());
            return HexFormat.of().formatHex(mac.doFinal(HexFormat.of().parseHex(plain.sum())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK does not provide " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "fingerprint key";
    }
}
