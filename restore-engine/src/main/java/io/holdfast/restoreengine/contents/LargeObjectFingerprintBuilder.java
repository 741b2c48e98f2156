package io.holdfast.restoreengine.contents;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Computes the fingerprint of large objects, in which each object counts as a row of its id, a tab and its bytes. The bytes
 * arrive as hexadecimal digits in chunks of any size and are not kept.
 */
final class LargeObjectFingerprintBuilder {

    private static final byte[] VALUES = values();

    private final RowSetFingerprintBuilder hash = new RowSetFingerprintBuilder();
    private final byte[] decoded = new byte[8192];
    private boolean isOpen;
    private boolean isBeforeDigits;
    private boolean isBroken;
    private int high = -1;

    /** Starts the object with this id and ends the previous one. */
    void begin(String id) {
        end();
        byte[] name = (id + "\t").getBytes(StandardCharsets.US_ASCII);
        hash.take(name, 0, name.length);
        isOpen = true;
    }

    /** Starts a chunk of the current object, which follows as {@code \x} and digits. */
    void beginDigits() {
        isBeforeDigits = true;
    }

    void take(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && isBeforeDigits) {
            isBeforeDigits = bytes[i++] != 'x';
        }
        int n = 0;
        for (; i < to; i++) {
            int value = VALUES[bytes[i] & 0xFF];
            isBroken |= value < 0 || !isOpen;
            if (high < 0) {
                high = value & 0xF;
                continue;
            }
            decoded[n++] = (byte) (high << 4 | value & 0xF);
            high = -1;
            if (n == decoded.length) {
                hash.take(decoded, 0, n);
                n = 0;
            }
        }
        hash.take(decoded, 0, n);
    }

    void end() {
        isBroken |= high >= 0;
        high = -1;
        if (isOpen) {
            hash.endRow();
        }
        isOpen = false;
    }

    /** Whether the input did not have this form. In this case the fingerprint is meaningless. */
    boolean isBroken() {
        return isBroken;
    }

    Fingerprint finish() {
        end();
        return hash.finish();
    }

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < 16; i++) {
            values[Character.forDigit(i, 16)] = (byte) i;
            values[Character.toUpperCase(Character.forDigit(i, 16))] = (byte) i;
        }
        return values;
    }
}
