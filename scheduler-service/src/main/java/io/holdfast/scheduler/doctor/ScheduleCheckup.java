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

/** Each schedule in words, and databases that have none. */
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
                    "no database is configured, so nothing is ever backed up",
                    "Set holdfast.databases.<id>.host and its siblings, or DATABASE_NAME."));
        }
        schedules.databases().stream()
                .filter(this::hasNone)
                .map(ScheduleCheckup::none)
                .forEach(checks::add);
        schedules.all().stream().map(this::inWords).forEach(checks::add);
        return checks;
    }

    private boolean hasNone(DatabaseId database) {
        return schedules.all().stream()
                .noneMatch(schedule -> schedule.id().database().equals(database));
    }

    private static DoctorCheckResult none(DatabaseId database) {
        return DoctorCheckResult.warn(
                "schedules of " + database,
                "no schedule: it is backed up only when somebody asks",
                "Set holdfast.databases." + database + ".schedules.full, or leave both kinds unset for the defaults.");
    }

    private DoctorCheckResult inWords(Schedule schedule) {
        String next =
                schedule.next(clock.instant()).map(slot -> "next slot " + slot).orElse("no next slot");
        return DoctorCheckResult.ok("schedule " + schedule.id(), schedule.text() + "; " + next);
    }
}
