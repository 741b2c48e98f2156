package io.holdfast.verify.settings;

import io.holdfast.events.VerificationLevel;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Settings of verify-service. */
@ConfigMapping(prefix = "holdfast")
public interface VerifySettings {

    /** Decryption of backups. Only services that read backups have this setting. */
    Opening encryption();

    /** Settings that can differ for one database. */
    Map<String, OfDatabase> databases();

    Verify verify();

    interface Opening {

        /**
         * File with private age keys, as written by {@code age-keygen}; read again for each use. If not set, encrypted backups reach only
         * level L1.
         */
        Optional<Path> identityFile();
    }

    interface OfDatabase {

        /**
         * Level at which an encrypted backup counts as verified. Set {@code L1} if no service has the private key; only checksums are then
         * checked.
         */
        @WithDefault("L2")
        VerificationLevel trustedLevel();
    }

    /** Settings for verifications. */
    interface Verify {

        /** Number of concurrent verifications in this process. */
        @WithDefault("1")
        int workers();

        /** Additional directories with PostgreSQL client programs, or with subdirectories {@code <major>/bin}. */
        Optional<List<Path>> clientPrograms();

        /**
         * Maximum bytes of names (tables, columns, the table of contents) that the service reads from one archive into memory. An archive
         * with more is not decoded.
         */
        @WithDefault("33554432")
        long longestList();

        /** How long a worker keeps a verification without renewing its lease. */
        @WithDefault("30s")
        Duration lease();

        /** How often leases and pins are renewed. At most a third of {@code lease}. */
        @WithDefault("5s")
        Duration heartbeat();

        /** How often an idle worker checks for due verifications. */
        @WithDefault("1s")
        Duration poll();

        /** How long a backup stays pinned after its worker died. A running worker renews the pin. */
        @WithDefault("1h")
        Duration pin();

        /** A full backup is suspicious if its size is below this percentage of the previous good backup's size (runbook: 10). */
        @WithDefault("10")
        int suspiciousPercent();

        /** Number of previous good backups with which a backup is compared. */
        @WithDefault("14")
        int history();

        /** Maximum time between two checks of the same copy. */
        @WithDefault("28d")
        Duration repeatAfter();

        /** Maximum bytes of good copies that are checked again per day. Default: as many as {@code repeat-after} requires. */
        OptionalLong bytesPerDay();

        /**
         * File whose first line (32 characters or more) is the key for the table fingerprints in HTTP responses; read again for each use.
         * If not set, responses contain no fingerprints.
         */
        Optional<Path> fingerprintKeyFile();

        /**
         * Directory for the decrypted archives of drills and for the damaged copy of the self-test. Default: the temporary directory of the
         * system.
         */
        Optional<Path> workFolder();

        /** Interval of the self-test, in which the service must detect the damage in a damaged copy of a real artifact. */
        @WithDefault("1d")
        Duration probeEvery();

        /** Maximum size in bytes of the artifact that the self-test copies. */
        @WithDefault("1073741824")
        long probeLargest();

        Retry retry();
    }

    /** Pauses after an inconclusive verification. Each pause is twice as long as the previous one. */
    interface Retry {

        /** Pause after the first inconclusive verification. Each further pause is twice as long. */
        @WithDefault("1m")
        Duration first();

        /** Longest pause between verifications. */
        @WithDefault("6h")
        Duration longest();
    }
}
