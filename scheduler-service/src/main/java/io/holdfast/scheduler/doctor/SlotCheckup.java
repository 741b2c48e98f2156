package io.holdfast.scheduler.doctor;

import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.scheduler.scheduling.ScheduledSlotQueries;
import io.holdfast.scheduler.scheduling.ScheduledSlotView;
import io.holdfast.scheduler.settings.ConfiguredSchedules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reports the slots of configured schedules that were missed and not made up for, and those whose request failed. */
@ApplicationScoped
class SlotCheckup implements Checkup {

    private static final int MAX_SLOTS = 1000;

    private final ScheduledSlotQueries queries;
    private final Set<String> configured;

    SlotCheckup(ScheduledSlotQueries queries, ConfiguredSchedules schedules) {
        this.queries = queries;
        this.configured = schedules.all().stream()
                .map(schedule -> schedule.id().toString())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<DoctorCheckResult> check() {
        Map<String, List<ScheduledSlotView>> missed = bySchedule("missed");
        Map<String, List<ScheduledSlotView>> failed = bySchedule("failed");
        if (missed.isEmpty() && failed.isEmpty()) {
            return List.of(DoctorCheckResult.ok("slots", "no slot is missed or failed"));
        }
        List<DoctorCheckResult> checks = new ArrayList<>();
        missed.forEach((schedule, slots) -> checks.add(DoctorCheckResult.fail(
                "slots of " + schedule,
                slots.size() + " missed and not made up for; the newest is "
                        + slots.getFirst().slot() + ": " + slots.getFirst().note(),
                "No backup started since " + slots.getLast().slot()
                        + " has completed. Run 'holdfast backup --wait verified', and check dump-service.")));
        failed.forEach((schedule, slots) -> checks.add(DoctorCheckResult.warn(
                "slots of " + schedule,
                "the request for the slot of " + slots.getFirst().slot() + " "
                        + slots.getFirst().note(),
                "The slot is reported as missed at " + slots.getFirst().deadline()
                        + " unless another backup completes before. Run 'holdfast backup --wait verified'.")));
        return checks;
    }

    private Map<String, List<ScheduledSlotView>> bySchedule(String state) {
        return queries.find(Optional.empty(), Optional.of(state), MAX_SLOTS).stream()
                .filter(line -> configured.contains(line.database() + " " + line.kind()))
                .collect(Collectors.groupingBy(
                        line -> line.database() + " " + line.kind(), TreeMap::new, Collectors.toList()));
    }
}
