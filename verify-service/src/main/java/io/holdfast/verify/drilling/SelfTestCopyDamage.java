package io.holdfast.verify.drilling;

import java.util.random.RandomGenerator;

/** How the bytes of a copy are damaged to test the verifier. Offsets start at 0. */
public sealed interface SelfTestCopyDamage {

    /** Length of a zeroed or swapped block, if the file is large enough. */
    int PIECE = 64 * 1024;

    /** @param bit bit number, from 0 to 7 */
    record FlippedBit(long offset, int bit) implements SelfTestCopyDamage {}

    record Zeroed(long offset, int length) implements SelfTestCopyDamage {}

    /** @param length bytes that remain */
    record Truncated(long length) implements SelfTestCopyDamage {}

    /** Two blocks of equal length that do not overlap. */
    record Swapped(long first, long second, int length) implements SelfTestCopyDamage {}

    /**
     * A random damage of any type.
     *
     * @param bytes length of the file, at least 1
     */
    static SelfTestCopyDamage any(RandomGenerator random, long bytes) {
        int piece = (int) Math.max(1, Math.min(PIECE, bytes / 4));
        int kinds = bytes >= 2 ? 4 : 1;
        return switch (random.nextInt(kinds)) {
            case 1 -> new Zeroed(random.nextLong(bytes - piece + 1), piece);
            case 2 -> new Truncated(random.nextLong(bytes));
            case 3 -> swapped(random, bytes, piece);
            default -> flippedBit(random, bytes);
        };
    }

    /** The smallest damage. It always changes the file, unlike zeroing zeros or swapping equal blocks. */
    static SelfTestCopyDamage flippedBit(RandomGenerator random, long bytes) {
        return new FlippedBit(random.nextLong(bytes), random.nextInt(Byte.SIZE));
    }

    private static SelfTestCopyDamage swapped(RandomGenerator random, long bytes, int piece) {
        long first = random.nextLong(bytes - 2L * piece + 1);
        long second = first + piece + random.nextLong(bytes - first - 2L * piece + 1);
        return new Swapped(first, second, piece);
    }

    /** Description for the event and for log messages. */
    default String text() {
        return switch (this) {
            case FlippedBit flip -> "bit %d of byte %,d flipped".formatted(flip.bit(), flip.offset());
            case Zeroed zeroed -> "%,d bytes from offset %,d set to zero".formatted(zeroed.length(), zeroed.offset());
            case Truncated cut -> "cut off after %,d bytes".formatted(cut.length());
            case Swapped swap ->
                "blocks of %,d bytes at %,d and %,d swapped".formatted(swap.length(), swap.first(), swap.second());
        };
    }
}
