package io.holdfast.retention.worker;

import io.holdfast.events.DatabaseId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Queues the databases that must be planned. Kept in memory only: the service plans all databases after a start. */
@ApplicationScoped
public class RetentionPlanningQueue {

    private final Set<DatabaseId> databases = new TreeSet<>();

    public synchronized void add(DatabaseId database) {
        databases.add(database);
    }

    synchronized void addAll(Collection<DatabaseId> others) {
        databases.addAll(others);
    }

    synchronized boolean isEmpty() {
        return databases.isEmpty();
    }

    /** Returns all of them and clears the list. */
    synchronized Set<DatabaseId> take() {
        Set<DatabaseId> all = new TreeSet<>(databases);
        databases.clear();
        return all;
    }
}
