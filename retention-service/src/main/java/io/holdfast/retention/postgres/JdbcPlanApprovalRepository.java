package io.holdfast.retention.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.PlanApprovalRepository;
import io.holdfast.retention.expiring.RetentionPlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Stores withheld and approved plans in the catalog. */
@ApplicationScoped
class JdbcPlanApprovalRepository implements PlanApprovalRepository {

    private static final TypeReference<List<BackupId>> IDS = new TypeReference<>() {};

    private final TransactionSqlRunner sql;

    JdbcPlanApprovalRepository(DataSource catalogue) {
        this.sql = new TransactionSqlRunner(catalogue);
    }

    @Override
    public boolean withhold(RetentionPlan plan) {
        List<BackupId> backups =
                plan.expiring().stream().map(entry -> entry.backup().id()).toList();
        return sql.update("""
                        insert into withheld_plan (database, plan, backups) values (?, ?, ?::jsonb)
                        on conflict do nothing""", plan.database().value(), plan.id(), BackupRecordJsonMapper.write(backups)) == 1;
    }

    @Override
    public boolean isKnown(DatabaseId database, UUID plan) {
        return !sql.query(
                        "select 1 from withheld_plan where database = ? and plan = ?",
                        row -> true,
                        database.value(),
                        plan)
                .isEmpty();
    }

    @Override
    public void approve(DatabaseId database, UUID plan) {
        sql.update("""
                insert into withheld_plan (database, plan, approved_at) values (?, ?, now())
                on conflict (database, plan) do update set approved_at = coalesce(withheld_plan.approved_at, now())""", database.value(), plan);
    }

    @Override
    public boolean isApproved(DatabaseId database, UUID plan) {
        return !sql.query(
                        "select 1 from withheld_plan where database = ? and plan = ? and approved_at is not null",
                        row -> true,
                        database.value(),
                        plan)
                .isEmpty();
    }

    @Override
    public Set<BackupId> approvedOf(DatabaseId database) {
        return sql.query("""
                        select backups from withheld_plan
                        where database = ? and approved_at is not null and backups is not null""", row -> BackupRecordJsonMapper.read(row.getString(1), IDS), database.value()).stream()
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }
}
