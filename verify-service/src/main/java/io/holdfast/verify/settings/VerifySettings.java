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

    /** How encrypted backups are opened. Only services that read backups know of this. */
    Opening encryption();

    /** What may differ for one database. */
    Map<String, OfDatabase> databases();

    Verify verify();

    interface Opening {

        /** File with private keys of age, as {@code age-keygen} writes it; read anew for every use. Without it encrypted backups reach L1 only. */
        Optional<Path> identityFile();
    }

    interface OfDatabase {

        /** {@code L1} where checksums alone make an encrypted backup verified, because nobody here holds the key. */
        @WithDefault("L2")
        VerificationLevel trustedLevel();
    }

    /** How backups are verified. */
    interface Verify {

        /** Verifications at once in this process. */
        @WithDefault("1")
        int workers();

        /** Folders with further PostgreSQL client programs, or with {@code <major>/bin} below. */
        Optional<List<Path>> clientPrograms();

        /** Most bytes of names (tables, columns, the table of contents) that are taken from one archive into memory; an archive with more is not decoded. */
        @WithDefault("33554432")
        long longestList();

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

        /** How long after it was read every copy is read again, at the latest. */
        @WithDefault("28d")
        Duration repeatAfter();

        /** Most bytes of good copies that are read again in a day; as many as {@link #repeatAfter()} needs where absent. */
        OptionalLong bytesPerDay();

        /** File whose first line (32 characters or more) keys the fingerprints of tables that are shown by HTTP; read anew for every use. Without it none are shown. */
        Optional<Path> fingerprintKeyFile();

        /** Folder for what is drilled, decrypted while it is there, and for the probe's damaged copy; the system's for temporary files where absent. */
        Optional<Path> workFolder();

        /** How often the verifier is shown a damaged copy of a real artifact, which it must condemn. */
        @WithDefault("1d")
        Duration probeEvery();

        /** Most bytes of an artifact that is copied for that. */
        @WithDefault("1073741824")
        long probeLargest();

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
