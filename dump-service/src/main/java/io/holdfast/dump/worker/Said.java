package io.holdfast.dump.worker;

import io.holdfast.events.Copy;
import java.util.stream.Collectors;

/** An outcome as a line of the service's log. */
final class Said {

    private Said() {}

    static String of(DumpOutcome outcome) {
        return switch (outcome) {
            case DumpOutcome.Sealed sealed ->
                "sealed, " + sealed.copies().getFirst().bytes() + " bytes, at "
                        + sealed.copies().stream().map(Copy::destination).toList()
                        + sealed.missing().stream()
                                .map(missing -> "; " + missing.message())
                                .collect(Collectors.joining())
                        + sealed.findings().stream()
                                .map(finding -> "; " + finding.text())
                                .collect(Collectors.joining());
            case DumpOutcome.Broke broke -> broke.failure() + ": " + broke.message();
            case DumpOutcome.Stopped stopped -> "stopped: " + stopped.reason();
        };
    }
}
