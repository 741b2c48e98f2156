package io.holdfast.restore.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.Printable;
import io.holdfast.events.RequestRef;
import io.holdfast.events.RestoreEvent.KeptDropped;
import io.holdfast.events.RestoreEvent.RestoreReverted;
import io.holdfast.events.log.Catalogue;
import io.holdfast.events.log.Heard;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.StoredJson;
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

/** What is asked for after a swap: let the kept database serve again, or drop it. */
@ApplicationScoped
public class Errands {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Catalogue catalogue;
    private final Answers answers;
    private final Outbox outbox;
    private final Clock clock;
    private final RestoreSettings.Restore settings;

    Errands(Catalogue catalogue, Answers answers, Outbox outbox, Clock clock, RestoreSettings settings) {
        this.catalogue = catalogue;
        this.answers = answers;
        this.outbox = outbox;
        this.clock = clock;
        this.settings = settings.restore();
    }

    /** What an errand is about. */
    public enum What {
        REVERT("revert", OperatorRequest.RevertRequested.class),
        DROP("drop", OperatorRequest.DropKeptRequested.class);

        private final String word;
        private final Class<? extends OperatorRequest> type;

        What(String word, Class<? extends OperatorRequest> type) {
            this.word = word;
            this.type = type;
        }
    }

    /**
     * @param live name of the database that serves
     * @param keptAs of the one that was kept; empty where it was dropped meanwhile
     * @param askedAt when the errand was asked for
     */
    public record Errand(
            UUID id,
            What what,
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

    public void add(What what, OperatorRequest wish, UUID restore, Heard heard, DatabaseId database) {
        RequestRef request = heard.envelope().requestRef();
        Optional<Row> row = catalogue.row(
                "select * from restore where id = ?",
                found -> new Row(
                        found.getString("database"),
                        found.getString("state"),
                        found.getString("mode"),
                        found.getString("kept_as")),
                restore);
        if (row.isEmpty() || !row.get().database().equals(database.value())) {
            answers.refuse(heard, database, "no restore " + restore + " of '" + database + "' is known");
        } else if (!row.get().state().equals("completed") || row.get().keptAs() == null) {
            answers.refuse(
                    heard,
                    database,
                    "restore " + restore + " keeps no database: only a completed swap does, until it is dropped");
        } else {
            catalogue.change(
                    "insert into errand (id, restore, what, request, asked_by, due_at)"
                            + " values (?, ?, ?, ?::jsonb, ?, ?) on conflict do nothing",
                    EventId.ofRequest("restore-errand", request),
                    restore,
                    what.word,
                    StoredJson.json(request),
                    Printable.shortened(wish.by()),
                    clock.instant());
        }
    }

    public Optional<Errand> claim(UUID worker) {
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

    private static Errand read(ResultSet row, UUID worker) throws SQLException {
        return new Errand(
                row.getObject("id", UUID.class),
                row.getString("what").equals(What.REVERT.word) ? What.REVERT : What.DROP,
                row.getObject("restore", UUID.class),
                new DatabaseId(row.getString("database")),
                new BackupId(row.getObject("backup", UUID.class)),
                row.getString("target"),
                row.getString("kept_as"),
                row.getString("asked_by"),
                StoredJson.read(row.getString("request"), RequestRef.class),
                requireNonNull(Catalogue.instant(row, "due_at")),
                worker);
    }

    public boolean renew(Errand errand) {
        return catalogue.change(
                        "update errand set lease_until = now() + ? * interval '1 millisecond'"
                                + " where id = ? and worker = ? and state = 'running'",
                        settings.lease().toMillis(),
                        errand.id(),
                        errand.worker())
                == 1;
    }

    /**
     * The server is away; it is tried again, after pauses that double up to five minutes. The time it was asked at stays in its name-giving
     * place, so only the lease moves.
     */
    public void later(Errand errand) {
        catalogue.change(
                "update errand set tries = tries + 1, lease_until = now() + least(?, ? * power(2, least(tries, 10))) *"
                        + " interval '1 millisecond' where id = ? and worker = ?",
                LONGEST_PAUSE.toMillis(),
                PAUSE.toMillis(),
                errand.id(),
                errand.worker());
    }

    public void reverted(Errand errand, String keptAs) {
        end(errand, () -> {
            catalogue.change(
                    "update restore set afterwards = 'reverted', kept_as = ? where id = ?", keptAs, errand.restore());
            outbox.add(
                    EventId.of("reverted", errand.restore(), errand.id()),
                    new RestoreReverted(errand.backup(), errand.database(), errand.restore(), keptAs, errand.by()));
        });
    }

    public void dropped(Errand errand) {
        end(errand, () -> {
            catalogue.change(
                    "update restore set afterwards = 'dropped', kept_as = null where id = ?", errand.restore());
            outbox.add(
                    EventId.of("dropped", errand.restore()),
                    new KeptDropped(
                            errand.backup(), errand.database(), errand.restore(), errand.keptAs(), errand.by()));
        });
    }

    public void refused(Errand errand, String why) {
        end(errand, () -> answers.reject(errand.what().type, errand.request(), errand.database(), why));
    }

    private void end(Errand errand, Runnable saying) {
        catalogue.transaction(() -> {
            int ended = catalogue.change(
                    "update errand set state = 'ended' where id = ? and worker = ? and state = 'running'",
                    errand.id(),
                    errand.worker());
            if (ended == 1) {
                saying.run();
            }
            return ended;
        });
    }
}
