package io.holdfast.scheduler.postgres;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.scheduler.scheduling.ScheduleId;
import io.holdfast.scheduler.scheduling.ScheduleLedger;
import io.holdfast.scheduler.scheduling.ScheduledSlotId;
import io.holdfast.scheduler.scheduling.ScheduledSlotRequestState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;

/** Reads the ledgers of any number of schedules with a constant number of queries. */
@ApplicationScoped
class ScheduleLedgerReader {

    private static final String UNSETTLED_DUE = """
            s.state in ('planned', 'passed_over', 'requested', 'failed', 'missed') and s.due_at <= :now
            and s.database in (:databases) and s.kind in (:kinds)
            """;

    private final Session session;

    ScheduleLedgerReader(Session session) {
        this.session = session;
    }

    Map<ScheduleId, ScheduleLedger> ledgers(Collection<ScheduleId> ids, Instant now) {
        Map<ScheduleId, ScheduleLedgerBuilder> parts = new HashMap<>();
        schedules(ids).forEach(schedule -> parts.put(schedule.id(), new ScheduleLedgerBuilder(schedule)));
        unsettled(ids, now)
                .forEach(slot -> parts.computeIfPresent(slot.id().schedule(), (id, ledger) -> ledger.with(slot)));
        early(ids, now)
                .forEach(slot -> parts.computeIfPresent(slot.id().schedule(), (id, ledger) -> ledger.withEarly(slot)));
        if (parts.values().stream().anyMatch(ScheduleLedgerBuilder::hasSlots)) {
            completions(ids, now)
                    .forEach(backup -> parts.computeIfPresent(backup.schedule(), (id, ledger) -> ledger.with(backup)));
            answers(ids, now)
                    .forEach((slot, answer) ->
                            parts.computeIfPresent(slot.schedule(), (id, ledger) -> ledger.with(slot, answer)));
        }
        if (parts.values().stream().anyMatch(ScheduleLedgerBuilder::isForgotten)) {
            newestOnLog(ids)
                    .forEach((schedule, slot) ->
                            parts.computeIfPresent(schedule, (id, ledger) -> ledger.withNewestOnLog(slot)));
        }
        Map<ScheduleId, ScheduleLedger> ledgers = new HashMap<>();
        parts.forEach((id, ledger) -> ledgers.put(id, ledger.ledger()));
        return ledgers;
    }

    private List<ScheduleEntity> schedules(Collection<ScheduleId> ids) {
        return of(
                        ids,
                        session.createNativeQuery(
                                "select * from schedule where database in (:databases) and kind in (:kinds)",
                                ScheduleEntity.class))
                .getResultList();
    }

    /** Returns the slots that are due and neither settled nor withdrawn, in ascending order. */
    List<ScheduledSlotEntity> unsettled(Collection<ScheduleId> ids, Instant now) {
        return of(
                        ids,
                        session.createNativeQuery(
                                "select s.* from slot s where " + UNSETTLED_DUE + " order by s.due_at",
                                ScheduledSlotEntity.class))
                .setParameter("now", now)
                .getResultList();
    }

    private List<ScheduledSlotEntity> early(Collection<ScheduleId> ids, Instant now) {
        return of(ids, session.createNativeQuery("""
                        select s.* from slot s
                        where s.state in ('passed_over', 'requested', 'failed', 'missed') and s.due_at > :ahead
                        and s.database in (:databases) and s.kind in (:kinds)""", ScheduledSlotEntity.class))
                .setParameter("ahead", now.plus(ScheduleLedger.FAR_AHEAD))
                .getResultList();
    }

    /** Starts one day before the oldest slot, to distinguish a run that started too early from a run that never started. */
    private List<CompletedBackupEntity> completions(Collection<ScheduleId> ids, Instant now) {
        return of(ids, session.createNativeQuery("""
                                select c.* from completed_backup c
                                join (select s.database, s.kind, min(s.due_at) as oldest from slot s where """ + " " + UNSETTLED_DUE + """
                                group by s.database, s.kind) waiting
                                on waiting.database = c.database and waiting.kind = c.kind
                                where c.started_at >= waiting.oldest - interval '1 day'""", CompletedBackupEntity.class))
                .setParameter("now", now)
                .getResultList();
    }

    private Map<ScheduledSlotId, ScheduledSlotRequestState> answers(Collection<ScheduleId> ids, Instant now) {
        Map<ScheduledSlotId, ScheduledSlotRequestState> answers = new HashMap<>();
        of(ids, session.createNativeQuery("""
                        select s.database, s.kind, s.due_at, r.accepted, r.ended, r.ended_at from slot s
                        join request_heard r on r.request_id = s.request_id and (r.accepted or r.ended is not null)
                        where """ + " " + UNSETTLED_DUE, Tuple.class))
                .setParameter("now", now)
                .getResultList()
                .forEach(row -> {
                    ScheduledSlotId slot = new ScheduledSlotId(schedule(row), row.get(2, Instant.class));
                    answer(row, slot).ifPresent(answer -> answers.put(slot, answer));
                });
        return answers;
    }

    /** Ignores a result from before the slot was due: it belongs to a different request with the same id. */
    private static Optional<ScheduledSlotRequestState> answer(Tuple row, ScheduledSlotId slot) {
        String ended = row.get(4, String.class);
        Instant endedAt = row.get(5, Instant.class);
        if (ended != null && endedAt != null && !endedAt.isBefore(slot.at().minus(ScheduleLedger.FAR_AHEAD))) {
            return Optional.of(new ScheduledSlotRequestState.Ended(ended));
        }
        return row.get(3, Boolean.class) ? Optional.of(new ScheduledSlotRequestState.Accepted()) : Optional.empty();
    }

    private Map<ScheduleId, Instant> newestOnLog(Collection<ScheduleId> ids) {
        Map<ScheduleId, Instant> newest = new HashMap<>();
        of(ids, session.createNativeQuery("""
                        select database, kind, max(due_at) from request_heard
                        where due_at is not null and database in (:databases) and kind in (:kinds)
                        group by database, kind""", Tuple.class))
                .getResultList()
                .forEach(row -> newest.put(schedule(row), row.get(2, Instant.class)));
        return newest;
    }

    /** For several schedules, the result can contain additional schedules. The caller ignores them. */
    private static <T> SelectionQuery<T> of(Collection<ScheduleId> ids, SelectionQuery<T> query) {
        return query.setParameter(
                        "databases",
                        ids.stream().map(id -> id.database().value()).distinct().toList())
                .setParameter(
                        "kinds",
                        ids.stream().map(id -> id.kind().label()).distinct().toList());
    }

    private static ScheduleId schedule(Tuple row) {
        return new ScheduleId(new DatabaseId(row.get(0, String.class)), BackupKind.of(row.get(1, String.class)));
    }
}
