package io.holdfast.scheduler.postgres;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.scheduler.scheduling.ScheduleId;
import io.holdfast.scheduler.scheduling.ScheduledSlotQueries;
import io.holdfast.scheduler.scheduling.ScheduledSlotView;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

@ApplicationScoped
class PanacheScheduledSlotQueries implements ScheduledSlotQueries {

    private final Session session;

    PanacheScheduledSlotQueries(Session session) {
        this.session = session;
    }

    @Override
    @Transactional
    public List<ScheduledSlotView> find(Optional<DatabaseId> database, Optional<String> state, int limit) {
        StringBuilder where = new StringBuilder("1 = 1");
        Parameters parameters = new Parameters();
        database.ifPresent(id -> {
            where.append(" and key.database = :database");
            parameters.and("database", id.value());
        });
        state.ifPresent(word -> {
            where.append(" and state = :state");
            parameters.and("state", word);
        });
        List<ScheduledSlotEntity> slots = ScheduledSlotEntity.<ScheduledSlotEntity>find(
                        where.toString(),
                        Sort.descending("key.dueAt").and("key.database").and("key.kind"),
                        parameters)
                .page(Page.ofSize(limit))
                .list();
        return slots.stream().map(ScheduledSlotEntity::line).toList();
    }

    @Override
    @Transactional
    public Map<ScheduleId, ScheduleStatus> statuses() {
        Map<ScheduleId, ScheduleStatus> statuses = new HashMap<>();
        for (Tuple row : session.createNativeQuery("""
                        select s.database, s.kind, min(s.due_at) filter (where s.state = 'planned'),
                               count(*) filter (where s.state = 'missed')
                        from slot s where s.state in ('planned', 'passed_over', 'requested', 'failed', 'missed')
                        group by s.database, s.kind""", Tuple.class).getResultList()) {
            statuses.put(
                    new ScheduleId(new DatabaseId(row.get(0, String.class)), BackupKind.of(row.get(1, String.class))),
                    new ScheduleStatus(Optional.ofNullable(row.get(2, Instant.class)), row.get(3, Long.class)));
        }
        return statuses;
    }
}
