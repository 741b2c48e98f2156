package io.holdfast.verify.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.verify.verifying.PublishedVerificationOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Schedules checks of single copies that no pending verification covers: copies that arrived later, could not be reached, or
 * were not read for long. It reads only the stored copies, so a catalog rebuilt from the event log gives the same result.
 */
@ApplicationScoped
public class CopyCheckScheduler {

    static final String COPIED = "copied";
    static final String REPETITION = "repetition";

    /** Causes of verifications that read only some copies of a backup. */
    static final Set<String> CAUSES = Set.of(COPIED, REPETITION);

    private static final int AT_ONCE = 100;
    private static final String DUE =
            "exists (select 1 from copy c where c.backup = %s and c.state = 'present' and c.look_at <= ?)";

    private final CatalogueDatabaseClient catalogue;
    private final VerificationQueue queue;
    private final Clock clock;

    CopyCheckScheduler(CatalogueDatabaseClient catalogue, VerificationQueue queue, Clock clock) {
        this.catalogue = catalogue;
        this.queue = queue;
        this.clock = clock;
    }

    private record Waiting(BackupId backup, Optional<UUID> last) {

        static Waiting read(ResultSet row) throws SQLException {
            return new Waiting(
                    new BackupId(row.getObject("id", UUID.class)),
                    Optional.ofNullable(row.getObject("last", UUID.class)));
        }
    }

    /**
     * Plans the copy checks that are due, one backup of each database before a second backup of any. It deletes checks that are
     * no longer needed. A check that waits for one copy does not delay the others.
     */
    public void plan() {
        Instant now = clock.instant();
        catalogue.change(
                "update verification v set due_at = ? where state = 'due' and cause = 'copied' and due_at > ? and "
                        + DUE.formatted("v.backup"),
                now,
                now,
                now);
        catalogue.change(
                "delete from verification v where state = 'due' and cause in ('copied', 'repetition') and due_at <= ?"
                        + " and pin is null and not " + DUE.formatted("v.backup"),
                now,
                now);
        List<Waiting> waiting = catalogue.rows(
                "select next.id, (select v.id from verification v where v.backup = next.id and v.state = 'ended'"
                        + " order by v.ended_at desc, v.id limit 1) as last from (select b.id, b.started_at,"
                        + " row_number() over (partition by b.database order by b.started_at desc) as place"
                        + " from backup b where not expired"
                        + " and not exists (select 1 from verification v where v.backup = b.id and v.state <> 'ended')"
                        + " and " + DUE.formatted("b.id") + " order by place, b.started_at desc limit ?) next"
                        + " order by next.place, next.started_at desc",
                Waiting::read,
                now,
                AT_ONCE);
        waiting.forEach(one -> one.last()
                .ifPresent(last -> queue.plan(PublishedVerificationOutcome.next(last), one.backup(), COPIED, now)));
    }
}
