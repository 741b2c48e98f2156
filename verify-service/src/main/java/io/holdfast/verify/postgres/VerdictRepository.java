package io.holdfast.verify.postgres;

import io.holdfast.events.Finding;
import io.holdfast.events.RetentionEvent.BackupUnpinned;
import io.holdfast.events.VerificationEvent;
import io.holdfast.events.VerificationEvent.CopyCondemned;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import io.holdfast.events.VerificationLevel;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.JsonColumnConverter;
import io.holdfast.events.log.Outbox;
import io.holdfast.verify.settings.VerifySettings;
import io.holdfast.verify.verifying.BackupToVerify;
import io.holdfast.verify.verifying.CopyReadResult;
import io.holdfast.verify.verifying.PublishedVerificationOutcome;
import io.holdfast.verify.verifying.TrustStatus;
import io.holdfast.verify.verifying.Verdict;
import io.holdfast.verify.verifying.VerdictEventMapper;
import io.holdfast.verify.verifying.VerificationBackoff;
import io.holdfast.verify.verifying.VerificationClaim;
import io.holdfast.verify.verifying.VerifyBackup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Stores verdicts. They come from this service, or from the event log if the catalog was rebuilt. Each verdict is stored once.
 */
@ApplicationScoped
public class VerdictRepository {

    private final CatalogueDatabaseClient catalogue;
    private final VerifiableBackupRepository backups;
    private final TableFingerprintRepository tables;
    private final Outbox outbox;
    private final Clock clock;
    private final VerificationBackoff backoff;

    VerdictRepository(
            CatalogueDatabaseClient catalogue,
            VerifiableBackupRepository backups,
            TableFingerprintRepository tables,
            Outbox outbox,
            Clock clock,
            VerifySettings settings) {
        this.catalogue = catalogue;
        this.backups = backups;
        this.tables = tables;
        this.outbox = outbox;
        this.clock = clock;
        this.backoff = new VerificationBackoff(
                settings.verify().retry().first(), settings.verify().retry().longest());
    }

    /**
     * Records a verdict, publishes it and ends the pin in one transaction.
     *
     * @return whether the claim was still the current attempt; otherwise nothing is written
     */
    public boolean record(VerificationClaim claim, VerifyBackup.Found found) {
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
            BackupToVerify backup = claim.backup();
            if (backups.isExpired(backup.id())) {
                end(claim.verification(), backup, new Verdict.Inconclusive("the backup has expired", false), 0);
            } else {
                record(claim, backup, found);
            }
            outbox.add(
                    VerdictEventMapper.eventId("unpinned", pin),
                    new BackupUnpinned(backup.id(), backup.database(), pin));
            return true;
        });
    }

    private void record(VerificationClaim claim, BackupToVerify backup, VerifyBackup.Found found) {
        VerdictEventMapper.aboutCopies(claim.verification(), backup, found.judgement())
                .forEach(bad -> condemnCopy(claim.verification(), bad));
        Instant soonest = found.looks().stream()
                .flatMap(look -> recheckAt(backup, look).stream())
                .min(Comparator.naturalOrder())
                .orElseGet(() -> clock.instant().plus(backoff.after(claim.tries())));
        found.contents().ifPresent(contents -> tables.save(backup.id(), contents));
        if (!claim.scope().isWhole() && found.judgement().verdict() instanceof Verdict.Inconclusive) {
            postpone(claim, soonest);
        } else {
            end(
                    claim.verification(),
                    backup,
                    considerDrills(backup, found.judgement().verdict()),
                    claim.tries());
        }
    }

    /** Correct bytes do not explain a failed drill. Only a good drill or a person lifts that suspicion. */
    private Verdict considerDrills(BackupToVerify backup, Verdict verdict) {
        return verdict instanceof Verdict.Verified verified && !backup.accepted() && hasFailedItsDrill(backup)
                ? new Verdict.Suspected(
                        verified.level(),
                        verified.copies(),
                        List.of(new Finding(
                                "drill_failed",
                                "its last drill failed. hint: run another drill and verify the"
                                        + " backup, or accept it")))
                : verdict;
    }

    private boolean hasFailedItsDrill(BackupToVerify backup) {
        return catalogue
                .row(
                        "select outcome from drill where backup = ? and outcome <> 'impossible'"
                                + " order by ended_at desc limit 1",
                        row -> row.getString("outcome"),
                        backup.id().value())
                .filter("failed"::equals)
                .isPresent();
    }

    /** A copy that could not be reached is retried separately. The other copies have been read by then. */
    private Optional<Instant> recheckAt(BackupToVerify backup, CopyReadResult look) {
        Optional<Instant> again = look instanceof CopyReadResult.NotLooked
                ? Optional.of(clock.instant().plus(backoff.after(backups.triesOf(backup.id(), look.copy()))))
                : Optional.empty();
        backups.copyLooked(backup.id(), look.copy(), again.orElse(null));
        return again;
    }

    /**
     * Postpones a verification that read nothing of a backup that other copies already verify. It publishes nothing. The same
     * verification continues when a copy may be reachable again.
     */
    private void postpone(VerificationClaim claim, Instant until) {
        catalogue.change(
                "update verification set state = 'due', cause = 'copied', due_at = ?, tries = tries + 1, worker = null,"
                        + " lease_until = null, pin = null where id = ?",
                until,
                claim.verification());
    }

    private void condemnCopy(UUID verification, CopyCondemned bad) {
        outbox.add(VerdictEventMapper.eventId("copy-condemned", verification, bad.copy()), bad);
        backups.copyCondemned(bad.backup(), bad.copy());
    }

    /** Ends a verification and publishes its verdict. Call it within a transaction. */
    void end(UUID verification, BackupToVerify backup, Verdict verdict, int tries) {
        VerificationEvent event = VerdictEventMapper.ending(
                verification, backup, verdict, clock.instant().plus(backoff.after(tries)));
        outbox.add(VerdictEventMapper.eventId("ended", verification), event);
        replay(event, clock.instant());
    }

    /**
     * Sets a verification aside because workers died during it, and publishes that. Call it within a transaction.
     *
     * @param deaths number of worker deaths
     */
    void setAside(UUID verification, BackupToVerify backup, int deaths) {
        VerificationEvent event = VerdictEventMapper.setAside(
                verification, backup, deaths, clock.instant().plus(ExpiredLeaseHandler.SET_ASIDE));
        outbox.add(VerdictEventMapper.eventId("ended", verification), event);
        replay(event, clock.instant());
    }

    /** Stores the verdict from an event. A recorded verdict is never changed. Call it within a transaction. */
    public void replay(VerificationEvent event, Instant time) {
        PublishedVerificationOutcome.of(event)
                .filter(outcome -> settle(outcome, time))
                .ifPresent(outcome -> follow(outcome, time));
        if (event instanceof SuspicionAccepted accepted) {
            catalogue.change(
                    "update backup set accepted = true where id = ?",
                    accepted.backup().value());
        } else if (event instanceof CopyCondemned bad) {
            backups.copyCondemned(bad.backup(), bad.copy());
        }
    }

    private boolean settle(PublishedVerificationOutcome outcome, Instant time) {
        int changed = catalogue.change(
                "insert into verification as v (id, backup, database, cause, due_at, state, ended_at, outcome, level,"
                        + " message, findings, retry_at) select ?, id, database, 'heard', ?, 'ended', ?, ?, ?, ?, ?::jsonb, ? from backup"
                        + " where id = ? on conflict (id) do update set state = 'ended', ended_at = excluded.ended_at,"
                        + " outcome = excluded.outcome, level = excluded.level, message = excluded.message,"
                        + " findings = excluded.findings, retry_at = excluded.retry_at, worker = null,"
                        + " lease_until = null where v.state <> 'ended'",
                outcome.verification(),
                time,
                time,
                outcome.outcome(),
                outcome.level() == null ? null : outcome.level().name(),
                outcome.message(),
                JsonColumnConverter.json(outcome.findings()),
                outcome.retryAt(),
                outcome.backup().value());
        return changed == 1;
    }

    private void follow(PublishedVerificationOutcome outcome, Instant time) {
        TrustStatus trust = outcome.trust();
        if (trust != null) {
            catalogue.change(
                    "update backup set trust = ?, level = ?, settled_by = ?,"
                            + " verified_at = case when ? then ? else verified_at end where id = ?",
                    trust.word(),
                    outcome.level() == null ? null : outcome.level().name(),
                    outcome.verification(),
                    trust == TrustStatus.VERIFIED,
                    time,
                    outcome.backup().value());
        }
        boolean decoded = outcome.level() != null && outcome.level().compareTo(VerificationLevel.L2) >= 0;
        outcome.goodCopies().forEach(copy -> backups.copyGood(outcome.backup(), copy, decoded, time));
        if (trust != null || outcome.isSetAside()) {
            catalogue.change(
                    "delete from verification where backup = ? and set_aside and state = 'due'",
                    outcome.backup().value());
        }
        if (outcome.retryAt() != null) {
            catalogue.change(
                    "insert into verification (id, backup, database, cause, tries, due_at, state, set_aside, deaths)"
                            + " select ?, backup, database, 'retry', tries + 1, ?, 'due', ?, ? from verification where id = ?"
                            + " on conflict do nothing",
                    PublishedVerificationOutcome.next(outcome.verification()),
                    outcome.retryAt(),
                    outcome.isSetAside(),
                    outcome.isSetAside() ? ExpiredLeaseHandler.MOST_DEATHS - 1 : 0,
                    outcome.verification());
        }
    }
}
