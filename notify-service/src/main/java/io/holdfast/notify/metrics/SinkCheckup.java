package io.holdfast.notify.metrics;

import io.holdfast.events.doctor.Check;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.telling.Amounts;
import io.holdfast.notify.notifying.NextTry;
import io.holdfast.notify.postgres.Readings;
import io.holdfast.notify.postgres.Readings.SinkLine;
import io.holdfast.notify.settings.SettingTrouble;
import io.holdfast.notify.settings.Sink;
import io.holdfast.notify.settings.Sinks;
import io.holdfast.settings.sink.Address;
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

    private final Sinks sinks;
    private final Readings readings;
    private final Clock clock;

    SinkCheckup(Sinks sinks, Readings readings, Clock clock) {
        this.sinks = sinks;
        this.readings = readings;
        this.clock = clock;
    }

    @Override
    public List<Check> look() {
        List<Check> checks = new ArrayList<>();
        if (sinks.all().isEmpty()) {
            checks.add(Check.ok("sinks", "none is configured; alerts and events tell what happens"));
        }
        for (SinkLine line : readings.sinks()) {
            sinks.find(line.name()).map(sink -> of(sink, line)).ifPresent(checks::add);
            if (!line.configured() && line.pending() > 0) {
                checks.add(Check.warn(
                        "sink " + line.name(),
                        "is configured no longer, and " + line.pending() + " deliveries wait for it",
                        "Configure it again under this name, and it goes on where it stopped."));
            }
        }
        return checks;
    }

    private Check of(Sink sink, SinkLine line) {
        String name = "sink " + sink.name();
        Address address;
        boolean signed;
        try {
            address = sink.address().get();
            signed = !sink.keys().get().isEmpty();
        } catch (SettingTrouble trouble) {
            return Check.fail(
                    name,
                    String.valueOf(trouble.getMessage()),
                    "Correct holdfast.notify.sinks." + sink.name() + "; what waits is kept.");
        }
        if (line.goneAt() != null) {
            return Check.fail(
                    name,
                    "nothing is sent to it since " + Amounts.instant(line.goneAt()) + ", because its receiver says that"
                            + " nobody wants it there, and " + line.pending() + " deliveries wait" + answer(line),
                    "Correct holdfast.notify.sinks." + sink.name()
                            + ".url, or remove the sink. Any change of its settings starts it again.");
        }
        if (line.refusals() >= NextTry.QUICK_REFUSALS) {
            return Check.fail(
                    name,
                    "it was refused " + line.refusals() + " times in a row, and " + line.pending() + " deliveries wait"
                            + answer(line),
                    "Correct holdfast.notify.sinks." + sink.name()
                            + " or the receiver; what waits is sent then, within "
                            + Amounts.duration(sink.rule().backoff().longest()) + ".");
        }
        if (line.givenUp() > 0) {
            return Check.fail(
                    name,
                    line.givenUp() + " deliveries were given up within a day" + answer(line),
                    "GET /deliveries?sink=" + sink.name()
                            + "&state=given_up lists them; their events stand in the log.");
        }
        return waiting(name, address, signed, line);
    }

    private Check waiting(String name, Address address, boolean signed, SinkLine line) {
        Instant oldest = line.oldestPending();
        if (oldest != null && oldest.isBefore(clock.instant().minus(SOON))) {
            return Check.warn(
                    name,
                    line.pending() + " deliveries wait, the oldest for "
                            + Amounts.duration(Duration.between(oldest, clock.instant())) + answer(line),
                    line.catchingUp()
                            ? "It is catching up with the log."
                            : "Does " + address + " take them? All are kept.");
        }
        return Check.ok(name, address + (signed ? ", signed, " : ", ") + line.pending() + " waiting");
    }

    private static String answer(SinkLine line) {
        return line.lastAnswer() == null ? "" : "; the last answer: " + line.lastAnswer();
    }
}
