package io.holdfast.store.fanout;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of bytes that one writer puts and several readers take, each at its own pace, through memory that is as large for
 * ten readers as for one. A place is used again when the slowest reader has passed it. A reader for which the writer has
 * to wait longer than that reader's patience is left behind.
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
     * @param leftBehind told which reader is left behind, while the ring is locked
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

    /** What a reader may read until it says {@link #passed}. */
    record Piece(byte[] bytes, int length) {}

    /**
     * Appends bytes, waiting for room.
     *
     * @return false where no reader is left
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

    /** No more bytes will come. Returns when every reader has passed the last one, or is gone. */
    synchronized void end() throws InterruptedException {
        if (filled > 0) {
            publish();
        }
        ended = true;
        notifyAll();
        awaitReaders(put);
    }

    /** The next piece; null at the end, or for a reader that is gone. */
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

    /** The reader is done with the piece that it took. */
    synchronized void passed(int reader) {
        taken[reader]++;
        lastMove[reader] = System.nanoTime();
        notifyAll();
    }

    /** The reader takes no more. */
    synchronized void leave(int reader) {
        gone[reader] = true;
        notifyAll();
    }

    /** Nobody takes any more. */
    synchronized void abandon() {
        Arrays.fill(gone, true);
        notifyAll();
    }

    /** Whether the place at the front can be written, by the one writer alone; false where nobody is left to read it. */
    private synchronized boolean awaitFrontPlace() throws InterruptedException {
        awaitReaders(put - places.length + 1);
        return IntStream.range(0, gone.length).anyMatch(reader -> !gone[reader]);
    }

    private synchronized void publish() {
        long now = System.nanoTime();
        for (int reader = 0; reader < taken.length; reader++) {
            // Who had nothing to take has not been slow.
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

    /** Until every reader that is left has taken so many; who keeps the others waiting for too long is left behind. */
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
