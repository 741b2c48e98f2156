package io.holdfast.localstack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Builds the settings with which each service of a stack with broker and catalog is started. */
final class ServiceSettingsBuilder {

    private static final String DUMP_SERVICE = "dump-service";
    private static final String VERIFY_SERVICE = "verify-service";
    private static final String RESTORE_SERVICE = "restore-service";
    private static final Set<String> TOUCHING_COPIES =
            Set.of(DUMP_SERVICE, VERIFY_SERVICE, "retention-service", RESTORE_SERVICE);
    private static final String READER = LocalStack.CATALOGUE + "_backup";
    private static final String READING_CATALOGUE = "holdfast.catalogue-backup.";
    private static final String BACKUP_DIR = "holdfast.backup-dir";
    private static final String SCRATCH = "holdfast.drills.server.";

    private final LocalStack stack;
    private final LocalStackPlan plan;
    private final String kafka;
    private final PostgresServer catalogue;

    ServiceSettingsBuilder(LocalStack stack, LocalStackPlan plan) {
        this.stack = stack;
        this.plan = plan;
        this.kafka = plan.kafka().orElseGet(() -> stack.kafka().orElseThrow().bootstrap());
        this.catalogue = stack.catalogue().orElseThrow();
    }

    /**
     * The settings without the passwords that are generated for each start, so that they can be compared with those of
     * another start. The operator's settings override the stack's default ones, and the stack's addresses override
     * both.
     */
    Map<String, String> of(String service) {
        Map<String, String> settings = new LinkedHashMap<>(broughtAlong(service));
        plan.databases()
                .forEach(database ->
                        settings.putAll(service.equals(DUMP_SERVICE) ? database.connecting() : database.knowing()));
        settings.putAll(plan.configuration().settings(service));
        settings.put("kafka.bootstrap.servers", kafka);
        settings.put("quarkus.datasource.jdbc.url", catalogue.jdbcUrl(LocalStack.CATALOGUE));
        settings.put("quarkus.datasource.username", role(service));
        settings.putAll(stack.keys().settings(service));
        // All services know that the catalog is backed up, but only one connects to it.
        if (plan.isCatalogueBackedUp()) {
            settings.put(READING_CATALOGUE + "username", READER);
        }
        settings.putAll(plan.settings(service));
        return settings;
    }

    /** The same settings, with passwords that are generated now and set in the catalog. */
    Map<String, String> withPasswords(String service) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("quarkus.datasource.password", passwordOfRole(service));
        if (plan.isCatalogueBackedUp() && service.equals(DUMP_SERVICE)) {
            settings.put(READING_CATALOGUE + "password", passwordOfReader());
        }
        settings.putAll(of(service));
        return settings;
    }

    private Map<String, String> broughtAlong(String service) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (ServiceSettingsFilter.reads(service, BACKUP_DIR)) {
            settings.put(BACKUP_DIR, plan.backups().toString());
        }
        if (plan.isOffSite() && TOUCHING_COPIES.contains(service)) {
            settings.putAll(OffSiteBucket.settings(stack.offSite().orElseThrow()));
        }
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
            settings.putAll(scratch());
        }
        return settings;
    }

    private Map<String, String> scratch() {
        if (!plan.hasScratch()) {
            return Map.of();
        }
        PostgresServer scratch = stack.scratch().orElseThrow();
        return Map.of(
                SCRATCH + "host", scratch.host(),
                SCRATCH + "port", Integer.toString(scratch.port()),
                SCRATCH + "username", scratch.superuser(),
                SCRATCH + "password", scratch.password());
    }

    private String passwordOfRole(String service) {
        String password = PasswordFileGenerator.random();
        catalogue.createRole(role(service), password);
        catalogue.createSchema(LocalStack.CATALOGUE, schema(service), role(service));
        return password;
    }

    private String passwordOfReader() {
        String password = PasswordFileGenerator.random();
        catalogue.createRole(READER, password);
        catalogue.grantReadAll(READER);
        return password;
    }

    private static String role(String service) {
        return LocalStack.CATALOGUE + "_" + schema(service);
    }

    private static String schema(String service) {
        return service.replace("-service", "");
    }
}
