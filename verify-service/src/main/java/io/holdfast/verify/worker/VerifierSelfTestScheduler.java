package io.holdfast.verify.worker;

import io.holdfast.events.VerificationEvent.VerifierProbed;
import io.holdfast.verify.metrics.VerifierSelfTestMetrics;
import io.holdfast.verify.postgres.VerifierSelfTestRepository;
import io.holdfast.verify.settings.VerifySettings;
import io.holdfast.verify.storage.VerifierSelfTest;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the self-test of the verifier periodically and publishes the result. */
@ApplicationScoped
class VerifierSelfTestScheduler {

    private static final Logger LOG = Logger.getLogger(VerifierSelfTestScheduler.class);
    private static final Duration WHERE_NOTHING_CAN_BE_READ = Duration.ofMinutes(10);

    private final VerifierSelfTestRepository books;
    private final VerifierSelfTest verifierSelfTest;
    private final VerifierSelfTestMetrics meter;
    private final VerifySettings.Verify settings;
    private final Clock clock;
    private final SecureRandom seeds = new SecureRandom();
    private @Nullable Instant notBefore;

    VerifierSelfTestScheduler(
            VerifierSelfTestRepository books,
            VerifierSelfTest verifierSelfTest,
            VerifierSelfTestMetrics meter,
            VerifySettings settings,
            Clock clock) {
        this.books = books;
        this.verifierSelfTest = verifierSelfTest;
        this.meter = meter;
        this.settings = settings.verify();
        this.clock = clock;
    }

    /** Runs a self-test if one is due. Call it from one thread after the replay of the event log. */
    void check() {
        Instant now = clock.instant();
        Optional<VerifierSelfTestRepository.Last> last = books.last();
        meter.show(last);
        boolean isDue = last.map(
                        probe -> !probe.at().plus(settings.probeEvery()).isAfter(now))
                .orElse(true);
        if (isDue && (notBefore == null || !now.isBefore(notBefore))) {
            books.candidate(settings.probeLargest()).ifPresent(candidate -> probe(candidate, now));
        }
    }

    private void probe(VerifierSelfTestRepository.Candidate candidate, Instant now) {
        notBefore = now.plus(WHERE_NOTHING_CAN_BE_READ);
        long seed = seeds.nextLong();
        verifierSelfTest.probe(candidate.backup(), candidate.copy(), seed).ifPresent(probed -> {
            notBefore = null;
            LOG.infof(
                    "Self-test of the verifier with %s, %s (seed %d): the damage was %s",
                    candidate.copy().ref(),
                    probed.damage().text(),
                    seed,
                    probed.noticed() ? "detected" : "NOT DETECTED");
            books.announce(new VerifierProbed(
                    candidate.backup().id(),
                    candidate.backup().database(),
                    UUID.randomUUID(),
                    probed.damage().text() + ", seed " + seed,
                    probed.noticed()));
            meter.show(books.last());
        });
    }
}
