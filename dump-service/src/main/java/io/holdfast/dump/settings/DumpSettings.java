package io.holdfast.dump.settings;

import io.holdfast.postgrestools.SignInSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of dump-service; the databases and the directory are also those of the runbook's variables. */
@ConfigMapping(prefix = "holdfast")
public interface DumpSettings {

    /** What may be backed up, by database id. */
    Map<String, Database> databases();

    CatalogueBackup catalogueBackup();

    Dump dump();

    /**
     * The role by which Holdfast's own catalogue is backed up, as the database {@code holdfast}. The username is set for every
     * service, so that all of them know of that database; the password only here.
     */
    interface CatalogueBackup extends SignInSettings {

        /** A role that may read all schemas of the catalogue, such as a member of {@code pg_read_all_data}. */
        Optional<String> username();
    }

    /** One database, on any server. */
    interface Database extends SignInSettings {

        /** Name, address, directory of a Unix socket, or a list of them separated by commas; for a server on this host {@code localhost}. */
        String host();

        /** On which the server listens. */
        @WithDefault("5432")
        int port();

        /** A role that may read everything that is to be dumped. It has to be named; {@code postgres} is the default of {@code DATABASE_USERNAME} alone. */
        Optional<String> username();

        /** The database's name on its server; the id where absent. */
        Optional<String> name();

        /** As {@link Dump#compression()}, for this database. */
        Optional<String> compression();
    }

    /** How dumps are made. */
    interface Dump {

        /** Dumps at once in this process. */
        @WithDefault("2")
        int workers();

        /** Dumps at once on one database server, by all workers together. */
        @WithDefault("1")
        int perServer();

        /** Open backups of one database that others requested; further requests are rejected. */
        @WithDefault("20")
        int queueLimit();

        /** Open backups of one database that the scheduler and restore-service requested, beside {@link #queueLimit()}. */
        @WithDefault("20")
        int reservedPlaces();

        /** Open backups of one database that one CloudEvents source requested; at most {@link #queueLimit()} is of use. */
        @WithDefault("15")
        int sourceLimit();

        /** How long further requests of a source that went over its limit are rejected, for that database. */
        @WithDefault("1m")
        Duration sourcePause();

        /** {@code zstd:1}, {@code gzip:6}, {@code lz4}, {@code none}; zstd:1 or gzip:1 by version where absent. */
        Optional<String> compression();

        /** Folders with further PostgreSQL client programs, or with {@code <major>/bin} below. */
        Optional<List<Path>> clientPrograms();

        /** Whether the roles companion holds password hashes, where the role may read them. */
        @WithDefault("true")
        boolean rolePasswords();

        /** How long pg_dump waits for a table's lock. */
        @WithDefault("2m")
        Duration lockWait();

        /** How long a server may take to answer a connection. */
        @WithDefault("15s")
        Duration connectTimeout();

        /** A dump that brings no byte for so long is stopped. Longer than {@link #lockWait()}. */
        @WithDefault("5m")
        Duration stallAfter();

        /** 0 to 19: how much pg_dump gives way to other programs of its host. */
        @WithDefault("0")
        int niceness();

        /** Most bytes per second written by one dump; no limit where absent. */
        Optional<Long> bytesPerSecond();

        /** A dump is refused where less would stay free on the destination. */
        @WithDefault("67108864")
        long keepFreeBytes();

        /** How long a worker that says nothing keeps its run. */
        @WithDefault("30s")
        Duration lease();

        /** How often a worker renews its leases and hears of cancellations. At most a third of the lease. */
        @WithDefault("2s")
        Duration heartbeat();

        /** How often an idle worker looks for due runs and ended leases. */
        @WithDefault("1s")
        Duration poll();

        /** How often progress is published. */
        @WithDefault("1s")
        Duration progress();

        /** How long a service that is told to stop lets its dumps go on; it begins none. Then, or at once, they are handed back. */
        @WithDefault("0s")
        Duration finishWithin();

        /** How long the service takes to stop its dumps and hand them back; less than what its supervisor allows. */
        @WithDefault("8s")
        Duration stopGrace();

        Retry retry();
    }

    /** Pauses between attempts; they double. */
    interface Retry {

        @WithDefault("10s")
        Duration first();

        @WithDefault("15m")
        Duration longest();
    }
}
