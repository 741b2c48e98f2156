package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.server.ServerInfo;
import io.holdfast.restoreengine.server.TargetServer;
import java.util.List;

/** Whether drills can be restored now. */
public sealed interface ScratchServerState {

    /** @param remarks findings about the server */
    record Ready(TargetServer server, ServerInfo facts, List<Finding> remarks) implements ScratchServerState {

        public Ready {
            remarks = List.copyOf(remarks);
        }
    }

    /** @param why the reason with a hint */
    record Unfit(Finding why) implements ScratchServerState {}
}
