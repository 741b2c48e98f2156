package io.holdfast.retention.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of retention-service. */
@ConfigMapping(prefix = "holdfast")
public interface RetentionSettings {

    /** Days for which each backup is kept, at least 1 (runbook: {@code BACKUP_RETENTION_DAYS}). */
    @WithDefault("30")
    int retentionDays();

    /** Weeks for which the oldest verified backup of each ISO week is kept off-site; 0 disables the weekly tier. */
    @WithDefault("13")
    int retentionWeeks();

    /** Months for which the oldest verified backup of each month (UTC) is kept off-site; 0 disables the monthly tier. */
    @WithDefault("12")
    int retentionMonths();

    /** Years for which the oldest verified backup of each year (UTC) is kept off-site; 0 disables the yearly tier. */
    @WithDefault("0")
    int retentionYears();

    /** The configured databases. Backups of other databases are never deleted. */
    Map<String, OfDatabase> databases();

    Retention retention();

    /** Settings that can differ for one database. */
    interface OfDatabase {

        /** The value is not used. This service knows a database if any of its settings is configured; usually this is the name. */
        Optional<String> name();

        /** The value is not used, as for {@code name}. */
        Optional<String> host();

        /** Overrides {@code holdfast.retention-days} for this database. */
        OptionalInt retentionDays();

        /** Overrides {@code holdfast.retention-weeks} for this database. */
        OptionalInt retentionWeeks();

        /** Overrides {@code holdfast.retention-months} for this database. */
        OptionalInt retentionMonths();

        /** Overrides {@code holdfast.retention-years} for this database. */
        OptionalInt retentionYears();

        /** Overrides {@code holdfast.retention.keep-last} for this database. */
        OptionalInt keepLast();

        /** Overrides {@code holdfast.retention.archive-after-days} for this database. */
        OptionalInt archiveAfterDays();

        /** Overrides {@code holdfast.retention.unprotected-days} for this database. */
        OptionalInt unprotectedDays();

        /** Overrides {@code holdfast.retention.minimum-verified} for this database. */
        OptionalInt minimumVerified();

        /** Overrides {@code holdfast.retention.inspection-days} for this database. */
        OptionalInt inspectionDays();
    }

    interface Retention {

        /** Number of verified backups that are kept for each database and kind regardless of their age, at least 1. */
        @WithDefault("3")
        int minimumVerified();

        /** Days for which a condemned backup is kept for inspection. */
        @WithDefault("7")
        int inspectionDays();

        /** Number of the newest verified backups of each kind that are kept regardless of their age; 0 disables this rule. */
        @WithDefault("0")
        int keepLast();

        /**
         * Age in days at which a monthly or yearly copy moves to the archive class of its destination, if the destination has one. Default:
         * at the end of its daily and weekly retention.
         */
        OptionalInt archiveAfterDays();

        /** Additional days for which a backup is kept while a configured destination does not have its copy. */
        @WithDefault("30")
        int unprotectedDays();

        /** When retention plans are made, as a cron expression in UTC (runbook: daily at 04:00). */
        @WithDefault("0 0 4 * * ?")
        String at();

        /** How often the service processes announced deletions. */
        @WithDefault("1s")
        String every();

        /** How long one check of a remaining backup's copy stays valid for further deletions. */
        @WithDefault("6h")
        Duration rereadingValidFor();

        /** How often the service compares the destinations with the catalog. */
        @WithDefault("10m")
        String scanEvery();

        /** How often the service writes changed metadata files beside the copies. */
        @WithDefault("2s")
        String factsEvery();

        /** Minimum age of a file before it is reported as an orphan, because its event may not have arrived yet. */
        @WithDefault("1m")
        Duration orphanGrace();
    }
}
