package io.holdfast.verify.scratch;

import io.holdfast.restoreengine.server.DatabaseFacts;
import io.holdfast.restoreengine.server.ForceDropDatabase;
import io.holdfast.restoreengine.server.HoldfastRole;
import io.holdfast.restoreengine.server.OwnershipComment;
import io.holdfast.restoreengine.server.ServerInfo;
import io.holdfast.restoreengine.server.ServerInspectionResult;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import io.holdfast.restoreengine.server.TemporaryRoleProvisioner;
import io.holdfast.verify.postgres.DrillQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jboss.logging.Logger;

/**
 * Drops databases and roles of drills whose workers were killed. It drops only what carries the mark of a drill. A database
 * that the server does not drop is set aside by name, so that the next drill can run.
 */
@ApplicationScoped
public class DrillLeftoverCleaner {

    private static final Logger LOG = Logger.getLogger(DrillLeftoverCleaner.class);

    private final DrillQueue drills;
    private final Clock clock;
    private final Map<String, String> undropped = new ConcurrentSkipListMap<>();

    DrillLeftoverCleaner(DrillQueue drills, Clock clock) {
        this.drills = drills;
        this.clock = clock;
    }

    /** Databases of ended drills that the server could not drop, by name, each with the reason. */
    public Map<String, String> undropped() {
        return Map.copyOf(undropped);
    }

    /**
     * Cleans up before a drill, without the databases that are set aside.
     *
     * @throws TargetServerException if the server cannot be reached
     */
    void clear(TargetServer server) {
        clear(server, Set.copyOf(undropped.keySet()));
    }

    /**
     * Cleans up periodically, including the databases that are set aside.
     *
     * @throws TargetServerException if the server cannot be reached
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
        TemporaryRoleProvisioner roles = new TemporaryRoleProvisioner(server);
        for (HoldfastRole role : roles.marked()) {
            if (!undropped.containsKey(role.name()) && isOver(role.name(), role.mark())) {
                LOG.infof("Dropping role %s of an ended drill", role.name());
                roles.drop(role.name());
            }
        }
    }

    private void drop(TargetServer server, String name) {
        LOG.infof("Dropping database %s of an ended drill", name);
        try {
            new ForceDropDatabase(server).drop(name);
            undropped.remove(name);
        } catch (TargetServerException trouble) {
            // If the server is unavailable, nothing is known about the database.
            if (server.inspect() instanceof ServerInspectionResult.NotSeen) {
                throw trouble;
            }
            LOG.warnf("Database %s could not be dropped and is set aside: %s", name, trouble.getMessage());
            undropped.put(name, String.valueOf(trouble.getMessage()));
        }
    }

    /** Number of databases with the name of a drill but no mark. Only a person drops these. */
    public static long unmarked(ServerInfo facts) {
        return facts.databases().stream()
                .filter(database -> DrillDatabase.isOurName(database.name()))
                .filter(database -> database.ownership().isEmpty())
                .count();
    }

    /** Other Holdfast installations may use the same scratch server. Their drills are judged only by the time in the mark. */
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
