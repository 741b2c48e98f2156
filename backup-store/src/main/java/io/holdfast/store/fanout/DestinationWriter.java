package io.holdfast.store.fanout;

import io.holdfast.events.FailureReason;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.BeginWriteResult;
import io.holdfast.store.Companion;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailable;
import io.holdfast.store.FlushResult;
import io.holdfast.store.NameTaken;
import io.holdfast.store.SealResult;
import io.holdfast.store.StorageFull;
import io.holdfast.store.StorageWriteException;
import io.holdfast.store.UnsealedBytesLost;
import io.holdfast.store.WriteOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of the bytes to one destination, on a thread of its own: begin, take pieces, make durable, seal. A step that does
 * not end is left to itself; its thread removes what it has written as soon as it comes back.
 */
final class DestinationWriter {

    private final Destination destination;
    private final Duration patience;
    private final ExecutorService thread;
    private volatile @Nullable ArtifactWriter writer;
    private volatile @Nullable DestinationFailure destinationFailure;

    DestinationWriter(Destination destination, Duration patience) {
        this.destination = destination;
        this.patience = patience;
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("copy-to-" + destination.id()).factory());
    }

    Duration patience() {
        return patience;
    }

    String destination() {
        return destination.id();
    }

    Optional<DestinationFailure> failure() {
        return Optional.ofNullable(destinationFailure);
    }

    boolean isUp() {
        return destinationFailure == null;
    }

    Future<?> begin(ArtifactName name, WriteOptions options) {
        return thread.submit(() -> {
            switch (destination.begin(name, options)) {
                case BeginWriteResult.Begun begun -> {
                    writer = begun.writing();
                    closeIfAbandoned();
                }
                case NameTaken taken -> fail(FailureReason.STORAGE_UNAVAILABLE, taken(taken));
                case StorageFull full -> fail(FailureReason.STORAGE_FULL, full.reason());
                case DestinationUnavailable away -> fail(FailureReason.STORAGE_UNAVAILABLE, away.reason());
            }
        });
    }

    /** Takes pieces from the ring until there are no more. */
    void follow(BroadcastBuffer buffer, int reader) {
        thread.execute(() -> {
            try {
                for (BroadcastBuffer.Piece piece = buffer.take(reader); piece != null; piece = buffer.take(reader)) {
                    writer().stream().write(piece.bytes(), 0, piece.length());
                    buffer.passed(reader);
                }
            } catch (StorageWriteException e) {
                fail(e.isFull() ? FailureReason.STORAGE_FULL : FailureReason.STORAGE_UNAVAILABLE, e.getMessage() + ".");
            } catch (IOException e) {
                fail(FailureReason.STORAGE_UNAVAILABLE, "'" + destination() + "' cannot be written any more.");
            } catch (InterruptedException e) {
                fail(FailureReason.INTERRUPTED, "The writing to '" + destination() + "' was stopped.");
            } catch (RuntimeException e) {
                broke(e);
            } finally {
                buffer.leave(reader);
                closeIfAbandoned();
            }
        });
    }

    /** @param bytes that it was given; the checksum is of those, so a destination that has others has no copy */
    Future<FlushResult> finish(long bytes) {
        return submit(() -> {
            FlushResult flushResult = writer().finish();
            switch (flushResult) {
                case FlushResult.Durable durable
                when durable.bytes() != bytes ->
                    fail(
                            FailureReason.STORAGE_UNAVAILABLE,
                            "'" + destination() + "' took " + durable.bytes() + " of " + bytes + " bytes.");
                case FlushResult.Durable durable -> {}
                case StorageFull full -> fail(FailureReason.STORAGE_FULL, full.reason());
                case DestinationUnavailable away -> fail(FailureReason.STORAGE_UNAVAILABLE, away.reason());
            }
            return flushResult;
        });
    }

    Future<SealResult> seal(List<Companion> companions) {
        return submit(() -> {
            SealResult sealResult = writer().seal(companions);
            switch (sealResult) {
                case SealResult.Sealed sealed -> {}
                case NameTaken taken -> fail(FailureReason.STORAGE_UNAVAILABLE, taken(taken));
                case UnsealedBytesLost unsealedBytesLost ->
                    fail(FailureReason.INTERRUPTED, "What was written to '" + destination() + "' has been taken away.");
                case StorageFull full -> fail(FailureReason.STORAGE_FULL, full.reason());
                case DestinationUnavailable away -> fail(FailureReason.STORAGE_UNAVAILABLE, away.reason());
            }
            return sealResult;
        });
    }

    /** Goes on without it. The first reason stands. */
    void leaveBehind() {
        fail(
                FailureReason.STALLED,
                "'" + destination() + "' took no byte for " + patience.toSeconds()
                        + " s and is left behind; it is caught up later. Check its storage and the way to it.");
    }

    /** A step ended in a way that nobody has thought of. */
    void broke(Throwable cause) {
        fail(
                FailureReason.STORAGE_UNAVAILABLE,
                "'" + destination() + "' failed (" + cause.getClass().getSimpleName() + ").");
    }

    /** No further step; what is not sealed is removed, as soon as the destination answers. */
    void close() {
        thread.execute(() -> {
            ArtifactWriter begun = writer;
            if (begun != null) {
                begun.close();
            }
        });
        thread.shutdown();
    }

    private <T> Future<T> submit(Supplier<T> step) {
        return thread.submit(() -> {
            try {
                return step.get();
            } finally {
                closeIfAbandoned();
            }
        });
    }

    private void closeIfAbandoned() {
        ArtifactWriter begun = writer;
        if (!isUp() && begun != null) {
            begun.close();
        }
    }

    private synchronized void fail(FailureReason failure, String message) {
        if (destinationFailure == null) {
            destinationFailure = new DestinationFailure(destination(), failure, message);
        }
    }

    private static String taken(NameTaken taken) {
        return "A file called " + taken.key() + " is there already.";
    }

    private ArtifactWriter writer() {
        ArtifactWriter begun = writer;
        if (begun == null) {
            throw new IllegalStateException("'" + destination() + "' was never begun");
        }
        return begun;
    }
}
