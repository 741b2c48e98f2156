package io.holdfast.scheduler.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.log.Outbox;
import io.holdfast.scheduler.scheduling.ScheduleId;
import io.holdfast.scheduler.scheduling.ScheduleLedger;
import io.holdfast.scheduler.scheduling.ScheduledSlot;
import io.holdfast.scheduler.scheduling.ScheduledSlotDecision;
import io.holdfast.scheduler.scheduling.ScheduledSlotId;
import io.holdfast.scheduler.scheduling.ScheduledSlotRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.Session;

/**
 * The ledger in PostgreSQL. The row of a schedule is locked while its slots are evaluated, so replicas take turns. The
 * second replica reads the decisions of the first one. Slots and the resulting events are written in the same
 * transaction.
 */
@ApplicationScoped
class PanacheScheduledSlotRepository implements ScheduledSlotRepository {

    /** The minimum interval between updates of a row; it is much shorter than the delay before a removed schedule is withdrawn. */
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private final Session session;
    private final ScheduleLedgerReader reader;
    private final Outbox outbox;

    PanacheScheduledSlotRepository(Session session, ScheduleLedgerReader reader, Outbox outbox) {
        this.session = session;
        this.reader = reader;
        this.outbox = outbox;
    }

    @Override
    @Transactional
    public Map<ScheduleId, ScheduleLedger> read(Collection<ScheduleId> schedules, Instant now) {
        return reader.ledgers(schedules, now);
    }

    @Override
    @Transactional
    public List<ScheduledSlotDecision> decide(
            ScheduleId id, Instant now, Function<ScheduleLedger, List<ScheduledSlotDecision>> decider) {
        ScheduleEntity schedule = requireNonNull(
                session.find(ScheduleEntity.class, ScheduleEntityKey.of(id), LockModeType.PESSIMISTIC_WRITE),
                () -> "schedule " + id + " has no row in the catalog; seen() must be called before decide()");
        ScheduleLedger ledger = requireNonNull(reader.ledgers(List.of(id), now).get(id));
        List<ScheduledSlotDecision> decisions = decider.apply(ledger);
        for (ScheduledSlotDecision decision : decisions) {
            carryOut(decision, schedule);
            decision.announcement().ifPresent(said -> outbox.add(said.eventId(), said.message()));
        }
        return decisions;
    }

    private void carryOut(ScheduledSlotDecision decision, ScheduleEntity schedule) {
        switch (decision) {
            case ScheduledSlotDecision.Adopt adopt -> {
                forgetPlannedAfter(adopt.schedule().id(), adopt.since());
                schedule.adopt(adopt.schedule(), adopt.since());
            }
            case ScheduledSlotDecision.Plan plan -> plan(plan.slot(), schedule);
            case ScheduledSlotDecision.OfSlot step -> entity(step.slot().id()).become(step.slot());
        }
    }

    private void plan(ScheduledSlot.Planned slot, ScheduleEntity schedule) {
        session.createNativeMutationQuery("""
                        insert into slot (database, kind, due_at, deadline, request_id, state)
                        values (:database, :kind, :due, :deadline, :request, 'planned') on conflict do nothing""")
                .setParameter("database", slot.id().database().value())
                .setParameter("kind", slot.id().kind().label())
                .setParameter("due", slot.at())
                .setParameter("deadline", slot.deadline())
                .setParameter("request", UUID.fromString(slot.id().requestId()))
                .executeUpdate();
        schedule.plannedUntil = slot.at();
    }

    private ScheduledSlotEntity entity(ScheduledSlotId id) {
        return requireNonNull(
                session.find(ScheduledSlotEntity.class, ScheduledSlotEntityKey.of(id)),
                () -> id + " is not in the ledger");
    }

    private void forgetPlannedAfter(ScheduleId id, Instant after) {
        session.createNativeMutationQuery("""
                        delete from slot
                        where database = :database and kind = :kind and due_at > :after and state = 'planned'""")
                .setParameter("database", id.database().value())
                .setParameter("kind", id.kind().label())
                .setParameter("after", after)
                .executeUpdate();
    }

    @Override
    @Transactional
    public void seen(Collection<ScheduleId> schedules, Instant now) {
        List<ScheduleId> sorted = schedules.stream().sorted().toList();
        session.createNativeMutationQuery("""
                        insert into schedule (database, kind, seen_at)
                        select configured.database, configured.kind, :now
                        from unnest(cast(:databases as text[]), cast(:kinds as text[])) as configured (database, kind)
                        on conflict (database, kind) do update set seen_at = excluded.seen_at
                        where schedule.seen_at not between :recently and :now""")
                .setParameter(
                        "databases",
                        sorted.stream().map(id -> id.database().value()).toArray(String[]::new))
                .setParameter(
                        "kinds", sorted.stream().map(id -> id.kind().label()).toArray(String[]::new))
                .setParameter("now", now)
                .setParameter("recently", now.minus(SEEN_EVERY))
                .executeUpdate();
    }

    @Override
    @Transactional
    public List<ScheduleId> withdrawUnseen(Duration absence, Instant now) {
        List<ScheduleEntity> absent = session.createQuery(
                        "from ScheduleEntity where definition is not null and seenAt < :before", ScheduleEntity.class)
                .setParameter("before", now.minus(absence))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        List<ScheduleId> withdrawn = new ArrayList<>();
        for (ScheduleEntity schedule : absent) {
            withdraw(schedule.id(), now);
            schedule.withdraw(now);
            withdrawn.add(schedule.id());
        }
        return withdrawn;
    }

    private void withdraw(ScheduleId id, Instant now) {
        forgetPlannedAfter(id, now);
        reader.unsettled(List.of(id), now).stream()
                .filter(slot -> !slot.isMissed())
                .forEach(slot -> slot.become(slot.open().withdraw(now, "The schedule is no longer configured.")));
    }
}
