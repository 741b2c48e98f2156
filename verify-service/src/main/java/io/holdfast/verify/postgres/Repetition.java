package io.holdfast.verify.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupId;
import io.holdfast.events.log.Catalogue;
import io.holdfast.verify.settings.VerifySettings;
import io.holdfast.verify.verifying.Ending;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Bytes rot: a backup that was verified is read again when its time has come, each at a time of its own. */
@ApplicationScoped
public class Repetition {

    private static final int AT_ONCE = 1_000;

    private final Catalogue catalogue;
    private final VerificationQueue queue;
    private final Clock clock;
    private final Duration repeatAfter;

    Repetition(Catalogue catalogue, VerificationQueue queue, Clock clock, VerifySettings settings) {
        this.catalogue = catalogue;
        this.queue = queue;
        this.clock = clock;
        this.repeatAfter = settings.verify().repeatAfter();
    }

    private record Verified(BackupId backup, UUID by, Instant at) {}

    /** Plans what is due for a repetition. */
    public void plan() {
        Instant now = clock.instant();
        catalogue
                .rows(
                        "select * from backup b where trust = 'verified' and not expired and settled_by is not null"
                                + " and verified_at < ? and not exists (select 1 from verification v"
                                + " where v.backup = b.id and v.state <> 'ended') order by verified_at limit ?",
                        row -> new Verified(
                                new BackupId(row.getObject("id", UUID.class)),
                                row.getObject("settled_by", UUID.class),
                                requireNonNull(Catalogue.instant(row, "verified_at"))),
                        now.minus(earliest()),
                        AT_ONCE)
                .stream()
                .filter(verified -> !dueAt(verified).isAfter(now))
                .forEach(verified -> queue.plan(Ending.next(verified.by()), verified.backup(), "repetition", now));
    }

    private Duration earliest() {
        return repeatAfter.multipliedBy(3).dividedBy(4);
    }

    /** Spread by the backup's id over a quarter before and after, so that old backups do not all come on one day. */
    private Instant dueAt(Verified verified) {
        long part = Math.floorMod(verified.backup().value().getLeastSignificantBits(), 1000L);
        return verified.at().plus(earliest()).plus(repeatAfter.dividedBy(2000).multipliedBy(part));
    }
}
