package io.holdfast.retention.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What retention-service needs of Holdfast's settings. */
@ConfigMapping(prefix = "holdfast")
public interface RetentionSettings {

    /** Days that a backup stays, at least 1 (runbook: {@code BACKUP_RETENTION_DAYS}). */
    @WithDefault("30")
    int retentionDays();

    /** The configured databases; of any other nothing is ever deleted. */
    Map<String, OfDatabase> databases();

    Retention retention();

    /** What may differ for one database. */
    interface OfDatabase {

        /** Not used here. A database is known to this service because something is configured of it: usually this. */
        Optional<String> name();

        /** Not used here, as above. */
        Optional<String> host();

        /** Instead of {@code holdfast.retention-days}. */
        OptionalInt retentionDays();

        /** Instead of {@code holdfast.retention.minimum-verified}. */
        OptionalInt minimumVerified();

        /** Instead of {@code holdfast.retention.inspection-days}. */
        OptionalInt inspectionDays();
    }

    interface Retention {

        /** Verified backups of each database and kind that stay however old they are, at least 1. */
        @WithDefault("3")
        int minimumVerified();

        /** Days that a condemned backup stays to be looked at. */
        @WithDefault("7")
        int inspectionDays();

        /** When everything is planned, as a cron expression in UTC (runbook: daily at 04:00). */
        @WithDefault("0 0 4 * * ?")
        String at();

        /** How often announced deletions are looked after. */
        @WithDefault("1s")
        String every();

        /** How long it is enough to have re-read a survivor once. */
        @WithDefault("6h")
        Duration rereadingValidFor();

        /** How often the destination is compared with the books. */
        @WithDefault("10m")
        String scanEvery();

        /** A file younger than this is not yet called an orphan: the event about it may still be on its way. */
        @WithDefault("1m")
        Duration orphanGrace();
    }
}
