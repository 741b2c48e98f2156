package io.holdfast.scheduler.http;

import io.holdfast.scheduler.scheduling.Schedule;
import io.holdfast.scheduler.settings.ConfiguredSchedules;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** HTTP resource of the configured schedules. */
@Path("/schedules")
@Produces(MediaType.APPLICATION_JSON)
public class SchedulesResource {

    private static final int SHOWN = 3;

    private final ConfiguredSchedules schedules;
    private final Clock clock;

    SchedulesResource(ConfiguredSchedules schedules, Clock clock) {
        this.schedules = schedules;
        this.clock = clock;
    }

    /**
     * A schedule as it is shown to operators.
     *
     * @param words description of the schedule
     * @param nextSlots the next three slots, in UTC
     */
    public record ScheduleLine(
            String database,
            String kind,
            String recurrence,
            String timeZone,
            String missedRuns,
            Duration deadline,
            String words,
            List<Instant> nextSlots) {}

    /** Returns every configured schedule with its next slots. */
    @GET
    @Operation(summary = "Every configured schedule with its next three slots")
    public List<ScheduleLine> schedules() {
        return schedules.all().stream().map(this::line).toList();
    }

    private ScheduleLine line(Schedule schedule) {
        return new ScheduleLine(
                schedule.id().database().value(),
                schedule.id().kind().label(),
                schedule.recurrence().text(),
                schedule.zone().getId(),
                schedule.missedRuns().text(),
                schedule.deadline(),
                schedule.text(),
                next(schedule));
    }

    private List<Instant> next(Schedule schedule) {
        List<Instant> slots = new ArrayList<>();
        Optional<Instant> slot = schedule.next(clock.instant());
        while (slot.isPresent() && slots.size() < SHOWN) {
            slots.add(slot.get());
            slot = schedule.next(slot.get());
        }
        return slots;
    }
}
