package io.holdfast.store.spread;

import io.holdfast.events.Copy;
import io.holdfast.events.Failure;
import io.holdfast.store.ArtifactName;
import io.holdfast.store.Companion;
import io.holdfast.store.Destination;
import io.holdfast.store.Finishing;
import io.holdfast.store.Finishing.Durable;
import io.holdfast.store.Sealing;
import io.holdfast.store.Terms;
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
 * An artifact being written to several destinations in one pass. The caller's order is that of {@link
 * io.holdfast.store.Writing}: {@link #begin}, {@link #stream()}, its own check that pg_dump ended with 0, {@link #finish()},
 * {@link #seal}, and {@link #close()} in any case. One destination that gets its copy is enough for each step; what became
 * of the others, {@link #setbacks()} says.
 *
 * <p>Memory: one ring of 12 MiB, and what a single writing needs for itself.
 */
public final class Spread implements AutoCloseable {

    private static final int PLACES = 48;
    private static final int PLACE_BYTES = 256 * 1024;

    /** When pg_dump has ended nobody's snapshot is held any more, and a storage may take minutes to join the parts of an upload. */
    private static final int WITHOUT_HURRY = 5;

    private final List<Leg> legs;
    private final List<Leg> begun;
    private final SpreadStream stream;

    private Spread(List<Leg> legs, SharedChecksum checksum) {
        this.legs = legs;
        this.begun = up();
        Ring ring = new Ring(
                PLACES,
                PLACE_BYTES,
                begun.stream().map(Leg::patience).toArray(Duration[]::new),
                reader -> begun.get(reader).leaveBehind());
        this.stream = new SpreadStream(ring, checksum, this::firstSetback);
    }

    /**
     * Begins the artifact everywhere, side by side, before anything has to hurry.
     *
     * @param patience by destination: how long it may take no byte, or no further step, before it is left behind
     * @param answerWithin how long a destination may take to begin
     */
    public static Spread begin(
            Map<Destination, Duration> patience, ArtifactName name, Terms terms, Duration answerWithin)
            throws InterruptedException {
        SharedChecksum checksum = new SharedChecksum();
        Terms hashed = terms.withChecksum(checksum);
        List<Leg> legs = new ArrayList<>();
        List<Future<?>> answers = new ArrayList<>();
        patience.forEach((destination, longest) -> {
            Leg leg = new Leg(destination, longest);
            legs.add(leg);
            answers.add(leg.begin(name, hashed));
        });
        long end = System.nanoTime() + answerWithin.toNanos();
        for (int i = 0; i < legs.size(); i++) {
            await(legs.get(i), answers.get(i), end - System.nanoTime());
        }
        Spread spread = new Spread(legs, checksum);
        for (int reader = 0; reader < spread.begun.size(); reader++) {
            spread.begun.get(reader).follow(spread.stream.ring(), reader);
        }
        return spread;
    }

    /** Takes the bytes. Throws {@link io.holdfast.store.StorageException} when no destination is left. Not to be closed. */
    public OutputStream stream() {
        return stream;
    }

    /** Bytes taken so far; may be asked by any thread. */
    public long written() {
        return stream.count();
    }

    /** Whether any destination is still taking part. */
    public boolean isUp() {
        return legs.stream().anyMatch(Leg::isUp);
    }

    /** Why destinations have not got their copy, in the order in which they were given. */
    public List<Setback> setbacks() {
        return legs.stream().flatMap(leg -> leg.setback().stream()).toList();
    }

    /** The reason to give where none is left: the first one's. */
    public Setback firstSetback() {
        return setbacks().getFirst();
    }

    /** Makes the bytes durable wherever all of them have arrived; empty where they have nowhere. */
    public Optional<Durable> finish() throws InterruptedException {
        stream.end();
        long bytes = stream.count();
        Map<Leg, Finishing> answers = side(leg -> leg.finish(bytes));
        return answers.values().stream()
                .filter(answer -> answer instanceof Durable durable && durable.bytes() == bytes)
                .map(Durable.class::cast)
                .findFirst();
    }

    /** Seals it wherever it is durable; empty where nothing could be sealed. */
    public List<Copy> seal(List<Companion> companions) throws InterruptedException {
        return side(leg -> leg.seal(companions)).values().stream()
                .filter(Sealing.Sealed.class::isInstance)
                .map(sealing -> ((Sealing.Sealed) sealing).copy())
                .toList();
    }

    /** Whether somebody who thinks that this writer is dead has tidied up after it. */
    public boolean isSweptAway() {
        return setbacks().stream().anyMatch(setback -> setback.failure() == Failure.INTERRUPTED);
    }

    /** Gives up what is not sealed. Waits for nobody. */
    @Override
    public void close() {
        stream.abandon();
        legs.forEach(Leg::close);
    }

    private List<Leg> up() {
        return legs.stream().filter(Leg::isUp).toList();
    }

    private <T> Map<Leg, T> side(Function<Leg, Future<T>> step) throws InterruptedException {
        List<Leg> up = up();
        List<Future<T>> answers = up.stream().map(step).toList();
        Map<Leg, T> done = new LinkedHashMap<>();
        for (int i = 0; i < up.size(); i++) {
            Leg leg = up.get(i);
            await(
                            leg,
                            answers.get(i),
                            leg.patience().multipliedBy(WITHOUT_HURRY).toNanos())
                    .ifPresent(answer -> done.put(leg, answer));
        }
        return done;
    }

    private static <T> Optional<T> await(Leg leg, Future<T> answer, long nanos) throws InterruptedException {
        try {
            return Optional.ofNullable(answer.get(Math.max(1, nanos), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            leg.leaveBehind();
            return Optional.empty();
        } catch (ExecutionException e) {
            leg.broke(Objects.requireNonNullElse(e.getCause(), e));
            return Optional.empty();
        }
    }
}
