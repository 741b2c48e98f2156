package io.holdfast.verify.scratch;

import io.holdfast.restoreengine.server.DatabaseFacts;
import io.holdfast.restoreengine.server.ForceDropDatabase;
import io.holdfast.restoreengine.server.OwnedRole;
import io.holdfast.restoreengine.server.OwnershipComment;
import io.holdfast.restoreengine.server.ServerFacts;
import io.holdfast.restoreengine.server.ServerInspectionResult;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import io.holdfast.restoreengine.server.TemporaryRoles;
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
public class DrillCleanup {

    private static final Logger LOG = Logger.getLogger(DrillCleanup.class);

    private final DrillQueue drills;
    private final Clock clock;
    private final Map<String, String> undropped = new ConcurrentSkipListMap<>();

    DrillCleanup(DrillQueue drills, Clock clock) {
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
     * @throws TargetServerException if the server cannot be asked
     */
    void clear(TargetServer server) {
        clear(server, Set.copyOf(undropped.keySet()));
    }

    /**
     * Now and then: what is set aside is tried again.
     *
     * @throws TargetServerException if the server cannot be asked
     */
    public void clearAll(TargetServer server) {
        clear(server, Set.of());
    }

    private void clear(TargetServer server, Set<String> except) {
        List<DatabaseFacts> there = server.databases();
        undropped.keySet().retainAll(there.stream().map(DatabaseFacts::name).toList());
        there.stream()
                .filter(database -> !except.contains(database.name()))
                .filter(database -> database.ownership()
                        .filter(ownership -> isOver(database.name(), ownership))
                        .isPresent())
                .forEach(database -> drop(server, database.name()));
        TemporaryRoles roles = new TemporaryRoles(server);
        for (OwnedRole role : roles.marked()) {
            if (!undropped.containsKey(role.name()) && isOver(role.name(), role.mark())) {
                LOG.infof("The role %s was left behind by a drill; it is dropped", role.name());
                roles.drop(role.name());
            }
        }
    }

    private void drop(TargetServer server, String name) {
        LOG.infof("The database %s was left behind by a drill; it is dropped", name);
        try {
            new ForceDropDatabase(server).drop(name);
            undropped.remove(name);
        } catch (TargetServerException trouble) {
            // Where the server itself is away, nothing is known of the database.
            if (server.inspect() instanceof ServerInspectionResult.NotSeen) {
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
                .filter(database -> database.ownership().isEmpty())
                .count();
    }

    /** Another Holdfast may use the same scratch server: of its drills only the time tells. */
    private boolean isOver(String name, OwnershipComment ownership) {
        if (!ownership.purpose().equals(DrillDatabase.PURPOSE)) {
            return false;
        }
        boolean isDead = drills.begun(ownership.id())
                .filter(begun -> !begun.isRunning()
                        || DrillDatabase.isOurName(name)
                                && !name.equals(DrillDatabase.name(ownership.id(), begun.attempt())))
                .isPresent();
        boolean isLate = ownership
                .until()
                .filter(until -> until.isBefore(clock.instant()))
                .isPresent();
        return isDead || isLate;
    }
}
