package io.holdfast.dump.worker;

import io.holdfast.events.Copy;
import io.holdfast.events.Failure;

/** How one attempt went, before it is recorded. */
sealed interface DumpOutcome {

    record Sealed(Copy copy, String serverVersion, String clientVersion) implements DumpOutcome {}

    /** @param complaint what pg_dump said, redacted; for operators only */
    record Broke(Failure failure, String message, String complaint) implements DumpOutcome {}

    record Stopped(StopReason reason, String complaint) implements DumpOutcome {}
}
