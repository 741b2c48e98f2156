package io.holdfast.restore.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The restores that run in this process. */
@ApplicationScoped
public class RestoresInProgress {

    private final List<RestoreInProgress> all = new CopyOnWriteArrayList<>();

    public List<RestoreInProgress> all() {
        return List.copyOf(all);
    }

    void add(RestoreInProgress live) {
        all.add(live);
    }

    void remove(RestoreInProgress live) {
        all.remove(live);
    }
}
