package io.holdfast.restore.settings;

import io.holdfast.postgrestools.ServerLoginSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Settings of restore-service. It is the only service with write credentials for production databases. */
@ConfigMapping(prefix = "holdfast")
public interface RestoreSettings {

    /** Decryption of backups. Only services that read backups have this setting. */
    Opening encryption();

    Restore restore();

    interface Opening {

        /**
         * File with private age keys, as written by {@code age-keygen}; read again for each use. If not set, encrypted backups cannot be
         * restored.
         */
        Optional<Path> identityFile();
    }

    /** Settings for restores. */
    interface Restore {

        /** Target of each database, by database id. Restores of a database without a target are refused. */
        Map<String, Target> targets();

        /** Directory for the decrypted archive during a restore. It must be on a disk of this host, and no other service may use it. */
        @WithDefault("/var/lib/holdfast/restore")
        Path workFolder();

        /**
         * Number of parallel jobs of pg_restore, if the request does not set it. An in-place restore always uses one job, because it is one
         * transaction.
         */
        @WithDefault("2")
        int jobs();

        /** How long a plan can be approved after it was made. */
        @WithDefault("24h")
        Duration planValidity();

        /** Time limit for making and verifying the backup that precedes an in-place restore. */
        @WithDefault("2h")
        Duration safeguardLimit();

        /**
         * For tables with more rows than this, only the number of rows is compared. If not set, the contents of all tables are compared.
         */
        OptionalLong countAbove();

        /** Number of times that a restore is restarted after its worker died. */
        @WithDefault("3")
        int attempts();

        /** Additional directories with PostgreSQL client programs, or with subdirectories {@code <major>/bin}. */
        Optional<List<Path>> clientPrograms();

        /**
         * Maximum bytes of names (tables, columns, the table of contents) that the service reads from one archive into memory. An archive
         * with more is not restored.
         */
        @WithDefault("33554432")
        long longestList();

        /** Time limit for a connection to a target. */
        @WithDefault("15s")
        Duration connectTimeout();

        /** How long a worker keeps a restore without renewing its lease. */
        @WithDefault("30s")
        Duration lease();

        /** How often leases and pins are renewed. At most a third of {@code lease}. */
        @WithDefault("5s")
        Duration heartbeat();

        /** How often an idle worker checks for work. */
        @WithDefault("1s")
        Duration poll();

        /** Interval between progress events. */
        @WithDefault("1s")
        Duration progress();

        /** How long a backup stays pinned after its worker died. A running worker renews the pin. */
        @WithDefault("1h")
        Duration pin();
    }

    /** The server of one database, and a role that can create databases there. */
    interface Target extends ServerLoginSettings {

        /**
         * Host name, IP address, directory of a Unix socket, or a comma-separated list of these. Use {@code localhost} for a server on this
         * host.
         */
        String host();

        /** Port of the server. */
        @WithDefault("5432")
        int port();

        /**
         * Role that can create databases and owns the live database. Required. Code in an archive runs with this role, so do not use a
         * superuser. If it is a superuser, approvals must name it.
         */
        Optional<String> username();

        /** Name of the live database on its server. Default: the id. */
        Optional<String> name();

        /** Query that returns the application's schema version as a single value. Not needed for the migration tables of common tools. */
        Optional<String> schemaVersionQuery();

        Hooks hooks();

        /** Probes by name. All must succeed after a swap or an in-place restore; otherwise a swap is reverted. */
        Map<String, Probe> probes();
    }

    /** Programs that stop and start the application. */
    interface Hooks {

        /**
         * Program and arguments to run immediately before the live database is changed. If it fails, nothing is changed. The program runs
         * without a shell.
         */
        Optional<List<String>> before();

        /** Program and arguments to run when the live database accepts connections again. */
        Optional<List<String>> after();

        /** Time limit for a hook. A hook that takes longer has failed. */
        @WithDefault("2m")
        Duration limit();
    }

    /** One check of the application: a command or a URL. */
    interface Probe {

        /** Program and arguments. The exit code must be 0. */
        Optional<List<String>> command();

        /** URL that must return {@code status}. */
        Optional<URI> url();

        /** HTTP method of the request. */
        @WithDefault("GET")
        String method();

        /** File with the body of the request, such as a login. It can contain a secret. */
        Optional<Path> bodyFile();

        /** Content type of the body. */
        @WithDefault("application/json")
        String contentType();

        /** Expected HTTP status. */
        @WithDefault("200")
        int status();

        /** Time within which the probe must succeed once. It is repeated until then. */
        @WithDefault("30s")
        Duration limit();
    }
}
