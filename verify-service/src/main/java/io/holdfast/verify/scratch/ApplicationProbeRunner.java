package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.Secret;
import io.holdfast.postgrestools.UserConfiguredCommand;
import io.holdfast.restoreengine.hooks.HttpProbe;
import io.holdfast.restoreengine.hooks.RestoreHookResult;
import io.holdfast.restoreengine.hooks.RunUserConfiguredCommand;
import io.holdfast.verify.settings.DrillSettings.Endpoint;
import io.holdfast.verify.settings.DrillSettings.Probing;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Probes whether the application can work with the restored database (L5). If endpoints are configured, the command starts the
 * application, which is queried and then stopped. Otherwise the command is a check that must exit with status 0.
 */
record ApplicationProbeRunner(Probing settings) {

    private static final Duration GRACE = Duration.ofSeconds(10);

    boolean isConfigured() {
        return settings.start().isPresent() || !settings.http().isEmpty();
    }

    /**
     * The probes that failed.
     *
     * @param folder directory for the password file, readable only by this user
     * @param page receives the standard error output of the command
     */
    List<Finding> run(DatabaseConnection database, Path folder, StringBuilder page)
            throws IOException, InterruptedException {
        if (settings.start().isEmpty()) {
            return askEndpoints();
        }
        UserConfiguredCommand command =
                new UserConfiguredCommand(settings.start().get(), environment(database, folder));
        if (settings.http().isEmpty()) {
            return failure("command", RunUserConfiguredCommand.run(command, settings.limit()), page);
        }
        try (RunningProgram application = command.start()) {
            Thread.ofPlatform().daemon().name("output-of-a-probe").start(() -> discard(application));
            List<Finding> findings = askEndpoints();
            application.stop(GRACE);
            if (!findings.isEmpty()) {
                page.append(application.await().complaint().text());
            }
            return findings;
        }
    }

    private List<Finding> askEndpoints() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        long end = System.nanoTime() + settings.limit().toNanos();
        for (Map.Entry<String, Endpoint> one : new TreeMap<>(settings.http()).entrySet()) {
            Endpoint endpoint = one.getValue();
            HttpProbe probe = new HttpProbe(
                    URI.create(endpoint.url()),
                    endpoint.method(),
                    endpoint.bodyFile(),
                    endpoint.contentType(),
                    endpoint.status());
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            findings.addAll(failure(one.getKey(), probe.await(left), new StringBuilder()));
        }
        return findings;
    }

    private static List<Finding> failure(String name, RestoreHookResult hookResult, StringBuilder page) {
        return switch (hookResult) {
            case RestoreHookResult.Succeeded well -> List.of();
            case RestoreHookResult.Failed failed -> {
                page.append(failed.words());
                yield List.of(new Finding("probe_failed", "probe '" + name + "': " + failed.how()));
            }
        };
    }

    /** The password is passed in a file, because child processes inherit the environment, and it may be displayed. */
    private static Map<String, String> environment(DatabaseConnection database, Path folder) throws IOException {
        Map<String, String> variables = new HashMap<>();
        variables.put("PGHOST", database.host());
        variables.put("PGPORT", Integer.toString(database.port()));
        variables.put("PGUSER", database.username());
        variables.put("PGDATABASE", database.database());
        variables.putAll(database.tls().environment());
        if (database.password().isPresent()) {
            Path file = folder.resolve("pgpass");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, passwordLine(database, database.password().get()));
            variables.put("PGPASSFILE", file.toString());
        }
        return variables;
    }

    private static String passwordLine(DatabaseConnection database, Secret secret) {
        return String.join(
                        ":",
                        escaped(database.host()),
                        Integer.toString(database.port()),
                        escaped(database.database()),
                        escaped(database.username()),
                        escaped(secret.reveal()))
                + "\n";
    }

    private static String escaped(String field) {
        return field.replace("\\", "\\\\").replace(":", "\\:");
    }

    /** Reads the output, because a full pipe would block the application. */
    private static void discard(RunningProgram application) {
        try {
            application.output().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The pipe closes when the application stops.
            return;
        }
    }
}
