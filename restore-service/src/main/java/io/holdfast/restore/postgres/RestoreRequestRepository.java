package io.holdfast.restore.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest.RestoreRequested;
import io.holdfast.events.RequestRef;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.JsonColumnConverter;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.restore.restoring.ParsedRestoreRequest;
import io.holdfast.restore.restoring.RestorePlan;
import io.holdfast.restore.restoring.RestoreRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Stores requests that become plans. The same request always gives the same plan. */
@ApplicationScoped
public class RestoreRequestRepository {

    private final CatalogueDatabaseClient catalogue;
    private final RestoreRequestRejector restoreRequestRejections;
    private final Outbox outbox;
    private final Clock clock;

    RestoreRequestRepository(
            CatalogueDatabaseClient catalogue,
            RestoreRequestRejector restoreRequestRejections,
            Outbox outbox,
            Clock clock) {
        this.catalogue = catalogue;
        this.restoreRequestRejections = restoreRequestRejections;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A request that has no plan yet. */
    public record Open(UUID plan, RestoreRequest wish, RequestRef request, Instant askedAt) {}

    public void add(RestoreRequested wish, ReceivedMessage received, DatabaseId database) {
        RequestRef request = received.envelope().requestRef();
        switch (ParsedRestoreRequest.read(wish, database)) {
            case ParsedRestoreRequest.Refused refused ->
                restoreRequestRejections.refuse(received, database, refused.why());
            case ParsedRestoreRequest.Wanted wanted ->
                catalogue.change(
                        "insert into restore (id, database, request, wish, asked_by, asked_at, state, due_at)"
                                + " values (?, ?, ?::jsonb, ?::jsonb, ?, ?, 'wished', ?) on conflict do nothing",
                        DeterministicEventId.ofRequest("restore-plan", request),
                        database.value(),
                        JsonColumnConverter.json(request),
                        JsonColumnConverter.json(wanted.wish()),
                        ControlCharacterSanitizer.shortened(wish.by()),
                        clock.instant(),
                        clock.instant());
        }
    }

    /**
     * Reserves the next request for this planner for a while. Planning may take as long as the connection timeout of a server.
     */
    public Optional<Open> next(Instant busyUntil) {
        return catalogue.row(
                "update restore set due_at = ? where id = (select id from restore where state = 'wished' and due_at <="
                        + " ? order by asked_at limit 1 for update skip locked) returning *",
                row -> new Open(
                        row.getObject("id", UUID.class),
                        JsonColumnConverter.read(row.getString("wish"), RestoreRequest.class),
                        JsonColumnConverter.read(row.getString("request"), RequestRef.class),
                        requireNonNull(CatalogueDatabaseClient.instant(row, "asked_at"))),
                busyUntil,
                clock.instant());
    }

    public void planned(Open wish, RestorePlan plan) {
        catalogue.transaction(() -> {
            int changed = catalogue.change(
                    "update restore set state = 'planned', backup = ?, mode = ?, target = ?, plan = ?::jsonb,"
                            + " valid_until = ?, due_at = ? where id = ? and state = 'wished'",
                    plan.backup().value(),
                    plan.mode().word(),
                    plan.target(),
                    JsonColumnConverter.json(plan),
                    plan.validUntil(),
                    clock.instant(),
                    wish.plan());
            if (changed == 1) {
                outbox.add(
                        DeterministicEventId.of("planned", plan.id()),
                        new RestorePlanned(
                                plan.backup(),
                                wish.wish().database(),
                                wish.request(),
                                plan.id(),
                                plan.mode().word(),
                                plan.target(),
                                plan.copy(),
                                plan.validUntil(),
                                plan.obstacles(),
                                plan.findings(),
                                plan.superuser()));
            }
            return changed;
        });
    }

    public void refused(Open wish, String why) {
        catalogue.transaction(() -> {
            int changed = catalogue.change(
                    "update restore set state = 'rejected', message = ?, ended_at = ? where id = ? and state ="
                            + " 'wished'",
                    why,
                    clock.instant(),
                    wish.plan());
            if (changed == 1) {
                restoreRequestRejections.reject(
                        RestoreRequested.class, wish.request(), wish.wish().database(), why);
            }
            return changed;
        });
    }
}
