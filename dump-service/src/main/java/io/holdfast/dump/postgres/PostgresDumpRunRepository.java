package io.holdfast.dump.postgres;

import io.holdfast.dump.dumping.DumpRun.AfterRunning;
import io.holdfast.dump.dumping.DumpRun.Completed;
import io.holdfast.dump.dumping.DumpRun.Running;
import io.holdfast.dump.dumping.DumpRun.WaitingRetry;
import io.holdfast.dump.dumping.DumpRunRepository;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.log.CatalogueDatabaseClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Implements {@link DumpRunRepository}. Every {@code where} contains the fence: state, attempt, and worker. */
@ApplicationScoped
class PostgresDumpRunRepository implements DumpRunRepository {

    private static final String FENCE = " where backup = ? and state = 'running' and attempt = ? and worker = ?";

    private final CatalogueDatabaseClient catalogue;
    private final DumpEventOutbox publisher;
    private final ClaimNextDumpRun claims;
    private final ReservedArtifactNameRepository names;
    private final Clock clock;
    private final LeaseDuration lease;

    PostgresDumpRunRepository(
            CatalogueDatabaseClient catalogue,
            DumpEventOutbox publisher,
            ClaimNextDumpRun claims,
            ReservedArtifactNameRepository names,
            Clock clock,
            LeaseDuration lease) {
        this.catalogue = catalogue;
        this.publisher = publisher;
        this.claims = claims;
        this.names = names;
        this.clock = clock;
        this.lease = lease;
    }

    @Override
    public Optional<Running> claim() {
        return catalogue.transaction(() -> {
            Optional<Running> claimed = claims.next();
            claimed.ifPresent(publisher::started);
            return claimed;
        });
    }

    @Override
    public HeartbeatResult heartbeat(Running run) {
        return catalogue
                .row(
                        "update backup set lease_until = clock_timestamp() + ?::interval" + FENCE
                                + " returning cancel_by, cancel_reason",
                        PostgresDumpRunRepository::beat,
                        lease.interval(),
                        id(run),
                        run.attempt(),
                        run.lease().worker())
                .orElseGet(HeartbeatResult.Taken::new);
    }

    private static HeartbeatResult beat(ResultSet row) throws SQLException {
        String by = row.getString("cancel_by");
        return by == null
                ? new HeartbeatResult.StillOwned()
                : new HeartbeatResult.CancellationRequested(by, row.getString("cancel_reason"));
    }

    @Override
    public boolean complete(Running run, Completed completed) {
        return catalogue.transaction(() -> {
            int changed = catalogue.change(
                    DumpRunCompletionWriter.SET + FENCE,
                    DumpRunCompletionWriter.values(
                            completed,
                            clock.instant(),
                            id(run),
                            run.attempt(),
                            run.lease().worker()));
            if (changed == 1) {
                settle(run.artifact());
                publisher.ended(completed);
            }
            return changed == 1;
        });
    }

    @Override
    public boolean end(Running run, AfterRunning after, String complaint) {
        return catalogue.transaction(() -> {
            Optional<AfterRunning> honoured = catalogue.row(
                    "select cancel_by, cancel_reason from backup" + FENCE + " for update",
                    row -> honouringCancellation(row, run, after),
                    id(run),
                    run.attempt(),
                    run.lease().worker());
            honoured.ifPresent(end -> {
                write(run, EndedDumpRunColumns.of(end, run), complaint);
                publisher.ended(end);
            });
            return honoured.isPresent();
        });
    }

    /** Records a requested cancellation instead of a retry, if the attempt failed at the same time. */
    private static AfterRunning honouringCancellation(ResultSet row, Running run, AfterRunning after)
            throws SQLException {
        String by = row.getString("cancel_by");
        return by != null && after instanceof WaitingRetry ? run.cancel(by, row.getString("cancel_reason")) : after;
    }

    private void write(Running run, EndedDumpRunColumns outcome, String complaint) {
        catalogue.change(
                "update backup set state = ?, failure = ?, message = ?, sql_state = ?, failures = ?, retry_at = ?,"
                        + " complaint = ?, ended_at = ?, worker = null, lease_until = null" + FENCE,
                outcome.state(),
                outcome.failure(),
                outcome.message(),
                outcome.sqlState(),
                outcome.failures(),
                outcome.retryAt(),
                complaint.replace("\0", ""),
                clock.instant(),
                id(run),
                run.attempt(),
                run.lease().worker());
    }

    @Override
    public List<Running> abandoned() {
        return catalogue.rows(
                "select * from backup where state = 'running' and lease_until < clock_timestamp()",
                RunRowMapper::running);
    }

    @Override
    public List<Reserved> unsettled() {
        return catalogue.rows("""
            select n.name, n.backup as of_backup, n.attempt as of_attempt, b.*
            from artifact_name n join backup b on b.backup = n.backup
            where not n.settled and not (b.state = 'running' and b.attempt = n.attempt)
              and not exists (select 1 from backup c where c.state = 'completed' and c.artifact = n.name)
            order by n.reserved_at limit 1000\
            """, PostgresDumpRunRepository::reserved);
    }

    private static Reserved reserved(ResultSet row) throws SQLException {
        String state = row.getString("state");
        boolean open = "queued".equals(state) || "waiting".equals(state);
        return new Reserved(
                row.getString("name"),
                new BackupId(row.getObject("of_backup", UUID.class)),
                row.getInt("of_attempt"),
                "running".equals(state),
                open ? Optional.of(RunRowMapper.request(row)) : Optional.empty());
    }

    @Override
    public void settle(String artifact) {
        catalogue.change("update artifact_name set settled = true where name = ?", artifact);
    }

    @Override
    public void unsettle(String artifact) {
        names.unsettle(Set.of(artifact));
    }

    @Override
    public boolean adopt(Completed completed) {
        return catalogue.transaction(() -> {
            int changed = catalogue.change(
                    DumpRunCompletionWriter.SET + " where backup = ? and state in ('queued', 'waiting')",
                    DumpRunCompletionWriter.values(
                            completed,
                            clock.instant(),
                            completed.request().backup().value()));
            if (changed == 1) {
                settle(completed.copies().getFirst().key());
                publisher.ended(completed);
            }
            return changed == 1;
        });
    }

    @Override
    public OptionalLong lastBytes(DatabaseId database, BackupKind kind) {
        return catalogue
                .row(
                        "select bytes from backup where database = ? and kind = ? and state = 'completed'"
                                + " order by started_at desc nulls last limit 1",
                        row -> OptionalLong.of(row.getLong("bytes")),
                        database.value(),
                        kind.label())
                .orElseGet(OptionalLong::empty);
    }

    private static UUID id(Running run) {
        return run.request().backup().value();
    }
}
