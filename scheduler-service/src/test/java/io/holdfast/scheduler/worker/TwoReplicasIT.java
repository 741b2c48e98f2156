package io.holdfast.scheduler.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.localstack.testing.SettableClock;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.scheduler.scheduling.DecideDueSlots;
import io.holdfast.scheduler.scheduling.EventLogConsumerState;
import io.holdfast.scheduler.scheduling.PlanScheduledSlots;
import io.holdfast.scheduler.scheduling.Schedule;
import io.holdfast.scheduler.scheduling.ScheduleId;
import io.holdfast.scheduler.scheduling.ScheduledSlotDecision;
import io.holdfast.scheduler.scheduling.ScheduledSlotRepository;
import io.holdfast.scheduler.scheduling.SlotPlanningMargins;
import io.holdfast.settings.schedule.MissedRunPolicy;
import io.holdfast.settings.schedule.Recurrence;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two replicas evaluate the same ten thousand slots at the same time. */
@QuarkusTest
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "scheduler"))
@TestProfile(ManualEvaluationProfile.class)
class TwoReplicasIT {

    private static final int DATABASES = 50;
    private static final int HOURS = 200;
    private static final int HOURS_AT_ONCE = 20;
    private static final Instant START = Instant.parse("2050-01-01T00:30:00Z");

    @Inject
    SchedulerFixture scene;

    @Inject
    ScheduledSlotRepository ledger;

    private final SettableClock clock = new SettableClock(START);

    /** Produces the same slots as the cron expression, but so fast that the replicas compete in the catalog. */
    private record EveryHour() implements Recurrence {

        @Override
        public List<LocalDateTime> timesBetween(LocalDateTime from, LocalDateTime to) {
            LocalDateTime first = from.truncatedTo(ChronoUnit.HOURS);
            return Stream.iterate(first, time -> time.isBefore(to), time -> time.plusHours(1))
                    .filter(time -> !time.isBefore(from))
                    .toList();
        }

        @Override
        public boolean countsHours() {
            return true;
        }

        @Override
        public String text() {
            return "every hour";
        }

        @Override
        public String description() {
            return text();
        }
    }

    private static List<Schedule> schedules() {
        return IntStream.range(0, DATABASES)
                .mapToObj(number -> new Schedule(
                        new ScheduleId(new DatabaseId("replicated" + number), BackupKind.FULL),
                        new EveryHour(),
                        ZoneId.of("UTC"),
                        new MissedRunPolicy.RunAll(HOURS),
                        Duration.ofDays(30)))
                .toList();
    }

    private DecideDueSlots replica(List<Schedule> schedules) {
        SlotPlanningMargins margins =
                new SlotPlanningMargins(Duration.ofHours(48), Duration.ofSeconds(2), Duration.ofMinutes(1));
        return new DecideDueSlots(
                schedules, ledger, hearing(), new PlanScheduledSlots(margins), clock, Duration.ofMinutes(10));
    }

    private EventLogConsumerState hearing() {
        return new EventLogConsumerState() {
            @Override
            public boolean hasReplayed() {
                return true;
            }

            @Override
            public Instant readUntil() {
                return clock.instant();
            }
        };
    }

    /** Returns the requests of this replica. */
    private static Callable<Long> looking(DecideDueSlots replica) {
        return () -> replica.waiting().stream()
                .flatMap(schedule -> replica.decide(schedule).stream())
                .filter(ScheduledSlotDecision.Request.class::isInstance)
                .count();
    }

    @Test
    void none_of_ten_thousand_slots_is_lost_and_none_is_requested_twice() throws Exception {
        DecideDueSlots one = replica(schedules());
        DecideDueSlots other = replica(schedules().reversed());
        long byOne = 0;
        long byOther = 0;

        try (ExecutorService replicas = Executors.newFixedThreadPool(2)) {
            for (int hour = 0; hour <= HOURS; hour += HOURS_AT_ONCE) {
                clock.set(START.plus(Duration.ofHours(hour)));
                Future<Long> first = replicas.submit(looking(one));
                Future<Long> second = replicas.submit(looking(other));
                byOne += first.get();
                byOther += second.get();
            }
        }

        String requests = "from outbox where topic = 'service-requests' and key like 'replicated%'";
        assertThat(scene.number("select count(distinct id) " + requests)).isEqualTo(DATABASES * HOURS);
        assertThat(scene.number("select count(*) " + requests)).isEqualTo(DATABASES * HOURS);
        assertThat(byOne + byOther).isEqualTo(DATABASES * HOURS);
        assertThat(byOne).as("both take part").isPositive();
        assertThat(byOther).as("both take part").isPositive();
    }
}
