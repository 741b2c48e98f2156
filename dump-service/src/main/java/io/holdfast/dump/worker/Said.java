package io.holdfast.dump.worker;

/** An outcome as a line of the service's log. */
final class Said {

    private Said() {}

    static String of(DumpOutcome outcome) {
        return switch (outcome) {
            case DumpOutcome.Sealed sealed -> "sealed, " + sealed.copy().bytes() + " bytes";
            case DumpOutcome.Broke broke -> broke.failure() + ": " + broke.message();
            case DumpOutcome.Stopped stopped -> "stopped: " + stopped.reason();
        };
    }
}
