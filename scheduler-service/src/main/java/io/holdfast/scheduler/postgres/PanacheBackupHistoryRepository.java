package io.holdfast.scheduler.postgres;

import io.holdfast.events.DatabaseId;
import io.holdfast.scheduler.scheduling.BackupHistoryRepository;
import io.holdfast.scheduler.scheduling.CompletedBackup;
import io.holdfast.scheduler.scheduling.ScheduleId;
import io.holdfast.scheduler.scheduling.ScheduledSlotId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.Session;

/** Stores facts in append-only tables, so that duplicate and reordered events have no effect. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class PanacheBackupHistoryRepository implements BackupHistoryRepository {

    private final Session session;

    PanacheBackupHistoryRepository(Session session) {
        this.session = session;
    }

    @Override
    public void completed(ScheduleId schedule, CompletedBackup completion) {
        session.createNativeMutationQuery("""
                        insert into completed_backup (backup, database, kind, started_at, completed_at)
                        values (:backup, :database, :kind, :started, :completed) on conflict do nothing""")
                .setParameter("backup", completion.backup().value())
                .setParameter("database", schedule.database().value())
                .setParameter("kind", schedule.kind().label())
                .setParameter("started", completion.startedAt())
                .setParameter("completed", completion.completedAt())
                .executeUpdate();
    }

    @Override
    public void accepted(ScheduledSlotId slot) {
        mention(slot, true);
    }

    @Override
    public void missed(ScheduledSlotId slot) {
        mention(slot, false);
    }

    private void mention(ScheduledSlotId slot, boolean accepted) {
        session.createNativeMutationQuery("""
                        insert into request_heard (request_id, database, kind, due_at, accepted)
                        values (:request, :database, :kind, :due, :accepted)
                        on conflict (request_id) do update set kind = excluded.kind, due_at = excluded.due_at,
                        accepted = request_heard.accepted or excluded.accepted""")
                .setParameter("request", UUID.fromString(slot.requestId()))
                .setParameter("database", slot.database().value())
                .setParameter("kind", slot.kind().label())
                .setParameter("due", slot.at())
                .setParameter("accepted", accepted)
                .executeUpdate();
    }

    @Override
    public void ended(DatabaseId database, UUID request, Instant at, String how) {
        session.createNativeMutationQuery("""
                        insert into request_heard (request_id, database, ended, ended_at)
                        values (:request, :database, :how, :at)
                        on conflict (request_id) do update set ended = excluded.ended, ended_at = excluded.ended_at""")
                .setParameter("request", request)
                .setParameter("database", database.value())
                .setParameter("how", how)
                .setParameter("at", at)
                .executeUpdate();
    }
}
