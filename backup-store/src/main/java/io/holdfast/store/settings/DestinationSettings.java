package io.holdfast.store.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The destinations, which every service that reads or writes copies has to know alike. */
@ConfigMapping(prefix = "holdfast")
public interface DestinationSettings {

    /** The directory of the destination {@code local} (runbook: {@code BACKUP_DIR}). */
    @WithDefault("/var/backups/powernode")
    Path backupDir();

    /** Whether the group of a directory may read what is written: on a volume that services of several users share. */
    @WithDefault("false")
    boolean groupReadable();

    /** Days that a backup stays everywhere; a storage that can lock keeps it from being deleted for as long. */
    @WithDefault("30")
    int retentionDays();

    /** Further destinations by id: directories, where a path is given, and buckets, where a bucket is. */
    Map<String, OfDestination> destinations();

    /** What may differ for one database. */
    Map<String, OfDatabase> databases();

    interface OfDatabase {

        /** Ids of the destinations on which every backup of it should lie; all that are configured where absent. */
        Optional<List<String>> destinations();

        /** Instead of {@code holdfast.retention-days}. */
        OptionalInt retentionDays();
    }

    /** One destination beside {@code local}. */
    interface OfDestination {

        /** A directory, such as the mount point of another disk or of a network file system. */
        Optional<Path> path();

        /** A bucket of an S3-compatible storage. */
        Optional<String> bucket();

        /** The folder in the bucket, such as {@code backups/}; the slash at its end may be left out, and none is in front. */
        Optional<String> prefix();

        /** The storage's own address without the bucket, such as {@code https://storage.example.org} or with a path; Amazon's where absent. */
        Optional<String> endpoint();

        /** Of the bucket; storages but Amazon's mostly do not mind. */
        @WithDefault("us-east-1")
        Optional<String> region();

        /** Whether the bucket stands in the path instead of in the host's name; most storages but Amazon's want it. A bucket with dots, capital letters or {@code _} always does. */
        @WithDefault("false")
        boolean pathStyle();

        /** Instead of what the SDK finds by itself (environment, profile, container, instance). */
        Optional<String> accessKey();

        /** Belongs to {@link #accessKey()}. */
        Optional<String> secretKey();

        /** File whose first line is the secret key, instead of {@link #secretKey()}; read anew for every use. */
        Optional<Path> secretKeyFile();

        /** For credentials that expire. */
        Optional<String> sessionToken();

        /** Equal words share a fate; {@code disk} for directories and {@code object-storage} for buckets where absent. */
        Optional<String> medium();

        /** Whether it survives the loss of this host; true for buckets and false for directories where absent. */
        Optional<Boolean> offSite();

        /** {@code governance} or {@code compliance}: copies are locked from their first moment on. */
        Optional<ObjectLock> objectLock();

        /** The class into which monthly copies move, such as {@code GLACIER}; they stay where they are where absent. */
        Optional<String> archiveClass();

        /** A destination that takes no byte for so long is left behind, and caught up later. */
        @WithDefault("60s")
        Duration stallAfter();
    }

    /** How strict a storage's lock is. */
    enum ObjectLock {
        /** Who has a special permission may still delete. */
        GOVERNANCE,
        /** Nobody may delete, not even the owner of the account. */
        COMPLIANCE
    }
}
