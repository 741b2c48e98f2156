package io.holdfast.scheduler.doctor;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.doctor.Check;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.scheduler.configuration.Schedules;
import io.holdfast.scheduler.scheduling.Schedule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Each schedule in words, and databases that have none. */
@ApplicationScoped
class ScheduleCheckup implements Checkup {

    private final Schedules schedules;
    private final Clock clock;

    ScheduleCheckup(Schedules schedules, Clock clock) {
        this.schedules = schedules;
        this.clock = clock;
    }

    @Override
    public List<Check> look() {
        List<Check> checks = new ArrayList<>();
        if (schedules.databases().isEmpty()) {
            checks.add(Check.fail(
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

    private static Check none(DatabaseId database) {
        return Check.warn(
                "schedules of " + database,
                "no schedule: it is backed up only when somebody asks",
                "Set holdfast.databases." + database + ".schedules.full, or leave both kinds unset for the defaults.");
    }

    private Check inWords(Schedule schedule) {
        String next =
                schedule.next(clock.instant()).map(slot -> "next slot " + slot).orElse("no next slot");
        return Check.ok("schedule " + schedule.id(), schedule.words() + "; " + next);
    }
}
