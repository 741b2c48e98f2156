package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.events.BackupId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The runs that this process is executing. */
@ApplicationScoped
public class RunsInProgress {

    private final Map<BackupId, RunInProgress> live = new ConcurrentHashMap<>();

    RunInProgress begin(Running run) {
        RunInProgress begun = new RunInProgress(run);
        live.put(run.request().backup(), begun);
        return begun;
    }

    void end(RunInProgress run) {
        live.remove(run.run().request().backup(), run);
    }

    boolean has(BackupId backup) {
        return live.containsKey(backup);
    }

    public Collection<RunInProgress> all() {
        return List.copyOf(live.values());
    }
}
