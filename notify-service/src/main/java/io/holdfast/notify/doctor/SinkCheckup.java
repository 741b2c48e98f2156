package io.holdfast.notify.doctor;

import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.events.text.AmountText;
import io.holdfast.notify.notifying.RetryDecision;
import io.holdfast.notify.postgres.DeliveryQueries;
import io.holdfast.notify.postgres.DeliveryQueries.SinkLine;
import io.holdfast.notify.settings.ConfiguredSinks;
import io.holdfast.notify.settings.Sink;
import io.holdfast.notify.settings.SinkSettingsException;
import io.holdfast.settings.sink.SinkAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether what happens reaches whom it should. */
@ApplicationScoped
class SinkCheckup implements Checkup {

    private static final Duration SOON = Duration.ofMinutes(5);

    private final ConfiguredSinks sinks;
    private final DeliveryQueries queries;
    private final Clock clock;

    SinkCheckup(ConfiguredSinks sinks, DeliveryQueries queries, Clock clock) {
        this.sinks = sinks;
        this.queries = queries;
        this.clock = clock;
    }

    @Override
    public List<DoctorCheckResult> check() {
        List<DoctorCheckResult> checks = new ArrayList<>();
        if (sinks.all().isEmpty()) {
            checks.add(DoctorCheckResult.ok("sinks", "none is configured; alerts and events tell what happens"));
        }
        for (SinkLine line : queries.sinks()) {
            sinks.find(line.name()).map(sink -> of(sink, line)).ifPresent(checks::add);
            if (!line.configured() && line.pending() > 0) {
                checks.add(DoctorCheckResult.warn(
                        "sink " + line.name(),
                        "is configured no longer, and " + line.pending() + " deliveries wait for it",
                        "Configure it again under this name, and it goes on where it stopped."));
            }
        }
        return checks;
    }

    private DoctorCheckResult of(Sink sink, SinkLine line) {
        String name = "sink " + sink.name();
        SinkAddress address;
        boolean signed;
        try {
            address = sink.address().get();
            signed = !sink.keys().get().isEmpty();
        } catch (SinkSettingsException trouble) {
            return DoctorCheckResult.fail(
                    name,
                    String.valueOf(trouble.getMessage()),
                    "Correct holdfast.notify.sinks." + sink.name() + "; what waits is kept.");
        }
        if (line.goneAt() != null) {
            return DoctorCheckResult.fail(
                    name,
                    "nothing is sent to it since " + AmountText.instant(line.goneAt())
                            + ", because its receiver says that" + " nobody wants it there, and " + line.pending()
                            + " deliveries wait" + answer(line),
                    "Correct holdfast.notify.sinks." + sink.name()
                            + ".url, or remove the sink. Any change of its settings starts it again.");
        }
        if (line.refusals() >= RetryDecision.QUICK_REFUSALS) {
            return DoctorCheckResult.fail(
                    name,
                    "it was refused " + line.refusals() + " times in a row, and " + line.pending() + " deliveries wait"
                            + answer(line),
                    "Correct holdfast.notify.sinks." + sink.name()
                            + " or the receiver; what waits is sent then, within "
                            + AmountText.duration(sink.rule().backoff().longest()) + ".");
        }
        if (line.givenUp() > 0) {
            return DoctorCheckResult.fail(
                    name,
                    line.givenUp() + " deliveries were given up within a day" + answer(line),
                    "GET /deliveries?sink=" + sink.name()
                            + "&state=given_up lists them; their events stand in the log.");
        }
        return waiting(name, address, signed, line);
    }

    private DoctorCheckResult waiting(String name, SinkAddress address, boolean signed, SinkLine line) {
        Instant oldest = line.oldestPending();
        if (oldest != null && oldest.isBefore(clock.instant().minus(SOON))) {
            return DoctorCheckResult.warn(
                    name,
                    line.pending() + " deliveries wait, the oldest for "
                            + AmountText.duration(Duration.between(oldest, clock.instant())) + answer(line),
                    line.catchingUp()
                            ? "It is catching up with the log."
                            : "Does " + address + " take them? All are kept.");
        }
        return DoctorCheckResult.ok(name, address + (signed ? ", signed, " : ", ") + line.pending() + " waiting");
    }

    private static String answer(SinkLine line) {
        return line.lastAnswer() == null ? "" : "; the last answer: " + line.lastAnswer();
    }
}
