package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.DestinationWithoutCopy;
import io.holdfast.events.FailureReason;
import io.holdfast.store.Destination;
import io.holdfast.store.DestinationUnavailableResult;
import io.holdfast.store.FreeSpace;
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
 * Finds the available destinations of a dump. They are checked concurrently before the dump starts. An unavailable or full destination
 * gets its copy later and does not delay the others.
 *
 * @param usable destinations with enough free space, in the given order
 * @param missing the other destinations, with the reason
 */
record DestinationAvailabilityCheck(List<Destination> usable, List<DestinationWithoutCopy> missing) {

    static DestinationAvailabilityCheck of(List<Destination> destinations, long needed, Duration within)
            throws InterruptedException {
        Map<Destination, CompletableFuture<FreeSpace>> answers = new LinkedHashMap<>();
        destinations.forEach(to -> answers.put(to, freeSpaceOf(to)));
        DestinationAvailabilityCheck availability =
                new DestinationAvailabilityCheck(new ArrayList<>(), new ArrayList<>());
        long end = System.nanoTime() + within.toNanos();
        for (Map.Entry<Destination, CompletableFuture<FreeSpace>> answer : answers.entrySet()) {
            Destination destination = answer.getKey();
            Optional<DestinationWithoutCopy> problem =
                    problem(destination, answer.getValue(), needed, end - System.nanoTime());
            problem.ifPresentOrElse(availability.missing::add, () -> availability.usable.add(destination));
        }
        return availability;
    }

    private static CompletableFuture<FreeSpace> freeSpaceOf(Destination destination) {
        CompletableFuture<FreeSpace> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("free-space-" + destination.id()).start(() -> {
            try {
                answer.complete(destination.freeSpace());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private static Optional<DestinationWithoutCopy> problem(
            Destination destination, CompletableFuture<FreeSpace> answer, long needed, long nanos)
            throws InterruptedException {
        try {
            return switch (answer.get(Math.max(1, nanos), TimeUnit.NANOSECONDS)) {
                case DestinationUnavailableResult away ->
                    missing(destination, FailureReason.STORAGE_UNAVAILABLE, away.reason());
                case FreeSpace.Free free ->
                    free.bytes() >= needed
                            ? Optional.empty()
                            : missing(
                                    destination,
                                    FailureReason.STORAGE_FULL,
                                    "'" + destination.id() + "' has " + free.bytes() + " bytes free, but about "
                                            + needed
                                            + " bytes are required. Free space, or reduce the retention time.");
            };
        } catch (TimeoutException e) {
            return missing(
                    destination,
                    FailureReason.STORAGE_UNAVAILABLE,
                    "'" + destination.id() + "' did not respond in time. Check its storage and the network.");
        } catch (ExecutionException e) {
            return missing(
                    destination,
                    FailureReason.STORAGE_UNAVAILABLE,
                    "'" + destination.id() + "' failed ("
                            + String.valueOf(e.getCause()).lines().findFirst().orElse("") + ").");
        }
    }

    private static Optional<DestinationWithoutCopy> missing(
            Destination destination, FailureReason failure, String message) {
        return Optional.of(new DestinationWithoutCopy(destination.id(), failure, message));
    }
}
