package io.holdfast.store.spread;

import io.holdfast.events.Failure;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.Beginning;
import io.holdfast.store.Companion;
import io.holdfast.store.Destination;
import io.holdfast.store.Finishing;
import io.holdfast.store.Lost;
import io.holdfast.store.NameTaken;
import io.holdfast.store.Sealing;
import io.holdfast.store.StorageException;
import io.holdfast.store.StorageFull;
import io.holdfast.store.Terms;
import io.holdfast.store.Unavailable;
import io.holdfast.store.Writing;
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
final class Leg {

    private final Destination destination;
    private final Duration patience;
    private final ExecutorService thread;
    private volatile @Nullable Writing writing;
    private volatile @Nullable Setback setback;

    Leg(Destination destination, Duration patience) {
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

    Optional<Setback> setback() {
        return Optional.ofNullable(setback);
    }

    boolean isUp() {
        return setback == null;
    }

    Future<?> begin(ArtifactName name, Terms terms) {
        return thread.submit(() -> {
            switch (destination.begin(name, terms)) {
                case Beginning.Begun begun -> {
                    writing = begun.writing();
                    closeIfAbandoned();
                }
                case NameTaken taken -> fail(Failure.STORAGE_UNAVAILABLE, taken(taken));
                case StorageFull full -> fail(Failure.STORAGE_FULL, full.reason());
                case Unavailable away -> fail(Failure.STORAGE_UNAVAILABLE, away.reason());
            }
        });
    }

    /** Takes pieces from the ring until there are no more. */
    void follow(Ring ring, int reader) {
        thread.execute(() -> {
            try {
                for (Ring.Piece piece = ring.take(reader); piece != null; piece = ring.take(reader)) {
                    writing().stream().write(piece.bytes(), 0, piece.length());
                    ring.passed(reader);
                }
            } catch (StorageException e) {
                fail(e.isFull() ? Failure.STORAGE_FULL : Failure.STORAGE_UNAVAILABLE, e.getMessage() + ".");
            } catch (IOException e) {
                fail(Failure.STORAGE_UNAVAILABLE, "'" + destination() + "' cannot be written any more.");
            } catch (InterruptedException e) {
                fail(Failure.INTERRUPTED, "The writing to '" + destination() + "' was stopped.");
            } catch (RuntimeException e) {
                broke(e);
            } finally {
                ring.leave(reader);
                closeIfAbandoned();
            }
        });
    }

    /** @param bytes that it was given; the checksum is of those, so a destination that has others has no copy */
    Future<Finishing> finish(long bytes) {
        return submit(() -> {
            Finishing finishing = writing().finish();
            switch (finishing) {
                case Finishing.Durable durable
                when durable.bytes() != bytes ->
                    fail(
                            Failure.STORAGE_UNAVAILABLE,
                            "'" + destination() + "' took " + durable.bytes() + " of " + bytes + " bytes.");
                case Finishing.Durable durable -> {}
                case StorageFull full -> fail(Failure.STORAGE_FULL, full.reason());
                case Unavailable away -> fail(Failure.STORAGE_UNAVAILABLE, away.reason());
            }
            return finishing;
        });
    }

    Future<Sealing> seal(List<Companion> companions) {
        return submit(() -> {
            Sealing sealing = writing().seal(companions);
            switch (sealing) {
                case Sealing.Sealed sealed -> {}
                case NameTaken taken -> fail(Failure.STORAGE_UNAVAILABLE, taken(taken));
                case Lost lost ->
                    fail(Failure.INTERRUPTED, "What was written to '" + destination() + "' has been taken away.");
                case StorageFull full -> fail(Failure.STORAGE_FULL, full.reason());
                case Unavailable away -> fail(Failure.STORAGE_UNAVAILABLE, away.reason());
            }
            return sealing;
        });
    }

    /** Goes on without it. The first reason stands. */
    void leaveBehind() {
        fail(
                Failure.STALLED,
                "'" + destination() + "' took no byte for " + patience.toSeconds()
                        + " s and is left behind; it is caught up later. Check its storage and the way to it.");
    }

    /** A step ended in a way that nobody has thought of. */
    void broke(Throwable cause) {
        fail(
                Failure.STORAGE_UNAVAILABLE,
                "'" + destination() + "' failed (" + cause.getClass().getSimpleName() + ").");
    }

    /** No further step; what is not sealed is removed, as soon as the destination answers. */
    void close() {
        thread.execute(() -> {
            Writing begun = writing;
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
        Writing begun = writing;
        if (!isUp() && begun != null) {
            begun.close();
        }
    }

    private synchronized void fail(Failure failure, String message) {
        if (setback == null) {
            setback = new Setback(destination(), failure, message);
        }
    }

    private static String taken(NameTaken taken) {
        return "A file called " + taken.key() + " is there already.";
    }

    private Writing writing() {
        Writing begun = writing;
        if (begun == null) {
            throw new IllegalStateException("'" + destination() + "' was never begun");
        }
        return begun;
    }
}
