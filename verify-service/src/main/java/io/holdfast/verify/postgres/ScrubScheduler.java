package io.holdfast.verify.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupId;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.verify.settings.VerifySettings;
import io.holdfast.verify.verifying.PublishedVerificationOutcome;
import io.holdfast.verify.verifying.ScrubSchedulePolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Schedules repeated reads of good copies, because stored bytes can decay. */
@ApplicationScoped
public class ScrubScheduler {

    private static final int AT_ONCE = 100;
    private static final String REPEATED =
            " from copy c join backup b on b.id = c.backup where b.trust = 'verified' and not b.expired"
                    + " and b.settled_by is not null and c.state = 'present' and c.good_at is not null";

    private final CatalogueDatabaseClient catalogue;
    private final VerificationQueue queue;
    private final Clock clock;
    private final ScrubSchedulePolicy scrubPolicy;

    ScrubScheduler(CatalogueDatabaseClient catalogue, VerificationQueue queue, Clock clock, VerifySettings settings) {
        this.catalogue = catalogue;
        this.queue = queue;
        this.clock = clock;
        this.scrubPolicy = new ScrubSchedulePolicy(
                settings.verify().repeatAfter(), settings.verify().bytesPerDay());
    }

    private record Candidate(
            BackupId backup, String destination, String key, UUID last, ScrubSchedulePolicy.Oldest oldest) {

        static Candidate read(ResultSet row) throws SQLException {
            return new Candidate(
                    new BackupId(row.getObject("backup", UUID.class)),
                    row.getString("destination"),
                    row.getString("key"),
                    row.getObject("last", UUID.class),
                    new ScrubSchedulePolicy.Oldest(
                            row.getLong("bytes"), requireNonNull(CatalogueDatabaseClient.instant(row, "good_at"))));
        }
    }

    /** Plans the repetitions that are due. */
    public void plan() {
        long allBytes = allBytes();
        int planned = 0;
        while (planned < AT_ONCE && catalogue.transaction(() -> planOne(allBytes))) {
            planned++;
        }
    }

    /** Total size of the copies that are read repeatedly, in bytes. */
    public long allBytes() {
        return catalogue
                .row("select coalesce(sum(c.bytes), 0) as bytes" + REPEATED, row -> row.getLong("bytes"))
                .orElse(0L);
    }

    /** Whether the budget is too small for these copies. */
    public boolean isTooSlow() {
        return scrubPolicy.isTooSlowFor(allBytes());
    }

    private boolean planOne(long allBytes) {
        Instant now = clock.instant();
        Optional<Candidate> due = oldest().filter(found -> scrubPolicy.isTime(found.oldest(), last(), allBytes, now));
        due.ifPresent(found -> {
            catalogue.change(
                    "update copy set look_at = ?, reread_at = ? where backup = ? and destination = ? and key = ?",
                    now,
                    now,
                    found.backup().value(),
                    found.destination(),
                    found.key());
            queue.plan(
                    PublishedVerificationOutcome.next(found.last()),
                    found.backup(),
                    CopyCheckScheduler.REPETITION,
                    now);
        });
        return due.isPresent();
    }

    /**
     * The oldest copy whose backup has no pending verification. The query reads the copies in order and stops at the first
     * match. {@code offset 0} prevents the planner from joining all copies first.
     */
    private Optional<Candidate> oldest() {
        return catalogue.row(
                "select c.*, (select v.id from verification v where v.backup = c.backup order by v.ended_at desc, v.id limit 1)"
                        + " as last from copy c where c.state = 'present' and c.good_at is not null"
                        + " and exists (select 1 from backup b where b.id = c.backup and b.trust = 'verified' and not b.expired"
                        + " and b.settled_by is not null offset 0)"
                        + " and not exists (select 1 from verification v where v.backup = c.backup and v.state <> 'ended'"
                        + " offset 0) order by c.good_at limit 1",
                Candidate::read);
    }

    private Optional<ScrubSchedulePolicy.Last> last() {
        return catalogue.row(
                "select bytes, reread_at from copy where reread_at is not null order by reread_at desc limit 1",
                row -> new ScrubSchedulePolicy.Last(
                        row.getLong("bytes"), requireNonNull(CatalogueDatabaseClient.instant(row, "reread_at"))));
    }
}
