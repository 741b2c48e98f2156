package io.holdfast.cli.stack;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.localstack.DemoDatabase;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.LocalStackPlan;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.PostgresServer.Durability;
import io.holdfast.localstack.ProcessLifetime;
import io.holdfast.localstack.SourceDatabase;
import io.holdfast.localstack.StackException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts the local stack with the databases of a settings file, the runbook's database, or the demo database. */
final class StartStack {

    private final CommandContext context;
    private final LocalStackFolders home;
    private final Consumer<String> progress;

    StartStack(CommandContext context, LocalStackFolders home, Consumer<String> progress) {
        this.context = context;
        this.home = home;
        this.progress = progress;
    }

    /** Starts the stack with its last settings file, if there is one, and returns the state when all parts are ready. */
    StackStateJson startStack(ProcessLifetime lifetime) {
        Optional<Path> file = LastUsedConfigFile.of(home);
        file.ifPresent(used -> progress.accept("using the settings file from the last start: " + used));
        return startStack(lifetime, file);
    }

    /**
     * Starts the stack, and returns the state when all parts are ready.
     *
     * @param lifetime lifetime of processes that are started now; running processes do not change
     * @param file settings file of the services; without it, running processes are not changed
     */
    StackStateJson startStack(ProcessLifetime lifetime, Optional<Path> file) {
        StackStateJson before = StackStateJson.now(home);
        if (file.isEmpty() && before.running()) {
            return before;
        }
        StackConfigurationLoader operatorConfiguration = StackConfigurationLoader.by(context, file, progress);
        LocalStackFolders configuredHome = operatorConfiguration.home(home);
        BackupFolderChangeDetector.mustBeTheFormer(configuredHome);
        // Stored before anything changes, so that the next start completes a start that was interrupted.
        file.ifPresent(used -> LastUsedConfigFile.remember(home, used));
        Thread undo = new Thread(() -> home.stack().stop());
        boolean ranBefore = home.stack().isRunning();
        if (!ranBefore) {
            Runtime.getRuntime().addShutdownHook(undo);
        }
        try {
            StackStateJson state = start(operatorConfiguration, configuredHome, lifetime);
            Runtime.getRuntime().removeShutdownHook(undo);
            return state;
        } catch (StackException e) {
            if (file.isPresent()) {
                Runtime.getRuntime().removeShutdownHook(undo);
            }
            throw e;
        }
    }

    private StackStateJson start(
            StackConfigurationLoader operatorConfiguration,
            LocalStackFolders configuredHome,
            ProcessLifetime lifetime) {
        LocalStackPlan plan = plan(lifetime).backupsIn(configuredHome.backups()).backingUpCatalogue();
        operatorConfiguration.applyTo(plan);
        List<String> databases = operatorConfiguration.databases();
        if (databases.isEmpty()) {
            databases = List.of(
                    withOneDatabase(plan, operatorConfiguration, lifetime).id());
        }
        if (operatorConfiguration.file().isPresent()) {
            state(databases, operatorConfiguration, configuredHome).write(home);
        }
        LocalStack.start(plan);
        StackStateJson state = state(databases, operatorConfiguration, configuredHome);
        state.write(home);
        BackupFolderChangeDetector.remember(configuredHome);
        return state;
    }

    private StackStateJson state(
            List<String> databases, StackConfigurationLoader operatorConfiguration, LocalStackFolders configuredHome) {
        return StackStateJson.of(home, databases, operatorConfiguration.file(), configuredHome.backups());
    }

    private SourceDatabase withOneDatabase(
            LocalStackPlan plan, StackConfigurationLoader operatorConfiguration, ProcessLifetime lifetime) {
        Optional<SourceDatabase> named = operatorConfiguration.runbookDatabase();
        SourceDatabase database = named.orElseGet(() -> demoDatabase(lifetime));
        plan.backingUp(database).restoringInto(named.orElseGet(() -> DemoDatabase.target(catalogue())));
        return database;
    }

    LocalStackPlan plan(ProcessLifetime lifetime) {
        return new LocalStackPlan(home.path())
                .living(lifetime)
                .durable(Durability.FSYNC)
                .onProgress(progress);
    }

    private SourceDatabase demoDatabase(ProcessLifetime lifetime) {
        LocalStack.start(plan(lifetime).only());
        progress.accept("checking the demo database (about 100 MB), and creating it if it is missing");
        return DemoDatabase.prepare(catalogue());
    }

    private PostgresServer catalogue() {
        return home.stack().catalogue().orElseThrow();
    }
}
