package io.holdfast.verify.scratch;

import io.holdfast.restoring.server.ClearAway;
import io.holdfast.restoring.server.DatabaseFacts;
import io.holdfast.restoring.server.Mark;
import io.holdfast.restoring.server.MarkedRole;
import io.holdfast.restoring.server.ServerFacts;
import io.holdfast.restoring.server.TargetServer;
import io.holdfast.restoring.server.TaskRoles;
import io.holdfast.verify.postgres.DrillQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Drops what drills have left behind, whose workers were killed: databases and roles. Only what bears the mark of a drill is ever dropped. */
@ApplicationScoped
public class TearDown {

    private static final Logger LOG = Logger.getLogger(TearDown.class);

    private final DrillQueue drills;
    private final Clock clock;

    TearDown(DrillQueue drills, Clock clock) {
        this.drills = drills;
        this.clock = clock;
    }

    /** @return how many databases were dropped */
    public int clear(TargetServer server) {
        int dropped = 0;
        for (DatabaseFacts database : server.databases()) {
            if (database.mark().filter(mark -> isOver(database.name(), mark)).isPresent()) {
                LOG.infof("The database %s was left behind by a drill; it is dropped", database.name());
                new ClearAway(server).drop(database.name());
                dropped++;
            }
        }
        TaskRoles roles = new TaskRoles(server);
        for (MarkedRole role : roles.marked()) {
            if (isOver(role.name(), role.mark())) {
                LOG.infof("The role %s was left behind by a drill; it is dropped", role.name());
                roles.drop(role.name());
            }
        }
        return dropped;
    }

    /** How many databases look like a drill's and do not say so: nobody but a person drops these. */
    public static long unmarked(ServerFacts facts) {
        return facts.databases().stream()
                .filter(database -> DrillDatabase.isOurName(database.name()))
                .filter(database -> database.mark().isEmpty())
                .count();
    }

    /** Another Holdfast may use the same scratch server: of its drills only the time tells. */
    private boolean isOver(String name, Mark mark) {
        if (!mark.purpose().equals(DrillDatabase.PURPOSE)) {
            return false;
        }
        boolean isDead = drills.begun(mark.id())
                .filter(begun -> !begun.isRunning()
                        || DrillDatabase.isOurName(name)
                                && !name.equals(DrillDatabase.name(mark.id(), begun.attempt())))
                .isPresent();
        boolean isLate =
                mark.until().filter(until -> until.isBefore(clock.instant())).isPresent();
        return isDead || isLate;
    }
}
