package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.MissingCopy;
import io.holdfast.events.Failure;
import io.holdfast.store.Destination;
import io.holdfast.store.Room;
import io.holdfast.store.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Which destinations a dump can go to, asked side by side before it begins: one that is away or full is caught up later, and
 * does not keep the others waiting.
 *
 * @param usable with enough room, in the order in which they were given
 * @param missing the others, with the reason
 */
record Rooms(List<Destination> usable, List<MissingCopy> missing) {

    static Rooms of(List<Destination> destinations, long needed, Duration within) throws InterruptedException {
        Map<Destination, CompletableFuture<Room>> answers = new LinkedHashMap<>();
        destinations.forEach(to -> answers.put(to, ask(to)));
        Rooms rooms = new Rooms(new ArrayList<>(), new ArrayList<>());
        long end = System.nanoTime() + within.toNanos();
        for (Map.Entry<Destination, CompletableFuture<Room>> answer : answers.entrySet()) {
            Destination destination = answer.getKey();
            Optional<MissingCopy> trouble = trouble(destination, answer.getValue(), needed, end - System.nanoTime());
            trouble.ifPresentOrElse(rooms.missing::add, () -> rooms.usable.add(destination));
        }
        return rooms;
    }

    private static CompletableFuture<Room> ask(Destination destination) {
        CompletableFuture<Room> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("room-at-" + destination.id()).start(() -> {
            try {
                answer.complete(destination.room());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private static Optional<MissingCopy> trouble(
            Destination destination, CompletableFuture<Room> answer, long needed, long nanos)
            throws InterruptedException {
        try {
            return switch (answer.get(Math.max(1, nanos), TimeUnit.NANOSECONDS)) {
                case Unavailable away -> missing(destination, Failure.STORAGE_UNAVAILABLE, away.reason());
                case Room.Free free ->
                    free.bytes() >= needed
                            ? Optional.empty()
                            : missing(
                                    destination,
                                    Failure.STORAGE_FULL,
                                    "'" + destination.id() + "' has " + free.bytes() + " bytes free, and about "
                                            + needed
                                            + " are needed. Make room, or keep backups for a shorter time.");
            };
        } catch (TimeoutException e) {
            return missing(
                    destination,
                    Failure.STORAGE_UNAVAILABLE,
                    "'" + destination.id() + "' did not answer in time. Check its storage and the way to it.");
        } catch (ExecutionException e) {
            return missing(
                    destination,
                    Failure.STORAGE_UNAVAILABLE,
                    "'" + destination.id() + "' failed ("
                            + String.valueOf(e.getCause()).lines().findFirst().orElse("") + ").");
        }
    }

    private static Optional<MissingCopy> missing(Destination destination, Failure failure, String message) {
        return Optional.of(new MissingCopy(destination.id(), failure, message));
    }
}
