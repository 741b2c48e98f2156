package io.holdfast.verify.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupId;
import io.holdfast.events.VerificationEvent.VerifierProbed;
import io.holdfast.events.log.CatalogueDatabaseClient;
import io.holdfast.events.log.Outbox;
import io.holdfast.verify.verifying.BackupToVerify;
import io.holdfast.verify.verifying.VerdictEventMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Stores the self-tests of the verifier. */
@ApplicationScoped
public class VerifierSelfTestRepository {

    private final CatalogueDatabaseClient catalogue;
    private final VerifiableBackupRepository backups;
    private final Outbox outbox;
    private final Clock clock;

    VerifierSelfTestRepository(
            CatalogueDatabaseClient catalogue, VerifiableBackupRepository backups, Outbox outbox, Clock clock) {
        this.catalogue = catalogue;
        this.backups = backups;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The newest self-test. */
    public record Last(Instant at, boolean noticed) {}

    public Optional<Last> last() {
        return catalogue.row(
                "select at, noticed from verifier_probe order by at desc limit 1",
                row -> new Last(requireNonNull(CatalogueDatabaseClient.instant(row, "at")), row.getBoolean("noticed")));
    }

    /** Any good stored copy up to this size. */
    public Optional<Candidate> candidate(long largest) {
        return catalogue
                .row(
                        "select c.* from copy c join backup b on b.id = c.backup where b.trust = 'verified'"
                                + " and not b.expired and c.state = 'present' and c.bytes between 1 and ?"
                                + " order by random() limit 1",
                        row -> Map.entry(
                                new BackupId(row.getObject("backup", UUID.class)),
                                VerifiableBackupRepository.copy(row)),
                        largest)
                .flatMap(found -> backups.find(found.getKey()).map(backup -> new Candidate(backup, found.getValue())));
    }

    /** A copy of a real artifact. */
    public record Candidate(BackupToVerify backup, BackupCopyRecord copy) {}

    public void announce(VerifierProbed probed) {
        catalogue.transaction(() -> {
            outbox.add(VerdictEventMapper.eventId("verifier-probed", probed.verification()), probed);
            replay(probed, clock.instant());
            return probed;
        });
    }

    /** Stores the result from an event. Call it within a transaction. */
    public void replay(VerifierProbed probed, Instant time) {
        catalogue.change(
                "insert into verifier_probe (id, backup, at, damage, noticed) values (?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                probed.verification(),
                probed.backup().value(),
                time,
                probed.damage(),
                probed.noticed());
    }
}
