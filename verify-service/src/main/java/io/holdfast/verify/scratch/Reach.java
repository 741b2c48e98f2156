package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.restoring.server.ServerFacts;
import io.holdfast.restoring.server.TargetServer;
import java.util.List;

/** Whether drills can be restored somewhere now. */
public sealed interface Reach {

    /** @param remarks what a person should know of it */
    record Ready(TargetServer server, ServerFacts facts, List<Finding> remarks) implements Reach {

        public Ready {
            remarks = List.copyOf(remarks);
        }
    }

    /** @param why with what would help */
    record Unfit(Finding why) implements Reach {}
}
