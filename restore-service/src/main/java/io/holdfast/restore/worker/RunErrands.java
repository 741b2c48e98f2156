package io.holdfast.restore.worker;

import io.holdfast.postgrestools.PasswordUnavailable;
import io.holdfast.restore.postgres.Errands;
import io.holdfast.restore.postgres.Errands.Errand;
import io.holdfast.restore.restoring.Ending;
import io.holdfast.restore.restoring.Names;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restore.settings.Targets;
import io.holdfast.restoring.server.DatabaseFacts;
import io.holdfast.restoring.server.Mark;
import io.holdfast.restoring.server.TargetServer;
import io.holdfast.restoring.server.TargetTrouble;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** After a swap: lets the kept database serve again, or drops it. What is there is read from the server's marks each time. */
@ApplicationScoped
class RunErrands {

    private static final Logger LOG = Logger.getLogger(RunErrands.class);

    private final Errands errands;
    private final Targets targets;
    private final DropDatabase dropDatabase;

    RunErrands(Errands errands, Targets targets, DropDatabase dropDatabase) {
        this.errands = errands;
        this.targets = targets;
        this.dropDatabase = dropDatabase;
    }

    void run(Errand errand) throws InterruptedException {
        try {
            Optional<RestoreSettings.Target> target = targets.of(errand.database());
            Optional<TargetServer> server = targets.server(errand.database());
            if (target.isEmpty() || server.isEmpty()) {
                errands.refused(errand, "no target is configured for '" + errand.database() + "' any more");
                return;
            }
            if (errand.keptAs().isEmpty()) {
                errands.refused(errand, "restore " + errand.restore() + " keeps no database any more");
                return;
            }
            switch (errand.what()) {
                case REVERT -> revert(errand, server.get(), application(errand, target.get()));
                case DROP -> drop(errand, server.get());
            }
        } catch (PasswordUnavailable | TargetTrouble trouble) {
            LOG.warnf("%s of restore %s waits: %s", errand.what(), errand.restore(), trouble.getMessage());
            errands.later(errand);
        }
    }

    private void revert(Errand errand, TargetServer server, Application application) throws InterruptedException {
        String keptAs = Names.keptInstead(errand.keptAs(), errand.live(), errand.askedAt());
        if (isOurs(server.database(keptAs), errand)) {
            serve(errand, server, application, keptAs);
            return;
        }
        if (!isOurs(server.database(errand.keptAs()), errand)) {
            errands.refused(errand, "the database '" + errand.keptAs() + "' is not there any more");
            return;
        }
        Optional<Ending.Failed> failed = application.before();
        if (failed.isPresent()) {
            application.after();
            errands.refused(errand, failed.get().message() + " Nothing was touched.");
            return;
        }
        server.closeDoor(errand.live());
        server.swap(errand.live(), errand.keptAs(), keptAs, Mark.of(SwapWay.KEPT, errand.restore()));
        serve(errand, server, application, keptAs);
    }

    private void serve(Errand errand, TargetServer server, Application application, String keptAs)
            throws InterruptedException {
        server.openDoor(errand.live());
        application.after();
        errands.reverted(errand, keptAs);
    }

    private void drop(Errand errand, TargetServer server) {
        Optional<DatabaseFacts> kept = server.database(errand.keptAs());
        if (kept.isPresent() && !isOurs(kept, errand)) {
            errands.refused(errand, "the database '" + errand.keptAs() + "' does not carry the mark of this restore");
            return;
        }
        Optional<String> left = dropDatabase.drop(server, errand.restore(), errand.database(), errand.keptAs());
        if (left.isPresent()) {
            errands.refused(
                    errand,
                    "the database '" + errand.keptAs() + "' was not dropped, and stays. " + left.get()
                            + " hint: end what holds it, then request it again");
        } else {
            errands.dropped(errand);
        }
    }

    private static boolean isOurs(Optional<DatabaseFacts> database, Errand errand) {
        return database.flatMap(DatabaseFacts::mark)
                .filter(mark -> mark.purpose().equals(SwapWay.KEPT) && mark.id().equals(errand.restore()))
                .isPresent();
    }

    private static Application application(Errand errand, RestoreSettings.Target target) {
        return new Application(
                target,
                Map.of(
                        "HOLDFAST_DATABASE",
                        errand.database().value(),
                        "HOLDFAST_RESTORE",
                        errand.restore().toString(),
                        "HOLDFAST_TARGET",
                        errand.live()));
    }
}
