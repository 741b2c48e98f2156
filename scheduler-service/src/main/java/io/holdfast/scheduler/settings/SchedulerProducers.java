package io.holdfast.scheduler.settings;

import io.holdfast.events.log.Outbox;
import io.holdfast.scheduler.scheduling.DecideSlots;
import io.holdfast.scheduler.scheduling.LogConsumerState;
import io.holdfast.scheduler.scheduling.PlanSlots;
import io.holdfast.scheduler.scheduling.PlanningMargins;
import io.holdfast.scheduler.scheduling.SlotId;
import io.holdfast.scheduler.scheduling.SlotLedger;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;

/** Makes the plain heart of the service out of its settings. */
final class SchedulerProducers {

    /** Before anything is heard or decided: what cannot be read stops the service with all its mistakes named. */
    void atStartUp(@Observes @Priority(1) StartupEvent event, ConfiguredSchedules schedules, Outbox outbox) {
        if (!outbox.source().equals(SlotId.SOURCE)) {
            throw new IllegalStateException(
                    "this service speaks as " + outbox.source() + ", but its requests are known as " + SlotId.SOURCE
                            + "'s. Leave quarkus.application.name as it is.");
        }
    }

    @Produces
    @Singleton
    ConfiguredSchedules schedules(SchedulerSettings settings, Config config) {
        return ConfiguredSchedules.of(DatabaseNames.in(config.getPropertyNames()), settings.databases());
    }

    @Produces
    @Singleton
    DecideSlots decideSlots(
            ConfiguredSchedules schedules,
            SchedulerSettings settings,
            SlotLedger ledger,
            LogConsumerState logConsumerState,
            Clock clock) {
        SchedulerSettings.Scheduler own = settings.scheduler();
        PlanSlots planner = new PlanSlots(new PlanningMargins(own.horizon(), own.clockMargin(), own.grace()));
        return new DecideSlots(schedules.all(), ledger, logConsumerState, planner, clock, own.withdrawAfter());
    }
}
