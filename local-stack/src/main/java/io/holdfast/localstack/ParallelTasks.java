package io.holdfast.localstack;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs several tasks in parallel and waits for all of them. */
final class ParallelTasks {

    private ParallelTasks() {}

    /** @throws StackException the first exception of a task, after all tasks have ended */
    static void run(List<Runnable> works) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(works.stream()
                            .map(work -> CompletableFuture.runAsync(work, threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StackException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
