package io.holdfast.store.fanout;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A ring buffer with one writer and several readers, each at its own pace. Its memory does not depend on the number of readers. A slot is
 * reused after the slowest reader has released it. If the writer must wait for a reader longer than that reader's patience, the reader is
 * dropped.
 */
final class BroadcastBuffer {

    private final byte[][] places;
    private final int[] lengths;
    private final long[] taken;
    private final long[] patience;
    private final long[] lastMove;
    private final boolean[] gone;
    private final IntConsumer leftBehind;
    private long put;
    private int filled;
    private boolean ended;

    /**
     * @param patience of each reader
     * @param leftBehind receives the index of a dropped reader, while the buffer is locked
     */
    BroadcastBuffer(int places, int bytes, Duration[] patience, IntConsumer leftBehind) {
        this.places = new byte[places][bytes];
        this.lengths = new int[places];
        this.taken = new long[patience.length];
        this.patience = Arrays.stream(patience).mapToLong(Duration::toNanos).toArray();
        this.lastMove = new long[patience.length];
        this.gone = new boolean[patience.length];
        this.leftBehind = leftBehind;
        Arrays.fill(lastMove, System.nanoTime());
    }

    /** Bytes that a reader can read until it calls {@link #passed}. */
    record Piece(byte[] bytes, int length) {}

    /**
     * Appends bytes, and waits for free slots.
     *
     * @return false if no reader is left
     */
    boolean put(byte[] bytes, int offset, int length) throws InterruptedException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (!awaitFrontPlace()) {
                return false;
            }
            byte[] place = places[index(put)];
            int n = Math.min(left, place.length - filled);
            System.arraycopy(bytes, from, place, filled, n);
            filled += n;
            from += n;
            left -= n;
            if (filled == place.length) {
                publish();
            }
        }
        return true;
    }

    /** Marks the end of the bytes. Returns when every reader has released the last slot, or has left. */
    synchronized void end() throws InterruptedException {
        if (filled > 0) {
            publish();
        }
        ended = true;
        notifyAll();
        awaitReaders(put);
    }

    /** The next piece; null at the end, or for a reader that was dropped. */
    synchronized @Nullable Piece take(int reader) throws InterruptedException {
        while (!gone[reader] && taken[reader] == put && !ended) {
            wait();
        }
        if (gone[reader] || taken[reader] == put) {
            return null;
        }
        int index = index(taken[reader]);
        return new Piece(places[index], lengths[index]);
    }

    /** The reader releases its current piece. */
    synchronized void passed(int reader) {
        taken[reader]++;
        lastMove[reader] = System.nanoTime();
        notifyAll();
    }

    /** The reader stops reading. */
    synchronized void leave(int reader) {
        gone[reader] = true;
        notifyAll();
    }

    /** All readers stop reading. */
    synchronized void abandon() {
        Arrays.fill(gone, true);
        notifyAll();
    }

    /** Waits until the writer can use the slot at the front; false if no reader is left. */
    private synchronized boolean awaitFrontPlace() throws InterruptedException {
        awaitReaders(put - places.length + 1);
        return IntStream.range(0, gone.length).anyMatch(reader -> !gone[reader]);
    }

    private synchronized void publish() {
        long now = System.nanoTime();
        for (int reader = 0; reader < taken.length; reader++) {
            // A reader without pending pieces was not slow.
            lastMove[reader] = taken[reader] == put ? now : lastMove[reader];
        }
        lengths[index(put)] = filled;
        filled = 0;
        put++;
        notifyAll();
    }

    private int index(long piece) {
        return (int) (piece % places.length);
    }

    /** Waits until all remaining readers have taken so many pieces, and drops readers that are too slow. */
    private void awaitReaders(long wanted) throws InterruptedException {
        while (true) {
            long now = System.nanoTime();
            long wait = Long.MAX_VALUE;
            for (int reader = 0; reader < gone.length; reader++) {
                if (gone[reader] || taken[reader] >= wanted) {
                    continue;
                }
                long left = patience[reader] - (now - lastMove[reader]);
                if (left <= 0) {
                    gone[reader] = true;
                    leftBehind.accept(reader);
                    notifyAll();
                } else {
                    wait = Math.min(wait, left);
                }
            }
            if (wait == Long.MAX_VALUE) {
                return;
            }
            wait(Math.max(1, wait / 1_000_000));
        }
    }
}
