package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.events.BackupId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The runs that this process carries out now. */
@ApplicationScoped
public class LiveRuns {

    private final Map<BackupId, LiveRun> live = new ConcurrentHashMap<>();

    LiveRun begin(Running run) {
        LiveRun begun = new LiveRun(run);
        live.put(run.request().backup(), begun);
        return begun;
    }

    void end(LiveRun run) {
        live.remove(run.run().request().backup(), run);
    }

    boolean has(BackupId backup) {
        return live.containsKey(backup);
    }

    public Collection<LiveRun> all() {
        return List.copyOf(live.values());
    }
}
