package io.holdfast.dump.postgres;

import io.holdfast.dump.dumping.DumpRequestDecision;
import io.holdfast.dump.dumping.DumpRun.Completed;
import io.holdfast.dump.dumping.ValidatedBackupRequest;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCancelled;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.DumpEvent.BackupMissed;
import io.holdfast.events.DumpEvent.BackupRejected;
import io.holdfast.events.DumpEvent.BackupStarted;
import io.holdfast.events.RequestRef;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.store.ArtifactName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Applies the service's own events from the event log. They add what is missing in an empty or restored catalog, and
 * otherwise change nothing. An event never moves a run backwards.
 */
@ApplicationScoped
public class DumpEventReplay {

    private final CatalogueDatabaseClient catalogue;
    private final BackupRequestRepository requests;
    private final ReservedArtifactNameRepository names;

    DumpEventReplay(
            CatalogueDatabaseClient catalogue, BackupRequestRepository requests, ReservedArtifactNameRepository names) {
        this.catalogue = catalogue;
        this.requests = requests;
        this.names = names;
    }

    /** @param at time of the event */
    public void replay(DumpEvent fact, Instant at) {
        switch (fact) {
            case BackupAccepted accepted ->
                requests.insert(new ValidatedBackupRequest(
                        accepted.backup(),
                        accepted.database(),
                        accepted.kind(),
                        accepted.request(),
                        accepted.label(),
                        accepted.slot(),
                        at));
            case BackupRejected rejected ->
                requests.insertRefused(
                        new DumpRequestDecision.Refused(
                                rejected.backup(),
                                rejected.database(),
                                rejected.request(),
                                new UUID(0, 0),
                                rejected.reason(),
                                rejected.message()),
                        "",
                        at);
            case BackupStarted started -> started(started, at);
            case BackupCompleted completed -> completed(completed, at);
            case BackupFailed failed -> failed(failed, at);
            case BackupCancelled cancelled -> cancelled(cancelled, at);
            case BackupMissed missed -> {
                // Is published by the scheduler. A late backup is still created.
            }
            case BackupImported imported -> imported.copies().forEach(copy -> names.giveUp(copy.key()));
        }
    }

    /** Reserves the artifact name, because the attempt may have sealed an artifact, and opens the run again. */
    private void started(BackupStarted started, Instant at) {
        reserve(started.artifact(), started.backup(), started.attempt());
        catalogue.change(
                """
                update backup set state = 'queued', attempt = ?, artifact = ?, started_at = ?, worker = null,
                  lease_until = null
                where backup = ? and attempt < ? and state in ('queued', 'running', 'waiting')\
                """, started.attempt(), started.artifact(), at, started.backup().value(), started.attempt());
    }

    private void completed(BackupCompleted completed, Instant at) {
        ValidatedBackupRequest request = new ValidatedBackupRequest(
                completed.backup(),
                completed.database(),
                completed.kind(),
                completed.request(),
                completed.label(),
                completed.slot(),
                completed.startedAt());
        requests.insert(request);
        Completed run = new Completed(
                request,
                completed.attempt(),
                completed.startedAt(),
                completed.copies(),
                List.of(),
                completed.serverVersion(),
                completed.clientVersion(),
                Optional.ofNullable(completed.findings()).orElse(List.of()));
        String artifact = run.copies().getFirst().key();
        reserve(artifact, completed.backup(), completed.attempt());
        int changed = catalogue.change(
                DumpRunCompletionWriter.SET + " where backup = ? and state in ('queued', 'running', 'waiting')",
                DumpRunCompletionWriter.values(run, at, completed.backup().value()));
        if (changed == 1) {
            catalogue.change("update artifact_name set settled = true where name = ?", artifact);
        }
    }

    private void failed(BackupFailed failed, Instant at) {
        insertIfUnknown(failed.backup(), failed.database(), failed.kind(), failed.request(), at);
        // If the same attempt already waits or has ended, the catalog already contains this event.
        catalogue.change(
                """
                update backup set state = ?, attempt = ?, failures = greatest(failures, ?), failure = ?, message = ?,
                  sql_state = ?, retry_at = ?, ended_at = ?, worker = null, lease_until = null
                where backup = ?
                  and (attempt < ? and state in ('queued', 'running', 'waiting')
                       or attempt = ? and state in ('queued', 'running'))\
                """,
                failed.isFinal() ? "failed" : "waiting",
                failed.attempt(),
                failed.attempt(),
                failed.failure().name(),
                failed.message(),
                failed.sqlState(),
                failed.retryAt(),
                at,
                failed.backup().value(),
                failed.attempt(),
                failed.attempt());
    }

    private void cancelled(BackupCancelled cancelled, Instant at) {
        insertIfUnknown(cancelled.backup(), cancelled.database(), cancelled.kind(), cancelled.request(), at);
        catalogue.change("""
                update backup set state = 'cancelled', message = ?, ended_at = ?, worker = null, lease_until = null,
                  retry_at = null
                where backup = ? and state in ('queued', 'running', 'waiting')\
                """, cancelled.reason(), at, cancelled.backup().value());
    }

    private void insertIfUnknown(
            BackupId backup, DatabaseId database, BackupKind kind, RequestRef request, Instant at) {
        requests.insert(new ValidatedBackupRequest(backup, database, kind, request, null, null, at));
    }

    private void reserve(String artifact, BackupId backup, int attempt) {
        if (ArtifactName.parse(artifact).isPresent()) {
            catalogue.change(
                    "insert into artifact_name (name, backup, attempt) values (?, ?, ?) on conflict do nothing",
                    artifact,
                    backup.value(),
                    attempt);
        }
    }
}
