package io.holdfast.verify.settings;

import io.holdfast.postgrestools.SignInSettings;
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

/** When, where and how backups are restored only to see that they can be. */
@ConfigMapping(prefix = "holdfast")
public interface DrillSettings {

    Drills drills();

    /** What differs for one database. */
    Map<String, DrilledDatabase> databases();

    interface Drills {

        ScratchServer server();

        /** How long after a good drill of a database the next one is due. */
        @WithDefault("30d")
        Duration every();

        /** How long after a good drill the missing next one is an alert of the highest severity (runbook: 90 days). */
        @WithDefault("90d")
        Duration atLeast();

        /** {@code latest} drills the newest verified full backup, {@code random} any of the window's; neither one that was made before a restore. */
        @WithDefault("latest")
        DrillPolicy.Choice choice();

        /** How old a backup may be that {@code random} picks. */
        @WithDefault("14d")
        Duration window();

        /** How soon a drill is repeated that failed, or that was impossible here. */
        @WithDefault("1d")
        Duration againAfter();

        /** A drill that takes longer is stopped. */
        @WithDefault("12h")
        Duration longest();

        /** Most bytes of the artifact, and of the restored database; no limit where absent. */
        OptionalLong largest();

        /** Within which a database must be back; shown beside the measured time. */
        Optional<Duration> objective();

        /** Of tables with more rows only the number of rows is compared; every row of every table where absent. */
        OptionalLong sampleAbove();

        /** How many of pg_restore's workers. */
        @WithDefault("2")
        int jobs();

        /** Whether roles that the scratch server lacks are made there, without a login. */
        @WithDefault("false")
        boolean createRoles();

        Extensions extensions();

        /** Whether {@code pg_amcheck} looks at the restored indexes, where program and extension are there. */
        @WithDefault("true")
        boolean amcheck();
    }

    /** Which of the extensions that a backup declares the scratch server's administrator makes. */
    interface Extensions {

        /** Those that drills leave out, separated by commas; {@code *} for all. A language that is not trusted is left out too. */
        @WithDefault("dblink,file_fdw,postgres_fdw,http,pg_net,plproxy,plsh")
        Set<String> deny();

        /** Those that are made in spite of {@code deny}, separated by commas. */
        Optional<Set<String>> allow();
    }

    /** Where drills are restored. Never a source: a server that was ever dumped is refused. */
    interface ScratchServer extends SignInSettings {

        /** Its name, address, directory of a Unix socket, or a list of them separated by commas; no drills where absent. */
        Optional<String> host();

        /** Belongs to {@code host}. */
        @WithDefault("5432")
        int port();

        /** A role that may create databases, roles and extensions. It has to be named where {@code host} is. No code of a backup runs as it, except of databases that are trusted. */
        Optional<String> username();
    }

    interface DrilledDatabase {

        /** Where the database is, so that its server is never taken for the scratch server. This service does not connect to it. */
        Optional<String> host();

        /** Belongs to {@code host}. */
        @WithDefault("5432")
        int port();

        OfDrill drill();
    }

    /** Instead of the settings below {@code holdfast.drills}. */
    interface OfDrill {

        /** Whether the database is drilled at all. */
        @WithDefault("true")
        boolean enabled();

        /** Whether the owners of this database may run code on the scratch server as its administrator; drills then restore as that role. */
        @WithDefault("false")
        boolean trusted();

        /** Instead of {@code holdfast.drills.every}. */
        Optional<Duration> every();

        /** Instead of {@code holdfast.drills.at-least}. */
        Optional<Duration> atLeast();

        /** Instead of {@code holdfast.drills.choice}. */
        Optional<DrillPolicy.Choice> choice();

        /** Instead of {@code holdfast.drills.window}. */
        Optional<Duration> window();

        /** Instead of {@code holdfast.drills.longest}. */
        Optional<Duration> longest();

        /** Instead of {@code holdfast.drills.largest}. */
        OptionalLong largest();

        /** Instead of {@code holdfast.drills.objective}. */
        Optional<Duration> objective();

        /** Instead of {@code holdfast.drills.sample-above}. */
        OptionalLong sampleAbove();

        /** YAML file of named queries with the results that the restored database must give. */
        Optional<Path> assertions();

        /** A query for the newest migration; Rails', Flyway's and Liquibase's tables are found without it. */
        Optional<String> schemaVersion();

        Probing probes();
    }

    /** What asks the application whether it can live on the restored database (L5). */
    interface Probing {

        /** Program and arguments that start the application; {@code PGHOST}, {@code PGPORT}, {@code PGUSER}, {@code PGDATABASE} and {@code PGPASSFILE} lead to the restored database. Ended when all is asked. */
        Optional<List<String>> start();

        /** Within which every endpoint must have answered as expected (runbook: 30 seconds). */
        @WithDefault("30s")
        Duration limit();

        /** Endpoints by name. */
        Map<String, Endpoint> http();
    }

    interface Endpoint {

        /** Such as {@code http://localhost:3000/api/v1/health}. */
        String url();

        /** {@code GET}, {@code POST} or another of HTTP's words. */
        @WithDefault("GET")
        String method();

        /** File with what is sent, such as a login; read anew for every drill. */
        Optional<Path> bodyFile();

        /** Of what is sent. */
        @WithDefault("application/json")
        String contentType();

        /** The status that is expected. */
        @WithDefault("200")
        int status();
    }
}
