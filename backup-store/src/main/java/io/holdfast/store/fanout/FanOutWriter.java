package io.holdfast.store.fanout;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.FailureReason;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.ArtifactWriteOptions;
import io.holdfast.store.CompanionFile;
import io.holdfast.store.Destination;
import io.holdfast.store.FlushArtifactResult;
import io.holdfast.store.FlushArtifactResult.Durable;
import io.holdfast.store.SealArtifactResult;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Writes an artifact to several destinations in one pass. Call the methods in the order of {@link io.holdfast.store.ArtifactWriter}:
 * {@link #begin}, {@link #stream()}, the caller's check that pg_dump ended with 0, {@link #finish()}, {@link #seal}, and always
 * {@link #close()}. Each step succeeds if at least one destination succeeds; {@link #failures()} returns the others.
 *
 * <p>Memory: one ring buffer of 12 MiB, and what each destination's writer needs.
 */
public final class FanOutWriter implements AutoCloseable {

    private static final int PLACES = 48;
    private static final int PLACE_BYTES = 256 * 1024;

    /** After the end of pg_dump no snapshot is held any more, and a storage may need minutes to join the parts of an upload. */
    private static final int WITHOUT_HURRY = 5;

    private final List<DestinationWriter> writers;
    private final List<DestinationWriter> begun;
    private final FanOutStream stream;

    private FanOutWriter(List<DestinationWriter> writers, SharedChecksumCalculator checksum) {
        this.writers = writers;
        this.begun = up();
        BroadcastBuffer buffer = new BroadcastBuffer(
                PLACES,
                PLACE_BYTES,
                begun.stream().map(DestinationWriter::patience).toArray(Duration[]::new),
                reader -> begun.get(reader).leaveBehind());
        this.stream = new FanOutStream(buffer, checksum, this::firstSetback);
    }

    /**
     * Starts the artifact at all destinations in parallel, before pg_dump runs.
     *
     * @param patience by destination: maximum time without an accepted byte or a finished step
     * @param answerWithin maximum time for a destination to start
     */
    public static FanOutWriter begin(
            Map<Destination, Duration> patience, ArtifactName name, ArtifactWriteOptions options, Duration answerWithin)
            throws InterruptedException {
        SharedChecksumCalculator checksum = new SharedChecksumCalculator();
        ArtifactWriteOptions hashed = options.withChecksum(checksum);
        List<DestinationWriter> writers = new ArrayList<>();
        List<Future<?>> answers = new ArrayList<>();
        patience.forEach((destination, longest) -> {
            DestinationWriter writer = new DestinationWriter(destination, longest);
            writers.add(writer);
            answers.add(writer.begin(name, hashed));
        });
        long end = System.nanoTime() + answerWithin.toNanos();
        for (int i = 0; i < writers.size(); i++) {
            await(writers.get(i), answers.get(i), end - System.nanoTime());
        }
        FanOutWriter fanOut = new FanOutWriter(writers, checksum);
        for (int reader = 0; reader < fanOut.begun.size(); reader++) {
            fanOut.begun.get(reader).follow(fanOut.stream.buffer(), reader);
        }
        return fanOut;
    }

    /** Accepts the bytes. Throws {@link io.holdfast.store.StorageWriteException} if no destination is left. Do not close it. */
    public OutputStream stream() {
        return stream;
    }

    /** Number of bytes written so far. Thread-safe. */
    public long written() {
        return stream.count();
    }

    /** Whether any destination is still writing. */
    public boolean isUp() {
        return writers.stream().anyMatch(DestinationWriter::isUp);
    }

    /** The destinations without a copy, with reasons, in their original order. */
    public List<DestinationWriteFailure> failures() {
        return writers.stream().flatMap(writer -> writer.failure().stream()).toList();
    }

    /** The reason to report if no destination is left: that of the first one. */
    public DestinationWriteFailure firstSetback() {
        return failures().getFirst();
    }

    /** Makes the bytes durable at each destination that has all of them; empty if there is none. */
    public Optional<Durable> finish() throws InterruptedException {
        stream.end();
        long bytes = stream.count();
        Map<DestinationWriter, FlushArtifactResult> answers = side(writer -> writer.finish(bytes));
        return answers.values().stream()
                .filter(answer -> answer instanceof Durable durable && durable.bytes() == bytes)
                .map(Durable.class::cast)
                .findFirst();
    }

    /** Seals the artifact at each destination where it is durable; empty if there is none. */
    public List<BackupCopyRecord> seal(List<CompanionFile> companions) throws InterruptedException {
        return side(writer -> writer.seal(companions)).values().stream()
                .filter(SealArtifactResult.Sealed.class::isInstance)
                .map(sealResult -> ((SealArtifactResult.Sealed) sealResult).copy())
                .toList();
    }

    /** Whether a sweep, which considered this writer dead, removed the artifact. */
    public boolean isDiscarded() {
        return failures().stream().anyMatch(failure -> failure.failure() == FailureReason.INTERRUPTED);
    }

    /** Discards what is not sealed. Does not wait. */
    @Override
    public void close() {
        stream.abandon();
        writers.forEach(DestinationWriter::close);
    }

    private List<DestinationWriter> up() {
        return writers.stream().filter(DestinationWriter::isUp).toList();
    }

    private <T> Map<DestinationWriter, T> side(Function<DestinationWriter, Future<T>> step)
            throws InterruptedException {
        List<DestinationWriter> up = up();
        List<Future<T>> answers = up.stream().map(step).toList();
        Map<DestinationWriter, T> done = new LinkedHashMap<>();
        for (int i = 0; i < up.size(); i++) {
            DestinationWriter writer = up.get(i);
            await(
                            writer,
                            answers.get(i),
                            writer.patience().multipliedBy(WITHOUT_HURRY).toNanos())
                    .ifPresent(answer -> done.put(writer, answer));
        }
        return done;
    }

    private static <T> Optional<T> await(DestinationWriter writer, Future<T> answer, long nanos)
            throws InterruptedException {
        try {
            return Optional.ofNullable(answer.get(Math.max(1, nanos), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            writer.leaveBehind();
            return Optional.empty();
        } catch (ExecutionException e) {
            writer.broke(Objects.requireNonNullElse(e.getCause(), e));
            return Optional.empty();
        }
    }
}
