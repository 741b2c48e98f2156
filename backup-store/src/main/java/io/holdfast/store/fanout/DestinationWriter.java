package io.holdfast.store.fanout;

import io.holdfast.events.FailureReason;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactNameTakenResult;
import io.holdfast.store.ArtifactWriteOptions;
import io.holdfast.store.ArtifactWriter;
import io.holdfast.store.BeginWriteResult;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.FlushArtifactResult;
import io.holdfast.store.SealArtifactResult;
import io.holdfast.store.StorageFullResult;
import io.holdfast.store.StorageWriteException;
import io.holdfast.store.UnsealedArtifactRemovedResult;
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
 * Writes an artifact to one destination, on its own thread: begin, write pieces, make durable, seal. A step that hangs is abandoned. When
 * it returns, its thread removes what it has written.
 */
final class DestinationWriter {

    private final Destination destination;
    private final Duration patience;
    private final ExecutorService thread;
    private volatile @Nullable ArtifactWriter writer;
    private volatile @Nullable DestinationWriteFailure destinationFailure;

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

    Optional<DestinationWriteFailure> failure() {
        return Optional.ofNullable(destinationFailure);
    }

    boolean isUp() {
        return destinationFailure == null;
    }

    Future<?> begin(ArtifactName name, ArtifactWriteOptions options) {
        return thread.submit(() -> {
            switch (destination.begin(name, options)) {
                case BeginWriteResult.Begun begun -> {
                    writer = begun.writing();
                    closeIfAbandoned();
                }
                case ArtifactNameTakenResult taken -> fail(FailureReason.STORAGE_UNAVAILABLE, taken(taken));
                case StorageFullResult full -> fail(FailureReason.STORAGE_FULL, full.reason());
                case DestinationUnavailableResult away -> fail(FailureReason.STORAGE_UNAVAILABLE, away.reason());
            }
        });
    }

    /** Takes pieces from the buffer until there are no more. */
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
                fail(FailureReason.STORAGE_UNAVAILABLE, "'" + destination() + "' can no longer be written.");
            } catch (InterruptedException e) {
                fail(FailureReason.INTERRUPTED, "Writing to '" + destination() + "' was stopped.");
            } catch (RuntimeException e) {
                broke(e);
            } finally {
                buffer.leave(reader);
                closeIfAbandoned();
            }
        });
    }

    /** @param bytes number of bytes written to the buffer; the checksum covers them, so a destination with another length has no copy */
    Future<FlushArtifactResult> finish(long bytes) {
        return submit(() -> {
            FlushArtifactResult flushResult = writer().finish();
            switch (flushResult) {
                case FlushArtifactResult.Durable durable
                when durable.bytes() != bytes ->
                    fail(
                            FailureReason.STORAGE_UNAVAILABLE,
                            "'" + destination() + "' stored " + durable.bytes() + " of " + bytes + " bytes.");
                case FlushArtifactResult.Durable durable -> {}
                case StorageFullResult full -> fail(FailureReason.STORAGE_FULL, full.reason());
                case DestinationUnavailableResult away -> fail(FailureReason.STORAGE_UNAVAILABLE, away.reason());
            }
            return flushResult;
        });
    }

    Future<SealArtifactResult> seal(List<CompanionFile> companions) {
        return submit(() -> {
            SealArtifactResult sealResult = writer().seal(companions);
            switch (sealResult) {
                case SealArtifactResult.Sealed sealed -> {}
                case ArtifactNameTakenResult taken -> fail(FailureReason.STORAGE_UNAVAILABLE, taken(taken));
                case UnsealedArtifactRemovedResult removed ->
                    fail(FailureReason.INTERRUPTED, "The unsealed artifact at '" + destination() + "' was removed.");
                case StorageFullResult full -> fail(FailureReason.STORAGE_FULL, full.reason());
                case DestinationUnavailableResult away -> fail(FailureReason.STORAGE_UNAVAILABLE, away.reason());
            }
            return sealResult;
        });
    }

    /** Continues without this destination. The first reason is kept. */
    void leaveBehind() {
        fail(
                FailureReason.STALLED,
                "'" + destination() + "' accepted no bytes for " + patience.toSeconds()
                        + " s, so the backup continues without it. The copy is made later. Check its storage and the network.");
    }

    /** A step failed unexpectedly. */
    void broke(Throwable cause) {
        fail(
                FailureReason.STORAGE_UNAVAILABLE,
                "'" + destination() + "' failed (" + cause.getClass().getSimpleName() + ").");
    }

    /** Runs no further step. Anything unsealed is removed as soon as the destination responds. */
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
            destinationFailure = new DestinationWriteFailure(destination(), failure, message);
        }
    }

    private static String taken(ArtifactNameTakenResult taken) {
        return "A file named " + taken.key() + " exists already.";
    }

    private ArtifactWriter writer() {
        ArtifactWriter begun = writer;
        if (begun == null) {
            throw new IllegalStateException("'" + destination() + "' was never started");
        }
        return begun;
    }
}
