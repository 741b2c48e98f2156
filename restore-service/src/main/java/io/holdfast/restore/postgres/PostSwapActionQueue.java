package io.holdfast.restore.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupId;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.RequestRef;
import io.holdfast.events.RestoreEvent.KeptDropped;
import io.holdfast.events.RestoreEvent.RestoreReverted;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.JsonColumnConverter;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.restore.settings.RestoreSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores operator requests after a swap: reverting to the kept database, or dropping it. */
@ApplicationScoped
public class PostSwapActionQueue {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final CatalogueDatabaseClient catalogue;
    private final RestoreRequestRejector restoreRequestRejections;
    private final Outbox outbox;
    private final Clock clock;
    private final RestoreSettings.Restore settings;

    PostSwapActionQueue(
            CatalogueDatabaseClient catalogue,
            RestoreRequestRejector restoreRequestRejections,
            Outbox outbox,
            Clock clock,
            RestoreSettings settings) {
        this.catalogue = catalogue;
        this.restoreRequestRejections = restoreRequestRejections;
        this.outbox = outbox;
        this.clock = clock;
        this.settings = settings.restore();
    }

    /** The type of a request. */
    public enum ActionKind {
        REVERT("revert", OperatorRequest.RevertRequested.class),
        DROP("drop", OperatorRequest.DropKeptRequested.class);

        private final String word;
        private final Class<? extends OperatorRequest> type;

        ActionKind(String word, Class<? extends OperatorRequest> type) {
            this.word = word;
            this.type = type;
        }
    }

    /**
     *
     * @param live name of the live database
     * @param keptAs name of the kept database; empty if it was dropped since
     * @param askedAt when the action was requested
     */
    public record PostSwapAction(
            UUID id,
            ActionKind what,
            UUID restore,
            DatabaseId database,
            BackupId backup,
            String live,
            String keptAs,
            String by,
            RequestRef request,
            Instant askedAt,
            UUID worker) {}

    private record Row(
            String database,
            String state,
            @Nullable String mode,
            @Nullable String keptAs) {}

    public void add(
            ActionKind actionKind, OperatorRequest wish, UUID restore, ReceivedMessage received, DatabaseId database) {
        RequestRef request = received.envelope().requestRef();
        Optional<Row> row = catalogue.row(
                "select * from restore where id = ?",
                found -> new Row(
                        found.getString("database"),
                        found.getString("state"),
                        found.getString("mode"),
                        found.getString("kept_as")),
                restore);
        if (row.isEmpty() || !row.get().database().equals(database.value())) {
            restoreRequestRejections.refuse(
                    received, database, "no restore " + restore + " of '" + database + "' is known");
        } else if (!row.get().state().equals("completed") || row.get().keptAs() == null) {
            restoreRequestRejections.refuse(
                    received,
                    database,
                    "restore " + restore + " has no kept database: only a completed swap keeps one, until it is"
                            + " dropped");
        } else {
            catalogue.change(
                    "insert into errand (id, restore, what, request, asked_by, due_at)"
                            + " values (?, ?, ?, ?::jsonb, ?, ?) on conflict do nothing",
                    DeterministicEventId.ofRequest("restore-errand", request),
                    restore,
                    actionKind.word,
                    JsonColumnConverter.json(request),
                    ControlCharacterSanitizer.shortened(wish.by()),
                    clock.instant());
        }
    }

    public Optional<PostSwapAction> claim(UUID worker) {
        return catalogue.row(
                "with next as (update errand set state = 'running', worker = ?,"
                        + " lease_until = now() + ? * interval '1 millisecond' where id = (select e.id from errand e"
                        + " join restore r on r.id = e.restore where (e.state = 'due'"
                        + " or e.state = 'running' and e.lease_until < now()) and e.due_at <= ?"
                        + " and not exists (select 1 from restore o where o.database = r.database"
                        + " and o.state in ('pinning', 'ready', 'running'))"
                        + " order by e.due_at limit 1 for update of e skip locked) returning *)"
                        + " select n.*, r.database, r.backup, r.target, coalesce(r.kept_as, '') as kept_as from next n"
                        + " join restore r on r.id = n.restore",
                row -> read(row, worker),
                worker,
                settings.lease().toMillis(),
                clock.instant());
    }

    private static PostSwapAction read(ResultSet row, UUID worker) throws SQLException {
        return new PostSwapAction(
                row.getObject("id", UUID.class),
                row.getString("what").equals(ActionKind.REVERT.word) ? ActionKind.REVERT : ActionKind.DROP,
                row.getObject("restore", UUID.class),
                new DatabaseId(row.getString("database")),
                new BackupId(row.getObject("backup", UUID.class)),
                row.getString("target"),
                row.getString("kept_as"),
                row.getString("asked_by"),
                JsonColumnConverter.read(row.getString("request"), RequestRef.class),
                requireNonNull(CatalogueDatabaseClient.instant(row, "due_at")),
                worker);
    }

    public boolean renew(PostSwapAction action) {
        return catalogue.change(
                        "update errand set lease_until = now() + ? * interval '1 millisecond'"
                                + " where id = ? and worker = ? and state = 'running'",
                        settings.lease().toMillis(),
                        action.id(),
                        action.worker())
                == 1;
    }

    /**
     * Retries later, because the server is unavailable. The pauses double up to five minutes. Only the lease changes, because
     * the request time is part of a database name.
     */
    public void later(PostSwapAction action) {
        catalogue.change(
                "update errand set tries = tries + 1, lease_until = now() + least(?, ? * power(2, least(tries, 10))) *"
                        + " interval '1 millisecond' where id = ? and worker = ?",
                LONGEST_PAUSE.toMillis(),
                PAUSE.toMillis(),
                action.id(),
                action.worker());
    }

    public void reverted(PostSwapAction action, String keptAs) {
        end(action, () -> {
            catalogue.change(
                    "update restore set afterwards = 'reverted', kept_as = ? where id = ?", keptAs, action.restore());
            outbox.add(
                    DeterministicEventId.of("reverted", action.restore(), action.id()),
                    new RestoreReverted(action.backup(), action.database(), action.restore(), keptAs, action.by()));
        });
    }

    public void dropped(PostSwapAction action) {
        end(action, () -> {
            catalogue.change(
                    "update restore set afterwards = 'dropped', kept_as = null where id = ?", action.restore());
            outbox.add(
                    DeterministicEventId.of("dropped", action.restore()),
                    new KeptDropped(
                            action.backup(), action.database(), action.restore(), action.keptAs(), action.by()));
        });
    }

    public void refused(PostSwapAction action, String why) {
        end(
                action,
                () -> restoreRequestRejections.reject(action.what().type, action.request(), action.database(), why));
    }

    private void end(PostSwapAction action, Runnable saying) {
        catalogue.transaction(() -> {
            int ended = catalogue.change(
                    "update errand set state = 'ended' where id = ? and worker = ? and state = 'running'",
                    action.id(),
                    action.worker());
            if (ended == 1) {
                saying.run();
            }
            return ended;
        });
    }
}
