package io.holdfast.retention.worker;

import io.holdfast.retention.copying.CopyDestinations;
import io.holdfast.retention.copying.MakeCopies.Result;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Says in the log and in figures what became of copies. */
@ApplicationScoped
class CopyReporter {

    private static final Logger LOG = Logger.getLogger("io.holdfast.retention");

    private static final String MADE = "holdfast_copies_made_total";
    private static final String BYTES = "holdfast_copied_bytes_total";
    private static final String FAILED = "holdfast_copies_failed_total";

    private final MeterRegistry registry;

    CopyReporter(MeterRegistry registry, CopyDestinations copyDestinations) {
        this.registry = registry;
        // There from the start with 0, so that a rate over the first failure is right.
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
                        "%s: %s lies at %s now%s",
                        made.missing().database(),
                        made.copy().key(),
                        destination,
                        made.wasThere() ? ", left there by an attempt that died" : "");
            }
            case Result.Failed failed -> {
                count(FAILED, failed.missing().destination(), 1);
                String words =
                        failed.missing().database() + ": " + failed.missing().artifact()
                                + " could not be copied to " + failed.missing().destination() + ": " + failed.message()
                                + "; again at " + failed.retryAt();
                if (failed.isNews()) {
                    LOG.warn(words);
                } else {
                    LOG.debug(words);
                }
            }
            case Result.LeftOff left ->
                LOG.infof(
                        "%s: the copy of %s to %s was left off",
                        left.missing().database(),
                        left.missing().artifact(),
                        left.missing().destination());
        }
    }

    private void count(String name, String destination, long by) {
        registry.counter(name, "destination", destination).increment(by);
    }
}
