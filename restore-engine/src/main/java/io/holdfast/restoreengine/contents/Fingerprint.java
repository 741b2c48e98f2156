package io.holdfast.restoreengine.contents;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Identifies a set of rows independent of their order: the row count, and the sum modulo 2^256 of the SHA-256 of each row.
 *
 * <p>The order must not matter, because a plain serial restore may reorder rows (evidence 1). A sum is used instead of an
 * exclusive or, because two equal rows would cancel each other out.
 *
 * @param rows row count, at least 0
 * @param sum 64 lower-case hexadecimal digits
 */
public record Fingerprint(long rows, String sum) {

    private static final Pattern VALID = Pattern.compile("[0-9a-f]{64}");
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    public static final Fingerprint OF_NOTHING = new Fingerprint(0, "0".repeat(64));

    /** @throws IllegalArgumentException if the row count is negative or the sum is not 64 hexadecimal digits */
    public Fingerprint {
        if (rows < 0 || !VALID.matcher(sum).matches()) {
            throw new IllegalArgumentException("not a fingerprint: " + rows + " rows, sum " + sum);
        }
    }

    /** @param sum 32 bytes, big-endian */
    static Fingerprint of(long rows, byte[] sum) {
        return new Fingerprint(rows, HexFormat.of().formatHex(sum));
    }

    /** The fingerprint of the union of both sets of rows. */
    public Fingerprint plus(Fingerprint other) {
        BigInteger total =
                new BigInteger(sum, 16).add(new BigInteger(other.sum, 16)).mod(MODULUS);
        return new Fingerprint(rows + other.rows, "%064x".formatted(total));
    }
}
