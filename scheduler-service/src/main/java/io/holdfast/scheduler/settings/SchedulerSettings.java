package io.holdfast.scheduler.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of scheduler-service. For a database, it reads only the schedules, not the address. */
@ConfigMapping(prefix = "holdfast")
public interface SchedulerSettings {

    /** Databases by id. A database without schedules has the default schedules. */
    @WithDefaults
    Map<String, Database> databases();

    Scheduler scheduler();

    /** The schedules of a database and their common settings. */
    interface Database {

        /**
         * Other services use the value. In this service, the setting makes a database known that is configured only with environment
         * variables.
         */
        Optional<String> host();

        /** Schedules by kind of backup. A kind without an entry has the schedule of the runbook. {@code none} disables a schedule. */
        Map<String, ScheduleSettings> schedules();

        /** Time zone of the schedules, such as {@code Europe/Berlin}. */
        @WithDefault("UTC")
        String timeZone();

        /** Handling of runs that were missed during downtime: {@code run-newest}, {@code skip}, or {@code run-all(N)} with N at least 1. */
        @WithDefault("run-newest")
        String missedRuns();

        /** How long after its slot a backup must be completed; at least one minute. */
        @WithDefault("6h")
        Duration deadline();

        /**
         * Age of the newest verified full backup at which an alert of the highest severity fires. It has no other effect. The default fits
         * the daily backup of the runbook: one day and two hours.
         */
        @WithDefault("26h")
        Duration recoveryPoint();
    }

    /** One schedule, and the settings in which it differs from those of its database. */
    interface ScheduleSettings {

        /**
         * Recurrence, such as {@code daily 02:00}, {@code monday,thursday 03:00}, {@code 30 1 * * 1-5}, or {@code none}. Default, as in the
         * runbook: {@code daily 02:00} for {@code full}, {@code sunday 03:00} for {@code schema_only}.
         */
        @WithParentName
        Optional<String> recurrence();

        /** Overrides the {@code time-zone} of the database for this schedule. */
        Optional<String> timeZone();

        /** Overrides the {@code missed-runs} of the database for this schedule. */
        Optional<String> missedRuns();

        /** Overrides the {@code deadline} of the database for this schedule. */
        Optional<Duration> deadline();
    }

    /** Settings of the service itself. */
    interface Scheduler {

        /** How often the service checks the slots. */
        @WithDefault("5s")
        Duration tick();

        /** How far ahead slots are planned. Each slot is in the catalog for at least half of this time before it is due. */
        @WithDefault("48h")
        Duration horizon();

        /**
         * Delay between a slot and the request for its backup. It prevents a dump host whose clock is slightly slow from starting the
         * backup before its slot.
         */
        @WithDefault("2s")
        Duration clockMargin();

        /** Time after the deadline before a slot is reported as missed, because the completion event can arrive late. */
        @WithDefault("1m")
        Duration grace();

        /** How long the broker and the catalog must be available again before a missing event counts as a missed backup. */
        @WithDefault("30s")
        Duration settling();

        /** How long a schedule must be missing from the configuration of every replica before its slots are withdrawn. */
        @WithDefault("10m")
        Duration withdrawAfter();
    }
}
