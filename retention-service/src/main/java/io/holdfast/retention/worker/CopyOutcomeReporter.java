package io.holdfast.retention.worker;

import io.holdfast.retention.copying.CopyDestinationProvider;
import io.holdfast.retention.copying.MakeMissingCopies.Result;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Writes the results of copying to the log and to metrics. */
@ApplicationScoped
class CopyOutcomeReporter {

    private static final Logger LOG = Logger.getLogger("io.holdfast.retention");

    private static final String MADE = "holdfast_copies_made_total";
    private static final String BYTES = "holdfast_copied_bytes_total";
    private static final String FAILED = "holdfast_copies_failed_total";

    private final MeterRegistry registry;

    CopyOutcomeReporter(MeterRegistry registry, CopyDestinationProvider copyDestinations) {
        this.registry = registry;
        // Registers the counters with 0, so that a rate over the first failure is correct.
        copyDestinations
                .all()
                .forEach(place -> List.of(MADE, BYTES, FAILED).forEach(name -> count(name, place.id(), 0)));
    }

    void report(Result outcome) {
        switch (outcome) {
            case Result.NothingToDo none -> {}
            case Result.Made made -> {
                String destination = made.copy().destination();
                count(MADE, destination, 1);
                count(BYTES, destination, made.wasThere() ? 0 : made.copy().bytes());
                LOG.infof(
                        "%s: copied %s to %s%s",
                        made.missing().database(),
                        made.copy().key(),
                        destination,
                        made.wasThere() ? " (the copy of an interrupted attempt is complete)" : "");
            }
            case Result.Failed failed -> {
                count(FAILED, failed.missing().destination(), 1);
                String words =
                        failed.missing().database() + ": " + failed.missing().artifact()
                                + " could not be copied to " + failed.missing().destination() + ": " + failed.message()
                                + "; next attempt at " + failed.retryAt();
                if (failed.isNews()) {
                    LOG.warn(words);
                } else {
                    LOG.debug(words);
                }
            }
            case Result.LeftOff left ->
                LOG.infof(
                        "%s: stopped copying %s to %s",
                        left.missing().database(),
                        left.missing().artifact(),
                        left.missing().destination());
        }
    }

    private void count(String name, String destination, long by) {
        registry.counter(name, "destination", destination).increment(by);
    }
}
