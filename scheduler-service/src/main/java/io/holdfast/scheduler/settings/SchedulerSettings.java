package io.holdfast.scheduler.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of scheduler-service. Of a database it needs only when it is backed up, never where it is. */
@ConfigMapping(prefix = "holdfast")
public interface SchedulerSettings {

    /** By database id; one that says nothing about schedules has the defaults. */
    @WithDefaults
    Map<String, Database> databases();

    Scheduler scheduler();

    /** A database's schedules, and what they have in common. */
    interface Database {

        /** Read by other services; here it makes a database known that is configured by environment variables alone. */
        Optional<String> host();

        /**
         * By kind; a kind not named here has the runbook's schedule.
         *
         * <p>{@code none} switches a schedule off.
         */
        Map<String, ScheduleSettings> schedules();

        /** In which zone times of the day are meant, such as {@code Europe/Berlin}. */
        @WithDefault("UTC")
        String timeZone();

        /** After downtime: {@code run-newest}, {@code skip}, or {@code run-all(N)} with N at least 1. */
        @WithDefault("run-newest")
        String missedRuns();

        /** How long after its slot a backup must be completed; at least a minute. */
        @WithDefault("6h")
        Duration deadline();

        /**
         * How old the newest verified full backup may become before an alert of the highest severity says so; nothing
         * else follows from it. A day and two hours fit the runbook's daily backup.
         */
        @WithDefault("26h")
        Duration recoveryPoint();
    }

    /** One schedule, and where it differs from what its database says. */
    interface ScheduleSettings {

        /**
         * {@code daily 02:00}, {@code monday,thursday 03:00}, {@code 30 1 * * 1-5}, or {@code none}. Unset:
         * {@code daily 02:00} for {@code full}, {@code sunday 03:00} for {@code schema_only}, as in the runbook.
         */
        @WithParentName
        Optional<String> recurrence();

        /** Instead of the database's. */
        Optional<String> timeZone();

        /** Instead of the database's. */
        Optional<String> missedRuns();

        /** Instead of the database's. */
        Optional<Duration> deadline();
    }

    /** How the service itself works. */
    interface Scheduler {

        /** How often slots are looked at. */
        @WithDefault("5s")
        Duration tick();

        /** How far ahead slots are planned; a slot stands in the ledger at least half as long before it is due. */
        @WithDefault("48h")
        Duration horizon();

        /**
         * How long after the slot its backup is requested, so that a dump host whose clock is a little behind does not
         * begin it before its slot.
         */
        @WithDefault("2s")
        Duration clockMargin();

        /** How long after the deadline a completion may still be on its way, before the slot is announced as missed. */
        @WithDefault("1m")
        Duration grace();

        /** How long broker and catalogue must have been back before silence means that nothing happened. */
        @WithDefault("30s")
        Duration settling();

        /** How long a schedule must be absent from every replica's configuration before its slots are withdrawn. */
        @WithDefault("10m")
        Duration withdrawAfter();
    }
}
