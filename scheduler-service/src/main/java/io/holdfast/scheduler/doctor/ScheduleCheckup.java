package io.holdfast.scheduler.doctor;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.scheduler.scheduling.Schedule;
import io.holdfast.scheduler.settings.ConfiguredSchedules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Reports each schedule, and each database that has no schedule. */
@ApplicationScoped
class ScheduleCheckup implements Checkup {

    private final ConfiguredSchedules schedules;
    private final Clock clock;

    ScheduleCheckup(ConfiguredSchedules schedules, Clock clock) {
        this.schedules = schedules;
        this.clock = clock;
    }

    @Override
    public List<DoctorCheckResult> check() {
        List<DoctorCheckResult> checks = new ArrayList<>();
        if (schedules.databases().isEmpty()) {
            checks.add(DoctorCheckResult.fail(
                    "schedules",
                    "no database is configured; nothing will be backed up",
                    "Set holdfast.databases.<id>.host and the other settings of a database, or DATABASE_NAME."));
        }
        schedules.databases().stream()
                .filter(this::hasNoSchedule)
                .map(ScheduleCheckup::noSchedule)
                .forEach(checks::add);
        schedules.all().stream().map(this::description).forEach(checks::add);
        return checks;
    }

    private boolean hasNoSchedule(DatabaseId database) {
        return schedules.all().stream()
                .noneMatch(schedule -> schedule.id().database().equals(database));
    }

    private static DoctorCheckResult noSchedule(DatabaseId database) {
        return DoctorCheckResult.warn(
                "schedules of " + database,
                "no schedule; the database is backed up only on request",
                "Set holdfast.databases." + database + ".schedules.full, or leave both kinds unset for the defaults.");
    }

    private DoctorCheckResult description(Schedule schedule) {
        String next =
                schedule.next(clock.instant()).map(slot -> "next slot " + slot).orElse("no next slot");
        return DoctorCheckResult.ok("schedule " + schedule.id(), schedule.text() + "; " + next);
    }
}
