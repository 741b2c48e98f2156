package io.holdfast.verify.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of verify-service; the directory is also the runbook's variable. */
@ConfigMapping(prefix = "holdfast")
public interface VerifySettings {

    /** Directory of the destination {@code local} (runbook: {@code BACKUP_DIR}). */
    Path backupDir();

    Verify verify();

    /** How backups are verified. */
    interface Verify {

        /** Verifications at once in this process. */
        @WithDefault("1")
        int workers();

        /** Folders with further PostgreSQL client programs, or with {@code <major>/bin} below. */
        Optional<List<Path>> clientPrograms();

        /** How long a worker that says nothing keeps its verification. */
        @WithDefault("30s")
        Duration lease();

        /** How often leases and pins are renewed. At most a third of the lease. */
        @WithDefault("5s")
        Duration heartbeat();

        /** How often an idle worker looks for due verifications. */
        @WithDefault("1s")
        Duration poll();

        /** How long a backup stays pinned by a verifier that died; one that lives renews its pin. */
        @WithDefault("1h")
        Duration pin();

        /** A full backup below this share of the previous good one is suspicious (runbook: 10). */
        @WithDefault("10")
        int suspiciousPercent();

        /** How many good backups tell what is usual. */
        @WithDefault("14")
        int history();

        /** How long after its verification a backup is read again; each at a time of its own around it. */
        @WithDefault("28d")
        Duration repeatAfter();

        Retry retry();
    }

    /** Pauses after an inconclusive verification; they double. */
    interface Retry {

        @WithDefault("1m")
        Duration first();

        @WithDefault("6h")
        Duration longest();
    }
}
