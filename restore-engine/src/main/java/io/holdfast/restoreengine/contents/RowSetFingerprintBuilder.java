package io.holdfast.restoreengine.contents;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Adds rows to a {@link Fingerprint}. A row may arrive in chunks.
 *
 * <p>This class processes billions of rows. So one digest and one buffer are reused for all of them, and the sum is kept in
 * four longs.
 */
final class RowSetFingerprintBuilder {

    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int BYTES = 32;

    private final MessageDigest digest = sha256();
    private final byte[] hash = new byte[BYTES];
    private long rows;
    private long sum0;
    private long sum1;
    private long sum2;
    private long sum3;

    /** Adds a part of the current row. */
    void take(byte[] bytes, int from, int length) {
        digest.update(bytes, from, length);
    }

    /** Discards the current row, because it is not a row. */
    void dropRow() {
        digest.reset();
    }

    /** Ends the current row. */
    void endRow() {
        try {
            digest.digest(hash, 0, BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 does not fit into 32 bytes", e);
        }
        rows++;
        add();
    }

    /** The fingerprint of everything added since the last call. */
    Fingerprint finish() {
        byte[] sum = new byte[BYTES];
        BIG_ENDIAN.set(sum, 0, sum0);
        BIG_ENDIAN.set(sum, 8, sum1);
        BIG_ENDIAN.set(sum, 16, sum2);
        BIG_ENDIAN.set(sum, 24, sum3);
        Fingerprint fingerprint = Fingerprint.of(rows, sum);
        rows = 0;
        sum0 = 0;
        sum1 = 0;
        sum2 = 0;
        sum3 = 0;
        return fingerprint;
    }

    private void add() {
        long word3 = (long) BIG_ENDIAN.get(hash, 24);
        sum3 += word3;
        long carry = carried(sum3, word3);
        long word2 = (long) BIG_ENDIAN.get(hash, 16);
        sum2 += word2;
        long carry2 = carried(sum2, word2);
        sum2 += carry;
        carry = carry2 + (carry == 1 && sum2 == 0 ? 1 : 0);
        long word1 = (long) BIG_ENDIAN.get(hash, 8);
        sum1 += word1;
        long carry1 = carried(sum1, word1);
        sum1 += carry;
        carry = carry1 + (carry == 1 && sum1 == 0 ? 1 : 0);
        sum0 += (long) BIG_ENDIAN.get(hash, 0) + carry;
    }

    /** Whether an unsigned addition overflowed. In this case the sum is smaller than the addend. */
    private static long carried(long sum, long added) {
        return Long.compareUnsigned(sum, added) < 0 ? 1 : 0;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK does not provide SHA-256", e);
        }
    }
}
