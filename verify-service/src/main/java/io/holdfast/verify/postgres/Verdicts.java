package io.holdfast.verify.postgres;

import io.holdfast.events.Finding;
import io.holdfast.events.KeepingEvent.BackupUnpinned;
import io.holdfast.events.Level;
import io.holdfast.events.VerificationEvent;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.log.Catalogue;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.StoredJson;
import io.holdfast.verify.settings.VerifySettings;
import io.holdfast.verify.verifying.Backoff;
import io.holdfast.verify.verifying.Backup;
import io.holdfast.verify.verifying.Claim;
import io.holdfast.verify.verifying.CopyLook;
import io.holdfast.verify.verifying.Ending;
import io.holdfast.verify.verifying.Said;
import io.holdfast.verify.verifying.Trust;
import io.holdfast.verify.verifying.Verdict;
import io.holdfast.verify.verifying.VerifyBackup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How verifications ended: said by this service, or heard from the log where the catalogue is younger than the log. Either
 * way each is written down once.
 */
@ApplicationScoped
public class Verdicts {

    private final Catalogue catalogue;
    private final BackupBooks backups;
    private final TableBooks tables;
    private final Outbox outbox;
    private final Clock clock;
    private final Backoff backoff;

    Verdicts(
            Catalogue catalogue,
            BackupBooks backups,
            TableBooks tables,
            Outbox outbox,
            Clock clock,
            VerifySettings settings) {
        this.catalogue = catalogue;
        this.backups = backups;
        this.tables = tables;
        this.outbox = outbox;
        this.clock = clock;
        this.backoff = new Backoff(
                settings.verify().retry().first(), settings.verify().retry().longest());
    }

    /**
     * Verdict, its announcements and the end of the pin in one transaction.
     *
     * @return whether the claim was still the current attempt; otherwise nothing is written
     */
    public boolean record(Claim claim, VerifyBackup.Found found) {
        return catalogue.transaction(() -> {
            UUID pin = catalogue
                    .row(
                            "select pin from verification where id = ? and attempt = ? and worker = ?"
                                    + " and state = 'running' for update",
                            row -> row.getObject("pin", UUID.class),
                            claim.verification(),
                            claim.attempt(),
                            claim.worker())
                    .orElse(null);
            if (pin == null) {
                return false;
            }
            Backup backup = claim.backup();
            if (backups.isExpired(backup.id())) {
                end(claim.verification(), backup, new Verdict.Inconclusive("the backup has expired", false), 0);
            } else {
                record(claim, backup, found);
            }
            outbox.add(Said.eventId("unpinned", pin), new BackupUnpinned(backup.id(), backup.database(), pin));
            return true;
        });
    }

    private void record(Claim claim, Backup backup, VerifyBackup.Found found) {
        Said.aboutCopies(claim.verification(), backup, found.judgement())
                .forEach(bad -> condemnCopy(claim.verification(), bad));
        Instant soonest = found.looks().stream()
                .flatMap(look -> lookAgain(backup, look).stream())
                .min(Comparator.naturalOrder())
                .orElseGet(() -> clock.instant().plus(backoff.after(claim.tries())));
        found.contents().ifPresent(contents -> tables.save(backup.id(), contents));
        if (!claim.scope().isWhole() && found.judgement().verdict() instanceof Verdict.Inconclusive) {
            postpone(claim, soonest);
        } else {
            end(
                    claim.verification(),
                    backup,
                    mindfulOfDrills(backup, found.judgement().verdict()),
                    claim.tries());
        }
    }

    /** Bytes that are right do not answer why they did not come back: only a good drill or a person does. */
    private Verdict mindfulOfDrills(Backup backup, Verdict verdict) {
        return verdict instanceof Verdict.Verified verified && !backup.accepted() && hasFailedItsDrill(backup)
                ? new Verdict.Suspected(
                        verified.level(),
                        verified.copies(),
                        List.of(new Finding(
                                "drill_failed", "its last drill failed: drill it again and verify it, or accept it")))
                : verdict;
    }

    private boolean hasFailedItsDrill(Backup backup) {
        return catalogue
                .row(
                        "select outcome from drill where backup = ? and outcome <> 'impossible'"
                                + " order by ended_at desc limit 1",
                        row -> row.getString("outcome"),
                        backup.id().value())
                .filter("failed"::equals)
                .isPresent();
    }

    /** A copy that could not be reached is tried again by itself: the others' bytes are known by then. */
    private Optional<Instant> lookAgain(Backup backup, CopyLook look) {
        Optional<Instant> again = look instanceof CopyLook.NotLooked
                ? Optional.of(clock.instant().plus(backoff.after(backups.triesOf(backup.id(), look.copy()))))
                : Optional.empty();
        backups.copyLooked(backup.id(), look.copy(), again.orElse(null));
        return again;
    }

    /**
     * Nothing was learnt about a backup that is verified by other copies: that ends nothing and is nothing to be told. The same
     * verification goes on when a copy may be reachable again.
     */
    private void postpone(Claim claim, Instant until) {
        catalogue.change(
                "update verification set state = 'due', cause = 'copied', due_at = ?, tries = tries + 1, worker = null,"
                        + " lease_until = null, pin = null where id = ?",
                until,
                claim.verification());
    }

    private void condemnCopy(UUID verification, CopyCondemned bad) {
        outbox.add(Said.eventId("copy-condemned", verification, bad.copy()), bad);
        backups.copyCondemned(bad.backup(), bad.copy());
    }

    /** Ends a verification and says so. Within a transaction. */
    void end(UUID verification, Backup backup, Verdict verdict, int tries) {
        VerificationEvent event =
                Said.ending(verification, backup, verdict, clock.instant().plus(backoff.after(tries)));
        outbox.add(Said.eventId("ended", verification), event);
        recall(event, clock.instant());
    }

    /**
     * Ends a verification during which workers died, and says so. Within a transaction.
     *
     * @param deaths how many
     */
    void setAside(UUID verification, Backup backup, int deaths) {
        VerificationEvent event =
                Said.setAside(verification, backup, deaths, clock.instant().plus(ExpiredLeases.SET_ASIDE));
        outbox.add(Said.eventId("ended", verification), event);
        recall(event, clock.instant());
    }

    /** Writes down what an event says; an ending that is known already stays as it is. Within a transaction. */
    public void recall(VerificationEvent event, Instant time) {
        Ending.of(event).filter(ending -> settle(ending, time)).ifPresent(ending -> follow(ending, time));
        if (event instanceof SuspicionAccepted accepted) {
            catalogue.change(
                    "update backup set accepted = true where id = ?",
                    accepted.backup().value());
        } else if (event instanceof CopyCondemned bad) {
            backups.copyCondemned(bad.backup(), bad.copy());
        }
    }

    private boolean settle(Ending ending, Instant time) {
        int changed = catalogue.change(
                "insert into verification as v (id, backup, database, cause, due_at, state, ended_at, outcome, level,"
                        + " message, findings, retry_at) select ?, id, database, 'heard', ?, 'ended', ?, ?, ?, ?, ?::jsonb, ? from backup"
                        + " where id = ? on conflict (id) do update set state = 'ended', ended_at = excluded.ended_at,"
                        + " outcome = excluded.outcome, level = excluded.level, message = excluded.message,"
                        + " findings = excluded.findings, retry_at = excluded.retry_at, worker = null,"
                        + " lease_until = null where v.state <> 'ended'",
                ending.verification(),
                time,
                time,
                ending.outcome(),
                ending.level() == null ? null : ending.level().name(),
                ending.message(),
                StoredJson.json(ending.findings()),
                ending.retryAt(),
                ending.backup().value());
        return changed == 1;
    }

    private void follow(Ending ending, Instant time) {
        Trust trust = ending.trust();
        if (trust != null) {
            catalogue.change(
                    "update backup set trust = ?, level = ?, settled_by = ?,"
                            + " verified_at = case when ? then ? else verified_at end where id = ?",
                    trust.word(),
                    ending.level() == null ? null : ending.level().name(),
                    ending.verification(),
                    trust == Trust.VERIFIED,
                    time,
                    ending.backup().value());
        }
        boolean decoded = ending.level() != null && ending.level().compareTo(Level.L2) >= 0;
        ending.goodCopies().forEach(copy -> backups.copyGood(ending.backup(), copy, decoded, time));
        if (trust != null || ending.isSetAside()) {
            catalogue.change(
                    "delete from verification where backup = ? and set_aside and state = 'due'",
                    ending.backup().value());
        }
        if (ending.retryAt() != null) {
            catalogue.change(
                    "insert into verification (id, backup, database, cause, tries, due_at, state, set_aside, deaths)"
                            + " select ?, backup, database, 'retry', tries + 1, ?, 'due', ?, ? from verification where id = ?"
                            + " on conflict do nothing",
                    Ending.next(ending.verification()),
                    ending.retryAt(),
                    ending.isSetAside(),
                    ending.isSetAside() ? ExpiredLeases.MOST_DEATHS - 1 : 0,
                    ending.verification());
        }
    }
}
