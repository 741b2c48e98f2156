package io.holdfast.notify.doctor;

import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.events.text.HumanReadableAmountFormatter;
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

/** Reports sinks that do not receive their events. */
@ApplicationScoped
class SinkCheckup implements Checkup {

    private static final Duration MAX_WAIT = Duration.ofMinutes(5);

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
            checks.add(
                    DoctorCheckResult.ok("sinks", "no sink is configured; use the alerts and the event log instead"));
        }
        for (SinkLine line : queries.sinks()) {
            sinks.find(line.name()).map(sink -> of(sink, line)).ifPresent(checks::add);
            if (!line.configured() && line.pending() > 0) {
                checks.add(DoctorCheckResult.warn(
                        "sink " + line.name(),
                        "no longer configured, and " + line.pending() + " deliveries are pending",
                        "Configure the sink again with the same name. It then resumes with the pending deliveries."));
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
        } catch (SinkSettingsException e) {
            return DoctorCheckResult.fail(
                    name,
                    String.valueOf(e.getMessage()),
                    "Correct holdfast.notify.sinks." + sink.name() + ". Pending deliveries are kept.");
        }
        if (line.goneAt() != null) {
            return DoctorCheckResult.fail(
                    name,
                    "nothing is sent since " + HumanReadableAmountFormatter.instant(line.goneAt())
                            + ", because the receiver no longer accepts notifications (HTTP 410); " + line.pending()
                            + " deliveries are pending" + answer(line),
                    "Correct holdfast.notify.sinks." + sink.name()
                            + ".url, or remove the sink. Any change of its settings resumes it.");
        }
        if (line.refusals() >= RetryDecision.QUICK_REFUSALS) {
            return DoctorCheckResult.fail(
                    name,
                    "the receiver refused " + line.refusals() + " attempts in a row; " + line.pending()
                            + " deliveries are pending" + answer(line),
                    "Correct holdfast.notify.sinks." + sink.name()
                            + " or the receiver. Pending deliveries are then sent within "
                            + HumanReadableAmountFormatter.duration(
                                    sink.rule().backoff().longest()) + ".");
        }
        if (line.givenUp() > 0) {
            return DoctorCheckResult.fail(
                    name,
                    line.givenUp() + " deliveries were given up within a day" + answer(line),
                    "GET /deliveries?sink=" + sink.name()
                            + "&state=given_up lists them. Their events are still in the event log.");
        }
        return pending(name, address, signed, line);
    }

    private DoctorCheckResult pending(String name, SinkAddress address, boolean signed, SinkLine line) {
        Instant oldest = line.oldestPending();
        if (oldest != null && oldest.isBefore(clock.instant().minus(MAX_WAIT))) {
            return DoctorCheckResult.warn(
                    name,
                    line.pending() + " deliveries are pending, the oldest for "
                            + HumanReadableAmountFormatter.duration(Duration.between(oldest, clock.instant()))
                            + answer(line),
                    line.catchingUp()
                            ? "No action is required: the sink is still catching up with the event log."
                            : "Check that " + address + " accepts requests. All deliveries are kept.");
        }
        return DoctorCheckResult.ok(name, address + (signed ? ", signed, " : ", ") + line.pending() + " pending");
    }

    private static String answer(SinkLine line) {
        return line.lastAnswer() == null ? "" : "; last response: " + line.lastAnswer();
    }
}
