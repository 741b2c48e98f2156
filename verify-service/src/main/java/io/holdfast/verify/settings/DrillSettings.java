package io.holdfast.verify.settings;

import io.holdfast.postgrestools.ServerLoginSettings;
import io.holdfast.verify.drilling.DrillPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Settings for drills: test restores into a throwaway database. */
@ConfigMapping(prefix = "holdfast")
public interface DrillSettings {

    Drills drills();

    /** Settings that can differ for one database. */
    Map<String, DrilledDatabase> databases();

    interface Drills {

        ScratchServer server();

        /** Time between a successful drill of a database and its next drill. */
        @WithDefault("30d")
        Duration every();

        /** Time after the last successful drill at which an alert of the highest severity fires (runbook: 90 days). */
        @WithDefault("90d")
        Duration atLeast();

        /**
         * Which backup a drill restores: {@code latest}, the newest verified full backup, or {@code random}, any full backup within
         * {@code window}. Backups that were made before a restore are excluded.
         */
        @WithDefault("latest")
        DrillPolicy.Choice choice();

        /** Maximum age of a backup that {@code random} chooses. */
        @WithDefault("14d")
        Duration window();

        /** Pause before a drill is repeated that failed or could not run. */
        @WithDefault("1d")
        Duration againAfter();

        /** Time limit for a drill. */
        @WithDefault("12h")
        Duration longest();

        /** Maximum size in bytes of the artifact, and of the restored database. If not set, there is no limit. */
        OptionalLong largest();

        /** Recovery time objective of a database, shown beside the measured time. */
        Optional<Duration> objective();

        /** For tables with more rows than this, only the number of rows is compared. If not set, all rows of all tables are compared. */
        OptionalLong sampleAbove();

        /** Number of parallel jobs of pg_restore. */
        @WithDefault("2")
        int jobs();

        /** Whether drills create roles that are missing on the scratch server. These roles cannot log in. */
        @WithDefault("false")
        boolean createRoles();

        Extensions extensions();

        /** Whether {@code pg_amcheck} checks the restored indexes, if the program and the extension are available. */
        @WithDefault("true")
        boolean amcheck();
    }

    /** Extensions of a backup that the administrator of the scratch server creates. */
    interface Extensions {

        /** Extensions that drills do not create, separated by commas; {@code *} for all. Untrusted languages are not created either. */
        @WithDefault("dblink,file_fdw,postgres_fdw,http,pg_net,plproxy,plsh")
        Set<String> deny();

        /** Extensions that drills create although {@code deny} includes them, separated by commas. */
        Optional<Set<String>> allow();
    }

    /** The server on which drills restore. A server that Holdfast has ever dumped is refused. */
    interface ScratchServer extends ServerLoginSettings {

        /**
         * Scratch server: host name, IP address, directory of a Unix socket, or a comma-separated list of these. If not set, no drills run.
         */
        Optional<String> host();

        /** Port of the server. */
        @WithDefault("5432")
        int port();

        /**
         * Role that can create databases, roles and extensions. Required if {@code host} is set. Code in a backup does not run with this
         * role, except for databases with {@code trusted}.
         */
        Optional<String> username();
    }

    interface DrilledDatabase {

        /** Host of the database. The service uses it to refuse this server as scratch server, and does not connect to it. */
        Optional<String> host();

        /** Port of the server. */
        @WithDefault("5432")
        int port();

        OfDrill drill();
    }

    /** Overrides of the settings below {@code holdfast.drills}. */
    interface OfDrill {

        /** Whether Holdfast runs drills for the database. */
        @WithDefault("true")
        boolean enabled();

        /**
         * Whether the owners of this database may run code on the scratch server as its administrator. Drills then restore with the
         * administrator's role.
         */
        @WithDefault("false")
        boolean trusted();

        /** Overrides {@code holdfast.drills.every} for this database. */
        Optional<Duration> every();

        /** Overrides {@code holdfast.drills.at-least} for this database. */
        Optional<Duration> atLeast();

        /** Overrides {@code holdfast.drills.choice} for this database. */
        Optional<DrillPolicy.Choice> choice();

        /** Overrides {@code holdfast.drills.window} for this database. */
        Optional<Duration> window();

        /** Overrides {@code holdfast.drills.longest} for this database. */
        Optional<Duration> longest();

        /** Overrides {@code holdfast.drills.largest} for this database. */
        OptionalLong largest();

        /** Overrides {@code holdfast.drills.objective} for this database. */
        Optional<Duration> objective();

        /** Overrides {@code holdfast.drills.sample-above} for this database. */
        OptionalLong sampleAbove();

        /** YAML file with named queries and the results that the restored database must return. */
        Optional<Path> assertions();

        /** Query that returns the newest migration. Not needed for the migration tables of Rails, Flyway and Liquibase. */
        Optional<String> schemaVersion();

        Probing probes();
    }

    /** Probes of the application on the restored database (level L5). */
    interface Probing {

        /**
         * Program and arguments that start the application. {@code PGHOST}, {@code PGPORT}, {@code PGUSER}, {@code PGDATABASE} and
         * {@code PGPASSFILE} identify the restored database. The program is stopped after the probes.
         */
        Optional<List<String>> start();

        /** Time within which every endpoint must return the expected status (runbook: 30 seconds). */
        @WithDefault("30s")
        Duration limit();

        /** Endpoints by name. */
        Map<String, Endpoint> http();
    }

    interface Endpoint {

        /** URL, such as {@code http://localhost:3000/api/v1/health}. */
        String url();

        /** HTTP method, such as {@code GET} or {@code POST}. */
        @WithDefault("GET")
        String method();

        /** File with the body of the request, such as a login; read again for each drill. */
        Optional<Path> bodyFile();

        /** Content type of the body. */
        @WithDefault("application/json")
        String contentType();

        /** Expected HTTP status. */
        @WithDefault("200")
        int status();
    }
}
