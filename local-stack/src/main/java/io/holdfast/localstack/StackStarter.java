package io.holdfast.localstack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Starts the parts of a plan that are not running. */
final class StackStarter {

    private final LocalStack stack;
    private final LocalStackPlan plan;

    StackStarter(LocalStack stack, LocalStackPlan plan) {
        this.stack = stack;
        this.plan = plan;
    }

    /** One process at a time for each home. Otherwise two starters could start two brokers on the same data. */
    void run() {
        stack.makeHome();
        Path lockFile = stack.home().resolve("lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid()) {
                startAll();
            }
        } catch (IOException e) {
            throw new StackException("cannot lock " + lockFile + ": " + e.getMessage(), e);
        }
    }

    private void startAll() throws IOException {
        makeBackups();
        stack.keys().make(LocalStack.SERVICES);
        boolean ownKafka = plan.kafka().isEmpty();
        if (ownKafka && stack.kafka().isEmpty() || stack.catalogue().isEmpty()) {
            plan.reportProgress("starting Kafka" + (plan.isOffSite() ? ", an S3 server" : "") + " and PostgreSQL"
                    + (plan.hasScratch() ? ", and another PostgreSQL for drills" : ""));
        }
        List<Runnable> ground = new ArrayList<>(List.of(this::startCatalogue));
        if (ownKafka) {
            ground.add(() -> stack.startKafka(plan.lifetime()));
        }
        if (plan.isOffSite()) {
            ground.add(() -> stack.startOffSite(plan.lifetime()));
        }
        if (plan.hasScratch()) {
            ground.add(() -> stack.startScratch(plan.lifetime()));
        }
        ParallelTasks.run(ground);
        reportScratchUser();
        new StartServices(stack, plan, new ServiceSettingsBuilder(stack, plan)).run();
        if (plan.isReconfiguring()) {
            stopWhatTheConfigurationReplaces();
        }
    }

    /** Last, because the services used these parts until they were restarted. */
    private void stopWhatTheConfigurationReplaces() {
        if (!plan.isOffSite()) {
            stack.stopUsingOffSite(plan::reportProgress);
        }
        if (!plan.hasScratch()) {
            stack.stopUsingScratch(plan::reportProgress);
        }
    }

    /** Drills restore with a role without privileges. The operating system user is the second barrier. */
    private void reportScratchUser() {
        boolean isShared = plan.hasScratch()
                && stack.scratch()
                        .orElseThrow()
                        .user()
                        .equals(stack.catalogue().orElseThrow().user());
        if (isShared) {
            plan.reportProgress(
                    "the server for drills runs as the same operating system user as the catalog; start the stack as root,"
                            + " or delete the server's data once so that it gets its own user");
        }
    }

    private void startCatalogue() {
        stack.startCatalogue(plan.durability(), plan.lifetime()).createDatabase(LocalStack.CATALOGUE);
    }

    private void makeBackups() throws IOException {
        if (!Files.isDirectory(plan.backups())) {
            Files.createDirectories(plan.backups());
            Files.setPosixFilePermissions(plan.backups(), PosixFilePermissions.fromString("rwx------"));
        }
    }
}
