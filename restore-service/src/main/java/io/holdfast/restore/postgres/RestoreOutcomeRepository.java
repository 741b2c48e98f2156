package io.holdfast.restore.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.Finding;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreReport;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.JsonColumnConverter;
import io.holdfast.events.log.Outbox;
import io.holdfast.restore.restoring.RestoreClaim;
import io.holdfast.restore.restoring.RestoreOutcome;
import io.holdfast.restore.restoring.RestorePlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores the outcome of a restore, publishes it and ends the pin, in one transaction. */
@ApplicationScoped
public class RestoreOutcomeRepository {

    private static final int MOST_FINDINGS = 200;

    private final CatalogueDatabaseClient catalogue;
    private final RestoreQueue queue;
    private final RestoreDurationRepository durations;
    private final Outbox outbox;
    private final Clock clock;

    RestoreOutcomeRepository(
            CatalogueDatabaseClient catalogue,
            RestoreQueue queue,
            RestoreDurationRepository durations,
            Outbox outbox,
            Clock clock) {
        this.catalogue = catalogue;
        this.queue = queue;
        this.durations = durations;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The comparison result, stored before the swap. After it, the archive may be gone and no comparison is possible. */
    public record Noted(
            RestoreReport report, List<Finding> findings, List<Finding> notRestored, String page, String words) {

        /** The result without the missing objects, for a restore that did not request them. */
        public Noted withoutMissing() {
            return new Noted(report, findings, List.of(), page, words);
        }

        public RestoreOutcome.Completed completed(Optional<String> keptAs) {
            return new RestoreOutcome.Completed(keptAs, report, findings, notRestored, page, words);
        }

        /** Adds these findings after the others. */
        public Noted with(List<Finding> more) {
            return new Noted(
                    report, Stream.concat(findings.stream(), more.stream()).toList(), notRestored, page, words);
        }
    }

    public void note(RestoreClaim claim, Noted noted) {
        catalogue.change(
                "update restore set report = ?::jsonb, findings = ?::jsonb, not_restored = ?::jsonb, page = ?::jsonb,"
                        + " words = ? where id = ? and attempt = ? and worker = ? and state = 'running'",
                JsonColumnConverter.json(noted.report()),
                JsonColumnConverter.json(noted.findings()),
                stored(noted.notRestored()),
                noted.page(),
                noted.words(),
                claim.restore(),
                claim.attempt(),
                claim.worker());
    }

    public Optional<Noted> noted(RestoreClaim claim) {
        return catalogue.row(
                "select * from restore where id = ? and report is not null",
                row -> new Noted(
                        JsonColumnConverter.read(row.getString("report"), RestoreReport.class),
                        JsonColumnConverter.findings(row.getString("findings")),
                        row.getString("not_restored") == null
                                ? List.of()
                                : JsonColumnConverter.findings(row.getString("not_restored")),
                        row.getString("page"),
                        String.valueOf(row.getString("words"))),
                claim.restore());
    }

    /** Stores the reason of a failure before the target is cleaned up, so that the next attempt knows it. */
    public void give(RestoreClaim claim, RestoreOutcome.Failed failed) {
        catalogue.change(
                "update restore set reason = ?, message = ?, words = ? where id = ? and attempt = ? and worker = ?",
                failed.reason(),
                failed.message(),
                failed.words(),
                claim.restore(),
                claim.attempt(),
                claim.worker());
    }

    /** @return whether the claim was still the current attempt; otherwise nothing is written */
    public boolean record(RestoreClaim claim, RestoreOutcome.Completed completed) {
        return catalogue.transaction(() -> {
            Optional<Instant> startedAt = release(claim);
            startedAt.ifPresent(since -> complete(claim, completed, Duration.between(since, clock.instant())));
            return startedAt.isPresent();
        });
    }

    private void complete(RestoreClaim claim, RestoreOutcome.Completed done, Duration took) {
        RestorePlan plan = claim.plan();
        RestoreOutcome.Completed completed = done.with(safeguardFindings(plan.id()));
        catalogue.change(
                "update restore set state = 'completed', ended_at = ?, kept_as = ?, report = ?::jsonb, findings ="
                        + " ?::jsonb, not_restored = ?::jsonb, page = ?::jsonb, words = ?, reason = null, message = null"
                        + " where id = ?",
                clock.instant(),
                completed.keptAs().orElse(null),
                JsonColumnConverter.json(completed.report()),
                JsonColumnConverter.json(completed.findings()),
                stored(completed.notRestored()),
                completed.page(),
                completed.words(),
                plan.id());
        durations.add(
                plan.id(), plan.wish().database(), plan.backup(), "restore", clock.instant(), took, completed.report());
        outbox.add(
                DeterministicEventId.of("completed", plan.id()),
                new RestoreCompleted(
                        plan.backup(),
                        plan.wish().database(),
                        plan.id(),
                        plan.mode().word(),
                        plan.target(),
                        completed.keptAs().orElse(null),
                        took,
                        completed.report(),
                        completed.findings().stream().limit(MOST_FINDINGS).toList(),
                        completed.notRestored().isEmpty()
                                ? null
                                : completed.notRestored().stream()
                                        .limit(MOST_FINDINGS)
                                        .toList()));
    }

    private static @Nullable String stored(List<Finding> notRestored) {
        return notRestored.isEmpty() ? null : JsonColumnConverter.json(notRestored);
    }

    /** Suspicions about the pre-restore backup. */
    private List<Finding> safeguardFindings(UUID restore) {
        return catalogue
                .row(
                        "select safeguard_findings from restore where id = ?",
                        row -> JsonColumnConverter.findings(row.getString("safeguard_findings")),
                        restore)
                .orElse(List.of());
    }

    public boolean record(RestoreClaim claim, RestoreOutcome.Failed failed) {
        return catalogue.transaction(() -> {
            Optional<Instant> startedAt = release(claim);
            startedAt.ifPresent(since -> fail(claim.plan(), failed));
            return startedAt.isPresent();
        });
    }

    /** Records a failure before anything was read or changed. Call it within a transaction. */
    void failedBefore(RestorePlan plan, RestoreOutcome.Failed failed) {
        fail(plan, failed);
    }

    private void fail(RestorePlan plan, RestoreOutcome.Failed failed) {
        catalogue.change(
                "update restore set state = 'failed', ended_at = ?, reason = ?, message = ?, findings = ?::jsonb,"
                        + " words = ? where id = ?",
                clock.instant(),
                failed.reason(),
                failed.message(),
                JsonColumnConverter.json(failed.findings()),
                failed.words(),
                plan.id());
        outbox.add(
                DeterministicEventId.of("failed", plan.id()),
                new RestoreFailed(
                        plan.backup(),
                        plan.wish().database(),
                        plan.id(),
                        failed.reason(),
                        failed.message(),
                        failed.findings().stream().limit(MOST_FINDINGS).toList(),
                        failed.sqlState().orElse(null)));
    }

    /** The start time, if the claim is still current. Also ends its pin. */
    private Optional<Instant> release(RestoreClaim claim) {
        return catalogue.row(
                "select started_at, pin from restore where id = ? and attempt = ? and worker = ?"
                        + " and state = 'running' for update",
                row -> {
                    queue.unpin(claim.backup().id(), claim.backup().database(), row.getObject("pin", UUID.class));
                    return requireNonNull(CatalogueDatabaseClient.instant(row, "started_at"));
                },
                claim.restore(),
                claim.attempt(),
                claim.worker());
    }
}
