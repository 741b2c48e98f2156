package io.holdfast.cli.stack;

import io.holdfast.cli.session.Session;
import io.holdfast.localstack.DemoDatabase;
import io.holdfast.localstack.Lifetime;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.PostgresServer.Durability;
import io.holdfast.localstack.SourceDatabase;
import io.holdfast.localstack.StackPlan;
import java.util.Optional;
import java.util.function.Consumer;

/** Raises the local stack of this folder, with the runbook's database or one made for the purpose. */
final class Raising {

    private final Session session;
    private final StackHome home;
    private final Consumer<String> news;

    Raising(Session session, StackHome home, Consumer<String> news) {
        this.session = session;
        this.home = home;
        this.news = news;
    }

    /**
     * What runs when everything is ready.
     *
     * @param lifetime of what is started now; what runs already goes on as it is
     */
    StackState raise(Lifetime lifetime) {
        StackState before = StackState.now(home);
        if (before.running()) {
            return before;
        }
        Thread undo = new Thread(() -> home.stack().stop());
        Runtime.getRuntime().addShutdownHook(undo);
        StackState state = start(lifetime);
        Runtime.getRuntime().removeShutdownHook(undo);
        return state;
    }

    private StackState start(Lifetime lifetime) {
        BackupFolder.mustBeTheFormer(home);
        LocalStack.start(plan(lifetime).only());
        Optional<SourceDatabase> named = Sources.ofEnvironment(session);
        SourceDatabase database = named.orElseGet(this::demoDatabase);
        StackPlan plan = plan(lifetime)
                .backingUp(database)
                .restoringInto(named.orElseGet(() -> DemoDatabase.target(catalogue())))
                .withScratch()
                .backupsIn(home.backups())
                .withOffSite()
                .backingUpCatalogue();
        StackHome.variable(session, "BACKUP_RETENTION_DAYS")
                .ifPresent(days -> plan.with("retention-service", "holdfast.retention-days", days));
        LocalStack.start(plan);
        StackState state = StackState.of(home, database.id(), home.backups().toString());
        state.write(home);
        BackupFolder.remember(home);
        return state;
    }

    StackPlan plan(Lifetime lifetime) {
        return new StackPlan(home.path())
                .living(lifetime)
                .durable(Durability.FSYNC)
                .tell(news);
    }

    private SourceDatabase demoDatabase() {
        news.accept("looking after the demo database (about 100 MB)");
        return DemoDatabase.prepare(catalogue());
    }

    private PostgresServer catalogue() {
        return home.stack().catalogue().orElseThrow();
    }
}
