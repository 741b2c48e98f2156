package io.holdfast.retention.worker;

import io.holdfast.events.DatabaseId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Databases for which to plan. Kept in memory only: at its start the service plans for all of them.
 */
@ApplicationScoped
public class DatabasesToPlan {

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

    /** All of them, and forgets them. */
    synchronized Set<DatabaseId> take() {
        Set<DatabaseId> all = new TreeSet<>(databases);
        databases.clear();
        return all;
    }
}
