package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.server.ServerFacts;
import io.holdfast.restoreengine.server.TargetServer;
import java.util.List;

/** Whether drills can be restored somewhere now. */
public sealed interface ScratchServerState {

    /** @param remarks what a person should know of it */
    record Ready(TargetServer server, ServerFacts facts, List<Finding> remarks) implements ScratchServerState {

        public Ready {
            remarks = List.copyOf(remarks);
        }
    }

    /** @param why with what would help */
    record Unfit(Finding why) implements ScratchServerState {}
}
