package io.holdfast.scheduler.doctor;

import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.scheduler.scheduling.SlotQueries;
import io.holdfast.scheduler.scheduling.SlotView;
import io.holdfast.scheduler.settings.ConfiguredSchedules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Slots of configured schedules that were missed and have not been made up for, or whose request has failed. */
@ApplicationScoped
class SlotCheckup implements Checkup {

    private static final int LOOKED_AT = 1000;

    private final SlotQueries lines;
    private final Set<String> configured;

    SlotCheckup(SlotQueries lines, ConfiguredSchedules schedules) {
        this.lines = lines;
        this.configured = schedules.all().stream()
                .map(schedule -> schedule.id().toString())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<DoctorCheckResult> check() {
        Map<String, List<SlotView>> missed = bySchedule("missed");
        Map<String, List<SlotView>> failed = bySchedule("failed");
        if (missed.isEmpty() && failed.isEmpty()) {
            return List.of(DoctorCheckResult.ok("slots", "none is missed or failed"));
        }
        List<DoctorCheckResult> checks = new ArrayList<>();
        missed.forEach((schedule, slots) -> checks.add(DoctorCheckResult.fail(
                "slots of " + schedule,
                slots.size() + " missed and not made up for, the newest of "
                        + slots.getFirst().slot() + ": " + slots.getFirst().note(),
                "No backup has begun since " + slots.getLast().slot()
                        + ". Ask for one with 'holdfast backup', and look at dump-service.")));
        failed.forEach((schedule, slots) -> checks.add(DoctorCheckResult.warn(
                "slots of " + schedule,
                "the request of " + slots.getFirst().slot() + " "
                        + slots.getFirst().note(),
                "It is announced as missed at " + slots.getFirst().deadline()
                        + " unless another backup is made before: 'holdfast backup'.")));
        return checks;
    }

    private Map<String, List<SlotView>> bySchedule(String state) {
        return lines.find(Optional.empty(), Optional.of(state), LOOKED_AT).stream()
                .filter(line -> configured.contains(line.database() + " " + line.kind()))
                .collect(Collectors.groupingBy(
                        line -> line.database() + " " + line.kind(), TreeMap::new, Collectors.toList()));
    }
}
