package io.holdfast.dump.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tracks the threads that are required for dumps and recovery. */
@ApplicationScoped
public class WorkerThreadMonitor {

    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    void watch(Thread thread) {
        threads.add(thread);
    }

    /** Returns whether all threads are running. */
    public boolean isAlive() {
        return threads.stream().allMatch(Thread::isAlive);
    }
}
