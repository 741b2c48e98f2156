package io.holdfast.store.s3;

/**
 * Calculates the sizes of the parts of an upload. An upload has at most 10,000 parts, and its length is unknown at the start. So the first parts are
 * small, because each running write holds one in memory, and the size doubles after every 1,000 parts.
 */
final class UploadPartSizeCalculator {

    static final int FIRST = 8 << 20;
    private static final int STEP = 1_000;

    /** The largest size is 1 GiB, for a total of 4 TiB in 10,000 parts. */
    private static final int DOUBLINGS = 7;

    private UploadPartSizeCalculator() {}

    /** @param number from 1 */
    static int of(int number) {
        return FIRST << Math.min(DOUBLINGS, (number - 1) / STEP);
    }
}
