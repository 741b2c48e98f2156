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

    /** Weeks that the oldest verified backup of each ISO week stays off the host; 0 for no such tier. */
    @WithDefault("13")
    int retentionWeeks();

    /** Months that the oldest verified backup of each month (UTC) stays off the host; 0 for no such tier. */
    @WithDefault("12")
    int retentionMonths();

    /** Years that the oldest verified backup of each year (UTC) stays off the host; 0 for no such tier. */
    @WithDefault("0")
    int retentionYears();

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

        /** Instead of {@code holdfast.retention-weeks}. */
        OptionalInt retentionWeeks();

        /** Instead of {@code holdfast.retention-months}. */
        OptionalInt retentionMonths();

        /** Instead of {@code holdfast.retention-years}. */
        OptionalInt retentionYears();

        /** Instead of {@code holdfast.retention.keep-last}. */
        OptionalInt keepLast();

        /** Instead of {@code holdfast.retention.archive-after-days}. */
        OptionalInt archiveAfterDays();

        /** Instead of {@code holdfast.retention.unprotected-days}. */
        OptionalInt unprotectedDays();

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

        /** Verified backups of each kind that stay by their number alone, however old they are; 0 for none. */
        @WithDefault("0")
        int keepLast();

        /**
         * Days after which a copy that is kept for a month or longer moves to its destination's archive class, if that has
         * one; at the end of its daily and weekly time where absent.
         */
        OptionalInt archiveAfterDays();

        /** Days that a backup stays longer than its time while a destination that should have it has not got it. */
        @WithDefault("30")
        int unprotectedDays();

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

        /** How often what was heard of backups is written beside their copies. */
        @WithDefault("2s")
        String factsEvery();

        /** A file younger than this is not yet called an orphan: the event about it may still be on its way. */
        @WithDefault("1m")
        Duration orphanGrace();
    }
}
