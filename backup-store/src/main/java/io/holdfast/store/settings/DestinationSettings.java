package io.holdfast.store.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The destinations. All services that read or write copies need the same values. */
@ConfigMapping(prefix = "holdfast")
public interface DestinationSettings {

    /** Directory of the destination {@code local} (runbook: {@code BACKUP_DIR}). */
    @WithDefault("/var/backups/powernode")
    Path backupDir();

    /** Whether the group of the directory can read the files. Needed on a volume that services with different users share. */
    @WithDefault("false")
    boolean groupReadable();

    /** Days for which a backup is kept at every destination. With {@code object-lock}, the storage prevents deletion for the same time. */
    @WithDefault("30")
    int retentionDays();

    /** Additional destinations by id: directories, which have a path, and buckets. */
    Map<String, OfDestination> destinations();

    /** Settings that can differ for one database. */
    Map<String, OfDatabase> databases();

    interface OfDatabase {

        /** Ids of the destinations for the backups of this database. If not set, all configured destinations are used. */
        Optional<List<String>> destinations();

        /** Overrides {@code holdfast.retention-days} for this database. */
        OptionalInt retentionDays();
    }

    /** One destination in addition to {@code local}. */
    interface OfDestination {

        /** Directory, such as the mount point of another disk or of a network file system. */
        Optional<Path> path();

        /** Bucket of an S3-compatible storage. */
        Optional<String> bucket();

        /** Prefix of the object keys, such as {@code backups/}. No slash at the beginning; the slash at the end is optional. */
        Optional<String> prefix();

        /** URL of the storage without the bucket, such as {@code https://storage.example.org}; can include a path. Default: Amazon S3. */
        Optional<String> endpoint();

        /** Region of the bucket. Storages other than Amazon S3 mostly ignore it. */
        @WithDefault("us-east-1")
        Optional<String> region();

        /**
         * Whether requests have the bucket in the path instead of in the host name. Most storages other than Amazon S3 require it. Always
         * in effect for a bucket name with dots, capital letters or {@code _}.
         */
        @WithDefault("false")
        boolean pathStyle();

        /** Access key. If not set, the SDK uses its default credentials (environment, profile, container, instance). */
        Optional<String> accessKey();

        /** Secret key for {@code access-key}. */
        Optional<String> secretKey();

        /** File whose first line is the secret key; use it instead of {@code secret-key}. Read again for each use. */
        Optional<Path> secretKeyFile();

        /** Session token for temporary credentials. */
        Optional<String> sessionToken();

        /**
         * Storage medium, any name. Destinations with the same medium count as one failure domain. Default: {@code disk} for directories,
         * {@code object-storage} for buckets.
         */
        Optional<String> medium();

        /** Whether the destination survives the loss of this host. Default: {@code true} for buckets, {@code false} for directories. */
        Optional<Boolean> offSite();

        /**
         * Object lock mode, {@code governance} or {@code compliance}. Copies are locked from their creation. If not set, copies are not
         * locked.
         */
        Optional<ObjectLock> objectLock();

        /** Storage class to which monthly copies move, such as {@code GLACIER}. If not set, copies keep their storage class. */
        Optional<String> archiveClass();

        /** A dump continues without a destination that accepts no data for this time. The missing copy is made later. */
        @WithDefault("60s")
        Duration stallAfter();
    }

    /** Mode of the object lock. */
    enum ObjectLock {
        /** Users with a special permission can still delete. */
        GOVERNANCE,
        /** Nobody can delete, not even the owner of the account. */
        COMPLIANCE
    }
}
