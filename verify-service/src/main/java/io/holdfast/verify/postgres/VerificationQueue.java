package io.holdfast.verify.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupId;
import io.holdfast.events.KeepingEvent.BackupPinned;
import io.holdfast.events.KeepingEvent.BackupUnpinned;
import io.holdfast.events.NameBasedId;
import io.holdfast.events.log.Catalogue;
import io.holdfast.events.log.Outbox;
import io.holdfast.verify.settings.VerifySettings;
import io.holdfast.verify.verifying.Backoff;
import io.holdfast.verify.verifying.Backup;
import io.holdfast.verify.verifying.Claim;
import io.holdfast.verify.verifying.Said;
import io.holdfast.verify.verifying.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Verifications from due to running. Between the two stands the pin: it is published, and only when it has come back through
 * the log, with no intent to delete before it, may a worker begin to read.
 */
@ApplicationScoped
public class VerificationQueue {

    private static final String PINNED_BY = "verify-service";

    private final Catalogue catalogue;
    private final BackupBooks backups;
    private final Verdicts verdicts;
    private final Outbox outbox;
    private final Clock clock;
    private final VerifySettings.Verify settings;

    VerificationQueue(
            Catalogue catalogue,
            BackupBooks backups,
            Verdicts verdicts,
            Outbox outbox,
            Clock clock,
            VerifySettings settings) {
        this.catalogue = catalogue;
        this.backups = backups;
        this.verdicts = verdicts;
        this.outbox = outbox;
        this.clock = clock;
        this.settings = settings.verify();
    }

    private record Row(
            UUID id,
            BackupId backup,
            String cause,
            int attempt,
            int tries,
            @Nullable UUID pin,
            long pinnedAt) {

        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getObject("id", UUID.class),
                    new BackupId(row.getObject("backup", UUID.class)),
                    row.getString("cause"),
                    row.getInt("attempt"),
                    row.getInt("tries"),
                    row.getObject("pin", UUID.class),
                    row.getLong("pinned_at"));
        }
    }

    /** A verification to come; one that is known already, done or not, stays as it is. */
    public void plan(UUID verification, BackupId backup, String cause, Instant dueAt) {
        catalogue.change(
                "insert into verification (id, backup, cause, due_at, state)"
                        + " select ?, id, ?, ?, 'due' from backup where id = ? and not expired on conflict do nothing",
                verification,
                cause,
                dueAt,
                backup.value());
    }

    /** An intent to delete was withdrawn: what was called off because of it, and has no verdict since, is due again. */
    public void planWhereCalledOff(BackupId backup, UUID intent, Instant dueAt) {
        catalogue
                .row(
                        "select 1 from backup where id = ? and trust = 'unverified'"
                                + " and not exists (select 1 from verification where backup = ? and state <> 'ended')",
                        row -> 1,
                        backup.value(),
                        backup.value())
                .ifPresent(calledOff ->
                        plan(NameBasedId.of("reinstated", intent.toString()), backup, "reinstated", dueAt));
    }

    /** Pins the next due backups, no more of them than the workers will soon get to. */
    public void pinDue() {
        pinDue("cause <> 'repetition'", 2 * settings.workers());
        pinDue("cause = 'repetition'", Math.min(1, settings.workers()));
    }

    private void pinDue(String which, int most) {
        catalogue.transaction(() -> {
            int waiting = catalogue
                    .row(
                            "select count(*) from verification where state in ('pinning', 'ready') and " + which,
                            row -> row.getInt(1))
                    .orElse(0);
            List<Row> due = catalogue.rows(
                    "select * from verification v where state = 'due' and due_at <= ? and not exists (select 1 from"
                            + " verification o where o.backup = v.backup and o.state in ('pinning', 'ready', 'running'))"
                            + " and " + which + " order by due_at limit ? for update skip locked",
                    Row::read,
                    clock.instant(),
                    Math.max(0, most - waiting));
            due.stream()
                    .map(Row::backup)
                    .distinct()
                    .forEach(backup -> due.stream()
                            .filter(row -> row.backup().equals(backup))
                            .findFirst()
                            .ifPresent(this::pin));
            return due.size();
        });
    }

    private void pin(Row row) {
        Backup backup = backups.find(row.backup()).orElseThrow();
        int attempt = row.attempt() + 1;
        UUID pin = NameBasedId.of("pin", row.id().toString(), String.valueOf(attempt));
        Instant until = clock.instant().plus(settings.pin());
        catalogue.change(
                "update verification set state = 'pinning', attempt = ?, pin = ?, pinned_until = ?, pinned_at = null"
                        + " where id = ?",
                attempt,
                pin,
                until,
                row.id());
        outbox.add(
                Said.eventId("pinned", pin, until),
                new BackupPinned(row.backup(), backup.database(), pin, PINNED_BY, until));
        if (row.pin() != null) {
            unpin(backup, row.pin());
        }
    }

    private void unpin(Backup backup, UUID pin) {
        outbox.add(Said.eventId("unpinned", pin), new BackupUnpinned(backup.id(), backup.database(), pin));
    }

    /** A pin of ours has come back through the log, at this offset. */
    public void pinHeard(UUID pin, long offset) {
        int changed = catalogue.change(
                "update verification set state = 'ready', pinned_at = ? where pin = ? and state = 'pinning'",
                offset,
                pin);
        if (changed == 0) {
            return;
        }
        catalogue
                .row("select * from verification where pin = ?", Row::read, pin)
                .ifPresent(row -> {
                    Backup backup = backups.find(row.backup(), offset).orElseThrow();
                    if (backup.copies().isEmpty()) {
                        callOff(row, backup, pin);
                    }
                });
    }

    private void callOff(Row row, Backup backup, UUID pin) {
        verdicts.end(
                row.id(),
                backup,
                new Verdict.Inconclusive(
                        "an intent to delete the backup came first; it is verified only if that is withdrawn", false),
                row.tries());
        unpin(backup, pin);
    }

    /**
     * The next verification that may begin, leased to this worker.
     *
     * @param repetitions whether only repetitions are asked for, or only others: a large old copy must not keep a new backup
     *     waiting
     */
    public Optional<Claim> claim(UUID worker, boolean repetitions) {
        return catalogue.transaction(() -> catalogue
                .row(
                        "update verification set state = 'running', worker = ?, started_at = ?,"
                                + " lease_until = now() + ? * interval '1 millisecond' where id = (select id from"
                                + " verification where state = 'ready' and (cause = 'repetition') = ?"
                                + " order by due_at limit 1 for update skip locked) returning *",
                        Row::read,
                        worker,
                        clock.instant(),
                        settings.lease().toMillis(),
                        repetitions)
                .map(row -> claim(worker, row)));
    }

    private Claim claim(UUID worker, Row row) {
        Backup backup = backups.find(row.backup(), row.pinnedAt()).orElseThrow();
        return new Claim(
                row.id(),
                row.attempt(),
                row.tries(),
                worker,
                backup,
                backups.scope(backup, row.cause(), clock.instant()));
    }

    /** Keeps the lease and the pin; false where the lease is another's by now. */
    public boolean renew(Claim claim) {
        return catalogue.transaction(() -> {
            Optional<Instant> pinnedUntil = catalogue.row(
                    "update verification set lease_until = now() + ? * interval '1 millisecond'"
                            + " where id = ? and attempt = ? and worker = ? and state = 'running' returning pinned_until",
                    row -> requireNonNull(Catalogue.instant(row, "pinned_until")),
                    settings.lease().toMillis(),
                    claim.verification(),
                    claim.attempt(),
                    claim.worker());
            pinnedUntil
                    .filter(until -> until.isBefore(clock.instant().plus(half(settings.pin()))))
                    .ifPresent(soon -> pinLonger(claim));
            return pinnedUntil.isPresent();
        });
    }

    private static Duration half(Duration whole) {
        return whole.dividedBy(2);
    }

    private void pinLonger(Claim claim) {
        Instant until = clock.instant().plus(settings.pin());
        UUID pin = catalogue
                .row(
                        "update verification set pinned_until = ? where id = ? returning pin",
                        row -> row.getObject("pin", UUID.class),
                        until,
                        claim.verification())
                .orElseThrow();
        outbox.add(
                Said.eventId("pinned", pin, until),
                new BackupPinned(claim.backup().id(), claim.backup().database(), pin, PINNED_BY, until));
    }

    /** The worker stops; somebody else begins anew, at once. */
    public void handBack(Claim claim) {
        catalogue.change(
                "update verification set state = 'due', worker = null, lease_until = null, due_at = ?"
                        + " where id = ? and attempt = ? and worker = ? and state = 'running'",
                clock.instant(),
                claim.verification(),
                claim.attempt(),
                claim.worker());
    }

    /**
     * What dead workers left behind is due again, later each time: it may be what they died of. A pin whose time ran out
     * before a worker came is no protection any more.
     */
    public void takeBackFromTheDead() {
        catalogue.transaction(() -> {
            Backoff backoff =
                    new Backoff(settings.retry().first(), settings.retry().longest());
            List<Row> dead = catalogue.rows(
                    "select * from verification where state = 'running' and lease_until < now()"
                            + " or state in ('pinning', 'ready') and pinned_until < ? for update skip locked",
                    Row::read,
                    clock.instant().plus(settings.lease()));
            dead.forEach(row -> catalogue.change(
                    "update verification set state = 'due', worker = null, lease_until = null, due_at = ? where id = ?",
                    row.attempt() == 1 ? clock.instant() : clock.instant().plus(backoff.after(row.attempt() - 2)),
                    row.id()));
            return dead.size();
        });
    }
}
