package io.holdfast.notify.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.notify.notifying.RetryDecision;
import io.holdfast.notify.notifying.RetryDecision.Row;
import io.holdfast.notify.sending.DeliveryPayload;
import io.holdfast.notify.settings.NotifySettings;
import io.holdfast.notify.settings.SinkSettingsHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Returns due deliveries, the oldest of each lane first. A lane contains a sink's deliveries about one database. A worker
 * leases the lane, not the delivery, to preserve the order. Updates are fenced by the worker's id, so a worker whose lease
 * has expired changes nothing.
 */
@ApplicationScoped
public class DeliveryQueue {

    private static final Row NONE = new Row(0, 0);

    private final CatalogueDatabaseClient catalogue;
    private final Clock clock;
    private final Duration lease;

    DeliveryQueue(CatalogueDatabaseClient catalogue, Clock clock, NotifySettings settings) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.lease = settings.lease();
    }

    /**
     * A delivery that only this worker may send.
     *
     * @param row previous consecutive failures of the lane
     */
    public record Claim(
            UUID worker, String sink, String database, Row row, Instant writtenAt, DeliveryPayload payload) {}

    private record Lane(String database, Row row) {}

    /** Returns a due delivery; empty if nothing is due, or if the sink is catching up, paused, or gone. */
    public Optional<Claim> claim(String sink, UUID worker) {
        return catalogue.transaction(() -> catalogue
                .row(
                        "update lane set worker = ?, lease_until = now() + ? * interval '1 millisecond'"
                                + " where (sink, database) = (select sink, database from lane where sink = ? and due_at <= ?"
                                + " and (lease_until is null or lease_until < now())"
                                + " and not exists (select 1 from sink_position p where p.sink = lane.sink"
                                + " and p.caught_up_to < p.hears_from)"
                                + " and not exists (select 1 from sink s where s.name = lane.sink"
                                + " and (s.gone_at is not null or s.paused_until > ?))"
                                + " order by due_at limit 1 for update skip locked) returning database, failures, refusals",
                        row -> new Lane(
                                row.getString("database"), new Row(row.getInt("failures"), row.getInt("refusals"))),
                        worker,
                        lease.toMillis(),
                        sink,
                        clock.instant(),
                        clock.instant())
                .flatMap(lane -> oldest(sink, worker, lane)));
    }

    /** Counts the attempt before the event is sent, because it is unknown what a killed process has sent. */
    private Optional<Claim> oldest(String sink, UUID worker, Lane lane) {
        Optional<Claim> claim = catalogue.row(
                "update delivery set attempts = attempts + 1 where (sink, source, event_id) = (select sink, source, event_id"
                        + " from delivery where sink = ? and database = ? and state = 'pending'"
                        + " order by log_offset limit 1) returning *",
                row -> new Claim(
                        worker,
                        sink,
                        lane.database(),
                        lane.row(),
                        requireNonNull(CatalogueDatabaseClient.instant(row, "written_at")),
                        payload(row)),
                sink,
                lane.database());
        if (claim.isEmpty()) {
            free(sink, lane.database(), worker, NONE, null);
        }
        return claim;
    }

    private static DeliveryPayload payload(ResultSet row) throws SQLException {
        return new DeliveryPayload(
                row.getString("source"),
                row.getString("event_id"),
                row.getString("type"),
                row.getBytes("event"),
                row.getInt("attempts"));
    }

    public void delivered(Claim claim, String answer) {
        ended(claim, "delivered", answer);
    }

    public void givenUp(Claim claim, String answer) {
        ended(claim, "given_up", answer);
    }

    private void ended(Claim claim, String state, String answer) {
        ifClaimed(claim, () -> {
            catalogue.change(
                    "update delivery set state = ?, ended_at = ?, last_answer = ?"
                            + " where sink = ? and source = ? and event_id = ? and state = 'pending'",
                    state,
                    clock.instant(),
                    answer,
                    claim.sink(),
                    claim.payload().source(),
                    claim.payload().id());
            free(claim.sink(), claim.database(), claim.worker(), NONE, next(claim));
        });
    }

    /** Runs while the lane is locked. A transaction that adds a delivery waits for the lock, and then reads the new due time. */
    private @Nullable Instant next(Claim claim) {
        return catalogue
                .row(
                        "select 1 from delivery where sink = ? and database = ? and state = 'pending' limit 1",
                        row -> clock.instant(),
                        claim.sink(),
                        claim.database())
                .orElse(null);
    }

    /** @param row consecutive failures, including this one */
    public void failed(Claim claim, String answer, Row row, RetryDecision.Again again) {
        ifClaimed(claim, () -> {
            answered(claim, answer);
            free(claim.sink(), claim.database(), claim.worker(), row, again.at());
            again.sinkPausedUntil()
                    .ifPresent(until -> catalogue.change(
                            "update sink set paused_until = greatest(paused_until, ?) where name = ?",
                            until,
                            claim.sink()));
        });
    }

    /**
     * The delivery stays due. It is not sent while the sink is gone.
     *
     * @param row consecutive failures, including this one
     * @param settings the settings with which the receiver responded with HTTP 410
     */
    public void gone(Claim claim, String answer, Row row, SinkSettingsHash settings) {
        ifClaimed(claim, () -> {
            answered(claim, answer);
            free(claim.sink(), claim.database(), claim.worker(), row, clock.instant());
            catalogue.change(
                    "update sink set gone_at = ?, gone_salt = ?, gone_settings = ? where name = ?",
                    clock.instant(),
                    settings.salt(),
                    settings.hash(),
                    claim.sink());
        });
    }

    private void answered(Claim claim, String answer) {
        catalogue.change(
                "update delivery set last_answer = ? where sink = ? and source = ? and event_id = ?",
                answer,
                claim.sink(),
                claim.payload().source(),
                claim.payload().id());
    }

    private void ifClaimed(Claim claim, Runnable work) {
        catalogue.transaction(() -> {
            boolean ours = catalogue
                    .row(
                            "select 1 from lane where sink = ? and database = ? and worker = ? for update",
                            row -> true,
                            claim.sink(),
                            claim.database(),
                            claim.worker())
                    .isPresent();
            if (ours) {
                work.run();
            }
            return ours;
        });
    }

    private void free(String sink, String database, UUID worker, Row row, @Nullable Instant dueAt) {
        catalogue.change(
                "update lane set worker = null, lease_until = null, failures = ?, refusals = ?, due_at = ?"
                        + " where sink = ? and database = ? and worker = ?",
                row.failures(),
                row.refusals(),
                dueAt,
                sink,
                database,
                worker);
    }
}
