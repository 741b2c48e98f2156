package io.holdfast.store.s3;

/**
 * How long the parts of an upload are. There may be 10,000 of them, and at the start nobody knows how many it will be: so they
 * are small at first, because each running write holds one in memory, and double after every 1,000.
 */
final class UploadPartSizes {

    static final int FIRST = 8 << 20;
    private static final int STEP = 1_000;

    /** The longest is 1 GiB, which makes 4 TiB in 10,000 parts. */
    private static final int DOUBLINGS = 7;

    private UploadPartSizes() {}

    /** @param number from 1 */
    static int of(int number) {
        return FIRST << Math.min(DOUBLINGS, (number - 1) / STEP);
    }
}
