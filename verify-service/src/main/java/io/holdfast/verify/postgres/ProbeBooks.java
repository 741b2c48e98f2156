package io.holdfast.verify.postgres;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupId;
import io.holdfast.events.Copy;
import io.holdfast.events.VerificationEvent.VerifierProbed;
import io.holdfast.events.log.Catalogue;
import io.holdfast.events.log.Outbox;
import io.holdfast.verify.verifying.Backup;
import io.holdfast.verify.verifying.Said;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** When the verifier was last shown a damaged copy, and whether it noticed. */
@ApplicationScoped
public class ProbeBooks {

    private final Catalogue catalogue;
    private final BackupBooks backups;
    private final Outbox outbox;
    private final Clock clock;

    ProbeBooks(Catalogue catalogue, BackupBooks backups, Outbox outbox, Clock clock) {
        this.catalogue = catalogue;
        this.backups = backups;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The newest probe. */
    public record Last(Instant at, boolean noticed) {}

    public Optional<Last> last() {
        return catalogue.row(
                "select at, noticed from verifier_probe order by at desc limit 1",
                row -> new Last(requireNonNull(Catalogue.instant(row, "at")), row.getBoolean("noticed")));
    }

    /** Any stored copy that is good and no larger than this. */
    public Optional<Candidate> candidate(long largest) {
        return catalogue
                .row(
                        "select c.* from copy c join backup b on b.id = c.backup where b.trust = 'verified'"
                                + " and not b.expired and c.state = 'present' and c.bytes between 1 and ?"
                                + " order by random() limit 1",
                        row -> Map.entry(new BackupId(row.getObject("backup", UUID.class)), BackupBooks.copy(row)),
                        largest)
                .flatMap(found -> backups.find(found.getKey()).map(backup -> new Candidate(backup, found.getValue())));
    }

    /** A real artifact. */
    public record Candidate(Backup backup, Copy copy) {}

    public void announce(VerifierProbed probed) {
        catalogue.transaction(() -> {
            outbox.add(Said.eventId("verifier-probed", probed.verification()), probed);
            recall(probed, clock.instant());
            return probed;
        });
    }

    /** Writes down what an event says. Within a transaction. */
    public void recall(VerifierProbed probed, Instant time) {
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
