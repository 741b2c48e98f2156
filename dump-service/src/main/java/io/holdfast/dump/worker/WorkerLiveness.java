package io.holdfast.dump.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The threads without which nothing is dumped or recovered. */
@ApplicationScoped
public class WorkerLiveness {

    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    void watch(Thread thread) {
        threads.add(thread);
    }

    /** Whether all of them still run. */
    public boolean isAlive() {
        return threads.stream().allMatch(Thread::isAlive);
    }
}
