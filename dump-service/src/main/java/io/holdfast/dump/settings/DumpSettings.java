package io.holdfast.dump.settings;

import io.holdfast.postgrestools.ServerLoginSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of dump-service. The variables of the runbook also set the database and the directory. */
@ConfigMapping(prefix = "holdfast")
public interface DumpSettings {

    /** Databases that can be backed up, by id. */
    Map<String, Database> databases();

    CatalogueBackup catalogueBackup();

    Dump dump();

    /**
     * The role for backups of Holdfast's own catalog, which has the database id {@code holdfast}. Set the user name for every service, so
     * that each service knows this database. Set the password for dump-service only.
     */
    interface CatalogueBackup extends ServerLoginSettings {

        /** Role that can read all schemas of the catalog, such as a member of {@code pg_read_all_data}. */
        Optional<String> username();
    }

    /** One database on any server. */
    interface Database extends ServerLoginSettings {

        /**
         * Host name, IP address, directory of a Unix socket, or a comma-separated list of these. Use {@code localhost} for a server on this
         * host.
         */
        String host();

        /** Port of the server. */
        @WithDefault("5432")
        int port();

        /** Role that can read everything in the database. Required; only {@code DATABASE_USERNAME} has a default ({@code postgres}). */
        Optional<String> username();

        /** Name of the database on its server. Default: the id. */
        Optional<String> name();

        /** Overrides {@code holdfast.dump.compression} for this database. */
        Optional<String> compression();
    }

    /** Settings for making dumps. */
    interface Dump {

        /** Number of concurrent dumps in this process. */
        @WithDefault("2")
        int workers();

        /** Number of concurrent dumps per database server, over all workers. */
        @WithDefault("1")
        int perServer();

        /**
         * Maximum number of unfinished backups per database, not counting those that the scheduler and restore-service requested. Further
         * requests are rejected.
         */
        @WithDefault("20")
        int queueLimit();

        /**
         * Maximum number of unfinished backups per database that the scheduler and restore-service requested, in addition to
         * {@code queue-limit}.
         */
        @WithDefault("20")
        int reservedPlaces();

        /** Maximum number of unfinished backups per database and CloudEvents source. Values above {@code queue-limit} have no effect. */
        @WithDefault("15")
        int sourceLimit();

        /** How long requests of a source are rejected for a database after the source exceeded {@code source-limit}. */
        @WithDefault("1m")
        Duration sourcePause();

        /**
         * Compression, such as {@code zstd:1}, {@code gzip:6}, {@code lz4} or {@code none}. Default: {@code zstd:1} or {@code gzip:1},
         * depending on the version of pg_dump.
         */
        Optional<String> compression();

        /** Additional directories with PostgreSQL client programs, or with subdirectories {@code <major>/bin}. */
        Optional<List<Path>> clientPrograms();

        /** Whether the file with the roles includes password hashes. The role must be able to read them. */
        @WithDefault("true")
        boolean rolePasswords();

        /** How long pg_dump waits for a table lock. */
        @WithDefault("2m")
        Duration lockWait();

        /** Time limit for a connection to a server. */
        @WithDefault("15s")
        Duration connectTimeout();

        /** A dump that produces no data for this time is stopped. Must be longer than {@code lock-wait}. */
        @WithDefault("5m")
        Duration stallAfter();

        /** Nice value of pg_dump, 0 to 19. */
        @WithDefault("0")
        int niceness();

        /** Maximum bytes per second that one dump writes. If not set, there is no limit. */
        Optional<Long> bytesPerSecond();

        /** Minimum free space, in bytes. The service does not start a dump that would leave less free space at the destination. */
        @WithDefault("67108864")
        long keepFreeBytes();

        /** How long a worker keeps a run without renewing its lease. */
        @WithDefault("30s")
        Duration lease();

        /** How often a worker renews its leases and checks for cancellations. At most a third of {@code lease}. */
        @WithDefault("2s")
        Duration heartbeat();

        /** How often an idle worker checks for due runs and expired leases. */
        @WithDefault("1s")
        Duration poll();

        /** Interval between progress events. */
        @WithDefault("1s")
        Duration progress();

        /**
         * How long running dumps may continue after the service received the signal to stop. It starts no new dumps. Dumps that are still
         * running after this time are returned to the queue.
         */
        @WithDefault("0s")
        Duration finishWithin();

        /**
         * Time for stopping dumps and returning them to the queue at shutdown. Must be shorter than the stop timeout of the process
         * supervisor.
         */
        @WithDefault("8s")
        Duration stopGrace();

        Retry retry();
    }

    /** Pauses between attempts. Each pause is twice as long as the previous one. */
    interface Retry {

        /** Pause after the first failed attempt. Each further pause is twice as long. */
        @WithDefault("10s")
        Duration first();

        /** Longest pause between attempts. */
        @WithDefault("15m")
        Duration longest();
    }
}
