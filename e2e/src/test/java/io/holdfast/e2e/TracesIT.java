package io.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.e2e.TraceCollector.Received;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Envelope;
import io.holdfast.events.VerificationEvent.BackupVerified;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The trace of a backup in a collector, from the request through the event log to its verification. */
@ResourceLock(SharedInstallation.LOCK)
class TracesIT {

    private static final String APP = SharedInstallation.APP;
    private static final Duration LONG = Duration.ofMinutes(8);
    private static final URI SOMEBODY = URI.create("/somebody");

    private final TraceCollector traceCollector = SharedInstallation.traceCollector();
    private final Installation installation = SharedInstallation.installation();

    @Test
    void a_trace_goes_from_a_schedule_to_the_verification() {
        BackupId backup = installation
                .log()
                .await(BackupCompleted.class, event -> event.slot() != null, LONG.multipliedBy(2))
                .backup();
        installation.log().await(backup, BackupVerified.class, LONG);

        String trace = traceOf(published(backup, BackupVerified.class));

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(traceCollector
                                .ofTrace(trace)
                                .map(one -> one.service() + ": " + one.span().getName()))
                        .contains(
                                "scheduler: request",
                                "dump-service: request received",
                                "dump-service: dump",
                                "verify-service: verification"));
    }

    @Test
    void the_trace_of_a_request_is_continued() {
        String begun = UUID.randomUUID().toString().replace("-", "");

        BackupId backup = request("00-" + begun + "-00f067aa0ba902b7-01");

        installation.log().await(backup, BackupVerified.class, LONG);
        assertThat(traceOf(published(backup, BackupCompleted.class))).isEqualTo(begun);
        assertThat(traceOf(published(backup, BackupVerified.class))).isEqualTo(begun);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(traceCollector.ofTrace(begun).map(Received::service))
                        .contains("dump-service", "verify-service"));
    }

    @Test
    void an_invalid_trace_is_replaced() {
        BackupId backup = request("00-00000000000000000000000000000000-00f067aa0ba902b7-01");

        installation.log().await(backup, BackupVerified.class, LONG);

        assertThat(traceOf(published(backup, BackupCompleted.class)))
                .hasSize(32)
                .isNotEqualTo("0".repeat(32))
                .isEqualTo(traceOf(published(backup, BackupVerified.class)));
    }

    @Test
    void spans_contain_no_secret_and_not_every_record_gets_one() {
        BackupId backup = request("00-" + "ab".repeat(16) + "-00f067aa0ba902b7-01");
        installation.log().await(backup, BackupVerified.class, LONG);

        await().atMost(LONG).until(() -> traceCollector.ofTrace("ab".repeat(16)).count() >= 3);

        assertThat(traceCollector.all())
                .extracting(one -> one.span().getName())
                .allMatch(name -> name.matches("request|request received|dump|verification|(drill|restore)( [a-z]+)?"));
        assertThat(traceCollector.all().toString())
                .doesNotContain(installation.source().password())
                .doesNotContain("postgres");
    }

    private BackupId request(String traceparent) {
        String id = UUID.randomUUID().toString();
        BackupRequested request = new BackupRequested(APP, BackupKind.FULL.label(), null, null);
        installation.log().publish(new Envelope<>(SOMEBODY, id, Instant.now(), request, traceparent));
        return BackupId.ofRequest(SOMEBODY, id, APP, BackupKind.FULL.label());
    }

    private Envelope<?> published(BackupId backup, Class<?> type) {
        return installation.log().all().stream()
                .filter(envelope -> type.isInstance(envelope.message()))
                .filter(envelope -> switch (envelope.message()) {
                    case BackupCompleted completed -> completed.backup().equals(backup);
                    case BackupVerified verified -> verified.backup().equals(backup);
                    default -> false;
                })
                .findFirst()
                .orElseThrow();
    }

    private static String traceOf(Envelope<?> envelope) {
        return Objects.requireNonNull(envelope.traceparent(), "no trace: " + envelope)
                .split("-")[1];
    }
}
