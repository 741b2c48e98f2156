package io.holdfast.verify.scratch;

import io.holdfast.restoring.server.ClearAway;
import io.holdfast.restoring.server.DatabaseFacts;
import io.holdfast.restoring.server.Look;
import io.holdfast.restoring.server.Mark;
import io.holdfast.restoring.server.MarkedRole;
import io.holdfast.restoring.server.ServerFacts;
import io.holdfast.restoring.server.TargetServer;
import io.holdfast.restoring.server.TargetTrouble;
import io.holdfast.restoring.server.TaskRoles;
import io.holdfast.verify.postgres.DrillQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;

/**
 * Drops what drills have left behind, whose workers were killed: databases and roles. Only what bears the mark of a drill is ever dropped.
 * What the server does not drop is set aside by name, so that the next drill goes on.
 */
@ApplicationScoped
public class TearDown {

    private static final Logger LOG = Logger.getLogger(TearDown.class);

    private final DrillQueue drills;
    private final Clock clock;
    private final Map<String, String> undropped = new ConcurrentSkipListMap<>();

    TearDown(DrillQueue drills, Clock clock) {
        this.drills = drills;
        this.clock = clock;
    }

    /** Databases of ended drills that the server does not drop, by name, each with the reason. */
    public Map<String, String> undropped() {
        return Map.copyOf(undropped);
    }

    /**
     * Before a drill: without what is set aside.
     *
     * @throws TargetTrouble if the server cannot be asked
     */
    void clear(TargetServer server) {
        clear(server, Set.copyOf(undropped.keySet()));
    }

    /**
     * Now and then: what is set aside is tried again.
     *
     * @throws TargetTrouble if the server cannot be asked
     */
    public void clearAll(TargetServer server) {
        clear(server, Set.of());
    }

    private void clear(TargetServer server, Set<String> except) {
        List<DatabaseFacts> there = server.databases();
        undropped.keySet().retainAll(there.stream().map(DatabaseFacts::name).toList());
        there.stream()
                .filter(database -> !except.contains(database.name()))
                .filter(database -> database.mark()
                        .filter(mark -> isOver(database.name(), mark))
                        .isPresent())
                .forEach(database -> drop(server, database.name()));
        TaskRoles roles = new TaskRoles(server);
        for (MarkedRole role : roles.marked()) {
            if (!undropped.containsKey(role.name()) && isOver(role.name(), role.mark())) {
                LOG.infof("The role %s was left behind by a drill; it is dropped", role.name());
                roles.drop(role.name());
            }
        }
    }

    private void drop(TargetServer server, String name) {
        LOG.infof("The database %s was left behind by a drill; it is dropped", name);
        try {
            new ClearAway(server).drop(name);
            undropped.remove(name);
        } catch (TargetTrouble trouble) {
            // Where the server itself is away, nothing is known of the database.
            if (server.look() instanceof Look.NotSeen) {
                throw trouble;
            }
            LOG.warnf("The database %s is set aside: %s", name, trouble.getMessage());
            undropped.put(name, String.valueOf(trouble.getMessage()));
        }
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
