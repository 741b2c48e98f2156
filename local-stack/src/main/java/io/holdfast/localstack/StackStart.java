package io.holdfast.localstack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts what a plan wants and does not run yet. */
final class StackStart {

    private static final String DUMP_SERVICE = "dump-service";
    private static final String VERIFY_SERVICE = "verify-service";
    private static final String RESTORE_SERVICE = "restore-service";
    private static final Set<String> TOUCHING_COPIES =
            Set.of(DUMP_SERVICE, VERIFY_SERVICE, "retention-service", RESTORE_SERVICE);
    private static final String READER = LocalStack.CATALOGUE + "_backup";

    private final LocalStack stack;
    private final StackPlan plan;

    StackStart(LocalStack stack, StackPlan plan) {
        this.stack = stack;
        this.plan = plan;
    }

    /** One at a time for each home: two that start the same broker would fight for its data. */
    void run() {
        stack.makeHome();
        Path lockFile = stack.home().resolve("lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid()) {
                startAll();
            }
        } catch (IOException e) {
            throw new StackFailure("cannot lock " + lockFile + ": " + e.getMessage(), e);
        }
    }

    private void startAll() throws IOException {
        makeBackups();
        stack.keys().make(LocalStack.SERVICES);
        boolean ownKafka = plan.kafka().isEmpty();
        if (ownKafka && stack.kafka().isEmpty() || stack.catalogue().isEmpty()) {
            plan.say("starting Kafka" + (plan.isOffSite() ? ", an S3 server" : "") + " and PostgreSQL"
                    + (plan.hasScratch() ? ", and one more for drills" : ""));
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
        SideBySide.run(ground);
        sayWhoRunsScratch();
        String kafka = plan.kafka().orElseGet(() -> stack.kafka().orElseThrow().bootstrap());
        PostgresServer catalogue = stack.catalogue().orElseThrow();
        List<String> missing = plan.services().stream()
                .filter(name -> stack.service(name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            plan.say("starting " + String.join(", ", missing));
        }
        SideBySide.run(missing.stream()
                .<Runnable>map(name -> () -> start(name, kafka, catalogue))
                .toList());
    }

    /** Drills restore by a role without rights; the operating system's user is what stands behind that. */
    private void sayWhoRunsScratch() {
        boolean isShared = plan.hasScratch()
                && stack.scratch()
                        .orElseThrow()
                        .user()
                        .equals(stack.catalogue().orElseThrow().user());
        if (isShared) {
            plan.say("the server for drills runs as the same user as the catalogue: start the stack as root, or delete"
                    + " its data once, and it gets a user of its own");
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

    private void start(String service, String kafka, PostgresServer catalogue) {
        String schema = service.replace("-service", "");
        String role = LocalStack.CATALOGUE + "_" + schema;
        String password = Passwords.random();
        catalogue.createRole(role, password);
        catalogue.createSchema(LocalStack.CATALOGUE, schema, role);

        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("kafka.bootstrap.servers", kafka);
        settings.put("quarkus.datasource.jdbc.url", catalogue.jdbcUrl(LocalStack.CATALOGUE));
        settings.put("quarkus.datasource.username", role);
        settings.put("quarkus.datasource.password", password);
        settings.put("holdfast.backup-dir", plan.backups().toString());
        settings.putAll(stack.keys().settings(service));
        if (plan.isOffSite() && TOUCHING_COPIES.contains(service)) {
            settings.putAll(OffSite.settings(stack.offSite().orElseThrow()));
        }
        if (plan.isCatalogueBackedUp()) {
            settings.putAll(readingCatalogue(service, catalogue));
        }
        plan.databases()
                .forEach(database ->
                        settings.putAll(service.equals(DUMP_SERVICE) ? database.connecting() : database.knowing()));
        settings.putAll(recovering(service));
        settings.putAll(plan.settings(service));
        ServiceProcess.start(
                service, stack.serviceHome(service), settings, plan.jvmArguments(service), plan.lifetime());
    }

    /** Who may write to a server is told to nobody else. */
    private Map<String, String> recovering(String service) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (service.equals(RESTORE_SERVICE)) {
            settings.put(
                    "holdfast.restore.work-folder",
                    stack.serviceHome(service).resolve("work").toString());
            plan.databases()
                    .forEach(database -> settings.putAll(plan.target(database).restoring()));
        }
        if (service.equals(VERIFY_SERVICE)) {
            settings.put(
                    "holdfast.verify.fingerprint-key-file",
                    stack.keys().fingerprintKey().toString());
        }
        if (service.equals(VERIFY_SERVICE) && plan.hasScratch()) {
            PostgresServer scratch = stack.scratch().orElseThrow();
            settings.put("holdfast.drills.server.host", scratch.host());
            settings.put("holdfast.drills.server.port", Integer.toString(scratch.port()));
            settings.put("holdfast.drills.server.username", scratch.superuser());
            settings.put("holdfast.drills.server.password", scratch.password());
        }
        return settings;
    }

    /** Everybody knows that the catalogue is backed up; only one service can do it. */
    private static Map<String, String> readingCatalogue(String service, PostgresServer catalogue) {
        String setting = "holdfast.catalogue-backup.";
        if (!service.equals(DUMP_SERVICE)) {
            return Map.of(setting + "username", READER);
        }
        String password = Passwords.random();
        catalogue.createRole(READER, password);
        catalogue.letReadAll(READER);
        return Map.of(setting + "username", READER, setting + "password", password);
    }
}
