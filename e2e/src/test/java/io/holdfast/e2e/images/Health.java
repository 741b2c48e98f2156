package io.holdfast.e2e.images;

import io.holdfast.e2e.Shell;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs the health checks of containers, because Podman leaves them to systemd timers, which not every host has. */
final class Health implements AutoCloseable {

    private static final Path HERE = Path.of(".");

    private final Compose compose;
    private final ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "health");
        thread.setDaemon(true);
        return thread;
    });

    private Health(Compose compose) {
        this.compose = compose;
    }

    static Health watch(Compose compose) {
        Health health = new Health(compose);
        boolean podman = Shell.run(HERE, Map.of(), "docker version").out().contains("Podman");
        if (podman) {
            health.asking.scheduleWithFixedDelay(health::ask, 1, 1, TimeUnit.SECONDS);
        }
        return health;
    }

    private void ask() {
        Shell.run(
                HERE,
                Map.of(),
                "podman ps -q --filter health=starting | xargs -r -n 1 podman healthcheck run >/dev/null 2>&1 || true");
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
