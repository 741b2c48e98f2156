package io.holdfast.restore.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What runs in this process. */
@ApplicationScoped
public class LiveRestores {

    private final List<LiveRestore> all = new CopyOnWriteArrayList<>();

    public List<LiveRestore> all() {
        return List.copyOf(all);
    }

    void add(LiveRestore live) {
        all.add(live);
    }

    void remove(LiveRestore live) {
        all.remove(live);
    }
}
