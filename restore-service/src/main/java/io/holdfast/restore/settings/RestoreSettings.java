package io.holdfast.restore.settings;

import io.holdfast.postgrestools.SignInSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Settings of restore-service, the only holder of write credentials for production. */
@ConfigMapping(prefix = "holdfast")
public interface RestoreSettings {

    /** How encrypted backups are opened. Only services that read backups know of this. */
    Opening encryption();

    Restore restore();

    interface Opening {

        /** File with private keys of age, as {@code age-keygen} writes it; read anew for every use. Without it encrypted backups cannot be restored. */
        Optional<Path> identityFile();
    }

    /** How backups are brought back. */
    interface Restore {

        /** Where each database is restored to, by database id. A database without one can only be refused. */
        Map<String, Target> targets();

        /** Folder for the archive that is being restored, decrypted; on a disk of this host, for this service alone. */
        @WithDefault("/var/lib/holdfast/restore")
        Path workFolder();

        /** pg_restore's workers where the request names no number. In place it is always one, because it is one transaction. */
        @WithDefault("2")
        int jobs();

        /** How long a plan can be approved. */
        @WithDefault("24h")
        Duration planValidity();

        /** How long the backup before an in-place restore may take until it is verified as sound. */
        @WithDefault("2h")
        Duration safeguardLimit();

        /** Of tables with more rows only their number is compared; the contents of all are where absent. */
        OptionalLong countAbove();

        /** How often a restore is begun again after its worker died. */
        @WithDefault("3")
        int attempts();

        /** Folders with further PostgreSQL client programs, or with {@code <major>/bin} below. */
        Optional<List<Path>> clientPrograms();

        /** Most bytes of names (tables, columns, the table of contents) that are taken from one archive into memory; an archive with more is not restored. */
        @WithDefault("33554432")
        long longestList();

        /** How long a target may take to answer a connection. */
        @WithDefault("15s")
        Duration connectTimeout();

        /** How long a worker that says nothing keeps its restore. */
        @WithDefault("30s")
        Duration lease();

        /** How often leases and pins are renewed. At most a third of the lease. */
        @WithDefault("5s")
        Duration heartbeat();

        /** How often an idle worker looks for what is to be done. */
        @WithDefault("1s")
        Duration poll();

        /** How often progress is published. */
        @WithDefault("1s")
        Duration progress();

        /** How long a backup stays pinned by a worker that died; one that lives renews its pin. */
        @WithDefault("1h")
        Duration pin();
    }

    /** The server of one database, and a role that may create databases there. */
    interface Target extends SignInSettings {

        /** Name, address, directory of a Unix socket, or a list of them separated by commas; for a server on this host {@code localhost}. */
        String host();

        /** On which the server listens. */
        @WithDefault("5432")
        int port();

        /** A role that may create databases and owns the live one. It has to be named. Code in an archive runs as this role, so it should be no superuser; if it is one, approvals have to name it. */
        Optional<String> username();

        /** The live database's name on its server; the id where absent. */
        Optional<String> name();

        /** A query whose one value is the application's schema version; well-known tables of migrations are found without it. */
        Optional<String> schemaVersionQuery();

        Hooks hooks();

        /** What must answer after a swap or an in-place restore, by any name; a swap is taken back where one does not. */
        Map<String, Probe> probes();
    }

    /** What stops and starts the application. */
    interface Hooks {

        /** Program and arguments, run right before the live database is touched; where it fails, nothing is. No shell reads them. */
        Optional<List<String>> before();

        /** Program and arguments, run when the live database serves again. */
        Optional<List<String>> after();

        /** A hook that takes longer has failed. */
        @WithDefault("2m")
        Duration limit();
    }

    /** One question to the application: a command, or an address. */
    interface Probe {

        /** Program and arguments that must end with 0. */
        Optional<List<String>> command();

        /** Address that must answer with {@link #status()}. */
        Optional<URI> url();

        /** With which the address is asked. */
        @WithDefault("GET")
        String method();

        /** File whose content is sent, such as a login; it may hold a secret. */
        Optional<Path> bodyFile();

        /** Of what is sent. */
        @WithDefault("application/json")
        String contentType();

        /** The HTTP status that is expected. */
        @WithDefault("200")
        int status();

        /** Within this time the answer must have come once; it is asked again until then. */
        @WithDefault("30s")
        Duration limit();
    }
}
