package io.holdfast.restore.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.Finding;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreReport;
import io.holdfast.events.log.Catalogue;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.StoredJson;
import io.holdfast.restore.restoring.Claim;
import io.holdfast.restore.restoring.Ending;
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

/** How restores end: the fact, its announcement and the end of the pin in one transaction. */
@ApplicationScoped
public class Endings {

    private static final int MOST_FINDINGS = 200;

    private final Catalogue catalogue;
    private final RestoreQueue queue;
    private final DurationBooks durations;
    private final Outbox outbox;
    private final Clock clock;

    Endings(Catalogue catalogue, RestoreQueue queue, DurationBooks durations, Outbox outbox, Clock clock) {
        this.catalogue = catalogue;
        this.queue = queue;
        this.durations = durations;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What was found, noted before the switch: after it nobody can compare with an archive that is gone. */
    public record Noted(
            RestoreReport report, List<Finding> findings, List<Finding> notRestored, String page, String words) {

        /** For a restore that wanted nothing of what is missing. */
        public Noted withoutMissing() {
            return new Noted(report, findings, List.of(), page, words);
        }

        public Ending.Completed completed(Optional<String> keptAs) {
            return new Ending.Completed(keptAs, report, findings, notRestored, page, words);
        }

        /** With these after the others. */
        public Noted with(List<Finding> more) {
            return new Noted(
                    report, Stream.concat(findings.stream(), more.stream()).toList(), notRestored, page, words);
        }
    }

    public void note(Claim claim, Noted noted) {
        catalogue.change(
                "update restore set report = ?::jsonb, findings = ?::jsonb, not_restored = ?::jsonb, page = ?::jsonb,"
                        + " words = ? where id = ? and attempt = ? and worker = ? and state = 'running'",
                StoredJson.json(noted.report()),
                StoredJson.json(noted.findings()),
                stored(noted.notRestored()),
                noted.page(),
                noted.words(),
                claim.restore(),
                claim.attempt(),
                claim.worker());
    }

    public Optional<Noted> noted(Claim claim) {
        return catalogue.row(
                "select * from restore where id = ? and report is not null",
                row -> new Noted(
                        StoredJson.read(row.getString("report"), RestoreReport.class),
                        StoredJson.findings(row.getString("findings")),
                        row.getString("not_restored") == null
                                ? List.of()
                                : StoredJson.findings(row.getString("not_restored")),
                        row.getString("page"),
                        String.valueOf(row.getString("words"))),
                claim.restore());
    }

    /** It will fail with this; noted before the server is set right, so that whoever has to go on with that knows. */
    public void give(Claim claim, Ending.Failed failed) {
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
    public boolean record(Claim claim, Ending.Completed completed) {
        return catalogue.transaction(() -> {
            Optional<Instant> startedAt = release(claim);
            startedAt.ifPresent(since -> complete(claim, completed, Duration.between(since, clock.instant())));
            return startedAt.isPresent();
        });
    }

    private void complete(Claim claim, Ending.Completed done, Duration took) {
        RestorePlan plan = claim.plan();
        Ending.Completed completed = done.with(safeguardFindings(plan.id()));
        catalogue.change(
                "update restore set state = 'completed', ended_at = ?, kept_as = ?, report = ?::jsonb, findings ="
                    + " ?::jsonb, not_restored = ?::jsonb, page = ?::jsonb, words = ?, reason = null, message = null"
                    + " where id = ?",
                clock.instant(),
                completed.keptAs().orElse(null),
                StoredJson.json(completed.report()),
                StoredJson.json(completed.findings()),
                stored(completed.notRestored()),
                completed.page(),
                completed.words(),
                plan.id());
        durations.add(
                plan.id(), plan.wish().database(), plan.backup(), "restore", clock.instant(), took, completed.report());
        outbox.add(
                EventId.of("completed", plan.id()),
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
        return notRestored.isEmpty() ? null : StoredJson.json(notRestored);
    }

    /** What looked wrong in the backup that was made before. */
    private List<Finding> safeguardFindings(UUID restore) {
        return catalogue
                .row(
                        "select safeguard_findings from restore where id = ?",
                        row -> StoredJson.findings(row.getString("safeguard_findings")),
                        restore)
                .orElse(List.of());
    }

    public boolean record(Claim claim, Ending.Failed failed) {
        return catalogue.transaction(() -> {
            Optional<Instant> startedAt = release(claim);
            startedAt.ifPresent(since -> fail(claim.plan(), failed));
            return startedAt.isPresent();
        });
    }

    /** Before anything was read or touched. Within a transaction. */
    void failedBefore(RestorePlan plan, Ending.Failed failed) {
        fail(plan, failed);
    }

    private void fail(RestorePlan plan, Ending.Failed failed) {
        catalogue.change(
                "update restore set state = 'failed', ended_at = ?, reason = ?, message = ?, findings = ?::jsonb,"
                        + " words = ? where id = ?",
                clock.instant(),
                failed.reason(),
                failed.message(),
                StoredJson.json(failed.findings()),
                failed.words(),
                plan.id());
        outbox.add(
                EventId.of("failed", plan.id()),
                new RestoreFailed(
                        plan.backup(),
                        plan.wish().database(),
                        plan.id(),
                        failed.reason(),
                        failed.message(),
                        failed.findings().stream().limit(MOST_FINDINGS).toList(),
                        failed.sqlState().orElse(null)));
    }

    /** When it began, if it is still this claim's; its pin ends. */
    private Optional<Instant> release(Claim claim) {
        return catalogue.row(
                "select started_at, pin from restore where id = ? and attempt = ? and worker = ?"
                        + " and state = 'running' for update",
                row -> {
                    queue.unpin(claim.backup().id(), claim.backup().database(), row.getObject("pin", UUID.class));
                    return requireNonNull(Catalogue.instant(row, "started_at"));
                },
                claim.restore(),
                claim.attempt(),
                claim.worker());
    }
}
