package io.holdfast.dump.worker;

import io.holdfast.events.BackupCopyRecord;
import java.util.stream.Collectors;

/** Formats an outcome as a log message. */
final class DumpOutcomeFormatter {

    private DumpOutcomeFormatter() {}

    static String of(DumpOutcome outcome) {
        return switch (outcome) {
            case DumpOutcome.Sealed sealed ->
                "sealed, " + sealed.copies().getFirst().bytes() + " bytes, at "
                        + sealed.copies().stream()
                                .map(BackupCopyRecord::destination)
                                .toList()
                        + sealed.missing().stream()
                                .map(missing -> "; " + missing.message())
                                .collect(Collectors.joining())
                        + sealed.findings().stream()
                                .map(finding -> "; " + finding.text())
                                .collect(Collectors.joining());
            case DumpOutcome.Failed failed -> failed.failure() + ": " + failed.message();
            case DumpOutcome.Stopped stopped -> "stopped: " + stopped.reason();
        };
    }
}
