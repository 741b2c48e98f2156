package io.holdfast.cli.stack;

import io.holdfast.cli.session.Session;
import io.holdfast.localstack.DemoDatabase;
import io.holdfast.localstack.Lifetime;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.PostgresServer.Durability;
import io.holdfast.localstack.SourceDatabase;
import io.holdfast.localstack.StackFailure;
import io.holdfast.localstack.StackPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Raises the local stack of this folder, with the databases of a file, the runbook's database, or one made for the purpose. */
final class Raising {

    private final Session session;
    private final StackHome home;
    private final Consumer<String> news;

    Raising(Session session, StackHome home, Consumer<String> news) {
        this.session = session;
        this.home = home;
        this.news = news;
    }

    /** What runs when everything is ready, with the file that was used last, if there was one. */
    StackState raise(Lifetime lifetime) {
        Optional<Path> file = RememberedFile.of(home);
        file.ifPresent(used -> news.accept("using " + used + " again"));
        return raise(lifetime, file);
    }

    /**
     * What runs when everything is ready.
     *
     * @param lifetime of what is started now; what runs already goes on as it is
     * @param file settings of the services; without it what runs is not changed
     */
    StackState raise(Lifetime lifetime, Optional<Path> file) {
        StackState before = StackState.now(home);
        if (file.isEmpty() && before.running()) {
            return before;
        }
        Configured configured = Configured.by(session, file, news);
        StackHome configuredHome = configured.home(home);
        BackupFolder.mustBeTheFormer(configuredHome);
        // Before anything is changed, so that a start that is interrupted is completed by the next one.
        file.ifPresent(used -> RememberedFile.remember(home, used));
        Thread undo = new Thread(() -> home.stack().stop());
        boolean ranBefore = home.stack().isRunning();
        if (!ranBefore) {
            Runtime.getRuntime().addShutdownHook(undo);
        }
        try {
            StackState state = start(configured, configuredHome, lifetime);
            Runtime.getRuntime().removeShutdownHook(undo);
            return state;
        } catch (StackFailure e) {
            if (file.isPresent()) {
                Runtime.getRuntime().removeShutdownHook(undo);
            }
            throw e;
        }
    }

    private StackState start(Configured configured, StackHome configuredHome, Lifetime lifetime) {
        StackPlan plan = plan(lifetime).backupsIn(configuredHome.backups()).backingUpCatalogue();
        configured.shape(plan);
        List<String> databases = configured.databases();
        if (databases.isEmpty()) {
            databases = List.of(withOneDatabase(plan, configured, lifetime).id());
        }
        if (configured.file().isPresent()) {
            state(databases, configured, configuredHome).write(home);
        }
        LocalStack.start(plan);
        StackState state = state(databases, configured, configuredHome);
        state.write(home);
        BackupFolder.remember(configuredHome);
        return state;
    }

    private StackState state(List<String> databases, Configured configured, StackHome configuredHome) {
        return StackState.of(home, databases, configured.file(), configuredHome.backups());
    }

    private SourceDatabase withOneDatabase(StackPlan plan, Configured configured, Lifetime lifetime) {
        Optional<SourceDatabase> named = configured.runbookDatabase();
        SourceDatabase database = named.orElseGet(() -> demoDatabase(lifetime));
        plan.backingUp(database).restoringInto(named.orElseGet(() -> DemoDatabase.target(catalogue())));
        return database;
    }

    StackPlan plan(Lifetime lifetime) {
        return new StackPlan(home.path())
                .living(lifetime)
                .durable(Durability.FSYNC)
                .tell(news);
    }

    private SourceDatabase demoDatabase(Lifetime lifetime) {
        LocalStack.start(plan(lifetime).only());
        news.accept("looking after the demo database (about 100 MB)");
        return DemoDatabase.prepare(catalogue());
    }

    private PostgresServer catalogue() {
        return home.stack().catalogue().orElseThrow();
    }
}
