package io.holdfast.scheduler.settings;

import io.holdfast.events.log.Outbox;
import io.holdfast.scheduler.scheduling.DecideDueSlots;
import io.holdfast.scheduler.scheduling.EventLogConsumerState;
import io.holdfast.scheduler.scheduling.PlanScheduledSlots;
import io.holdfast.scheduler.scheduling.ScheduledSlotId;
import io.holdfast.scheduler.scheduling.ScheduledSlotRepository;
import io.holdfast.scheduler.scheduling.SlotPlanningMargins;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;

/** Creates the domain objects of the service from its settings. */
final class SchedulerBeans {

    /** Validates the settings before the service consumes events. The service stops with a list of all errors. */
    void atStartUp(@Observes @Priority(1) StartupEvent event, ConfiguredSchedules schedules, Outbox outbox) {
        if (!outbox.source().equals(ScheduledSlotId.SOURCE)) {
            throw new IllegalStateException(
                    "quarkus.application.name changes the event source of scheduler-service to " + outbox.source()
                            + ", but dump-service expects " + ScheduledSlotId.SOURCE
                            + ". Remove quarkus.application.name from the configuration.");
        }
    }

    @Produces
    @Singleton
    ConfiguredSchedules schedules(SchedulerSettings settings, Config config) {
        return ConfiguredSchedules.of(ConfiguredDatabaseIdReader.in(config.getPropertyNames()), settings.databases());
    }

    @Produces
    @Singleton
    DecideDueSlots decideSlots(
            ConfiguredSchedules schedules,
            SchedulerSettings settings,
            ScheduledSlotRepository ledger,
            EventLogConsumerState logConsumerState,
            Clock clock) {
        SchedulerSettings.Scheduler own = settings.scheduler();
        PlanScheduledSlots planner =
                new PlanScheduledSlots(new SlotPlanningMargins(own.horizon(), own.clockMargin(), own.grace()));
        return new DecideDueSlots(schedules.all(), ledger, logConsumerState, planner, clock, own.withdrawAfter());
    }
}
