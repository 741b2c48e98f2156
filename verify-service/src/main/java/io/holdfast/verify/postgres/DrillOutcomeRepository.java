package io.holdfast.verify.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DrillEvent.DrillImpossible;
import io.holdfast.events.DrillEvent.DrillOverdue;
import io.holdfast.events.DrillEvent.DrillStarted;
import io.holdfast.events.Finding;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.JsonColumnConverter;
import io.holdfast.events.log.Outbox;
import io.holdfast.verify.drilling.DrillOutcome;
import io.holdfast.verify.settings.ConfiguredDrillPolicies;
import io.holdfast.verify.verifying.VerdictEventMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores drill outcomes. They come from this service, or from the event log if the catalog was rebuilt. */
@ApplicationScoped
public class DrillOutcomeRepository {

    /** Finding code of a drill that is set aside. */
    static final String WORKER_DIED = "worker_died";

    private final CatalogueDatabaseClient catalogue;
    private final Outbox outbox;
    private final ConfiguredDrillPolicies policies;
    private final Clock clock;

    DrillOutcomeRepository(
            CatalogueDatabaseClient catalogue, Outbox outbox, ConfiguredDrillPolicies policies, Clock clock) {
        this.catalogue = catalogue;
        this.outbox = outbox;
        this.policies = policies;
        this.clock = clock;
    }

    /** Records the outcome of a drill and publishes it. Call it within a transaction. */
    void end(UUID drill, BackupId backup, DatabaseId database, DrillOutcome outcome, String page) {
        DrillEvent event = event(drill, backup, database, outcome);
        outbox.add(VerdictEventMapper.eventId("drill-ended", drill), event);
        replay(event, clock.instant());
        catalogue.change("update drill set page = ? where id = ?", page, drill);
    }

    private DrillEvent event(UUID drill, BackupId backup, DatabaseId database, DrillOutcome outcome) {
        return switch (outcome) {
            case DrillOutcome.Completed done ->
                new DrillCompleted(
                        backup,
                        database,
                        drill,
                        done.level(),
                        done.took(),
                        policies.objective(database).orElse(null),
                        done.report(),
                        done.findings());
            case DrillOutcome.Failed failed -> new DrillFailed(backup, database, drill, failed.findings());
            case DrillOutcome.Impossible impossible ->
                new DrillImpossible(backup, database, drill, impossible.findings());
        };
    }

    /** Stores the outcome from an event. A recorded outcome is never changed. Call it within a transaction. */
    public void replay(DrillEvent event, Instant time) {
        switch (event) {
            case DrillCompleted done ->
                settle(
                        done.drill(),
                        done.backup(),
                        time,
                        "completed",
                        done.findings(),
                        done.level().name(),
                        done.took().toMillis(),
                        JsonColumnConverter.json(done.report()));
            case DrillFailed failed -> {
                settle(failed.drill(), failed.backup(), time, "failed", failed.findings(), null, null, null);
                suspect(failed.backup());
            }
            case DrillImpossible none ->
                settle(none.drill(), none.backup(), time, "impossible", none.missing(), null, null, null);
            case DrillOverdue overdue ->
                catalogue.change(
                        "insert into drill_overdue (database, due_since) values (?, ?) on conflict do nothing",
                        overdue.database().value(),
                        overdue.dueSince());
            case DrillStarted started -> {
                // The event of its end follows in the log. A drill without one starts again.
            }
        }
    }

    /** A backup that failed a drill is not trusted. A person may accept it, like any other suspicion. */
    private void suspect(BackupId backup) {
        catalogue.change("update backup set trust = 'suspected' where id = ? and trust = 'verified'", backup.value());
    }

    private void settle(
            UUID drill,
            BackupId backup,
            Instant time,
            String outcome,
            List<Finding> findings,
            @Nullable String level,
            @Nullable Long tookMillis,
            @Nullable String report) {
        boolean isSetAside =
                findings.stream().anyMatch(finding -> finding.code().equals(WORKER_DIED));
        catalogue.change(
                "insert into drill as d (id, backup, database, cause, due_at, state, ended_at, outcome, level, took_ms, report,"
                        + " findings, set_aside, traits) select ?, id, database, 'heard', ?, 'ended', ?, ?, ?, ?, ?::jsonb,"
                        + " ?::jsonb, ?, traits from backup where id = ? on conflict (id) do update set state = 'ended',"
                        + " set_aside = excluded.set_aside,"
                        + " ended_at = excluded.ended_at, outcome = excluded.outcome, level = excluded.level,"
                        + " took_ms = excluded.took_ms, report = excluded.report, findings = excluded.findings,"
                        + " traits = excluded.traits, worker = null, lease_until = null where d.state <> 'ended'",
                drill,
                time,
                time,
                outcome,
                level,
                tookMillis,
                report,
                JsonColumnConverter.json(findings),
                isSetAside,
                backup.value());
        if (isSetAside || !outcome.equals("impossible")) {
            forgetTheNextTry(backup);
        }
    }

    /** Deletes the retry that was planned before this outcome arrived and has not started. It was never published. */
    private void forgetTheNextTry(BackupId backup) {
        catalogue.change(
                "delete from drill where database = (select database from backup where id = ?) and set_aside"
                        + " and state = 'due' and attempt = 0",
                backup.value());
    }
}
