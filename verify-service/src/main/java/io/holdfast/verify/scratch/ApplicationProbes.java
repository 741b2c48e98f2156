package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.ConfiguredCommand;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.Secret;
import io.holdfast.restoreengine.hooks.HookResult;
import io.holdfast.restoreengine.hooks.HttpProbe;
import io.holdfast.restoreengine.hooks.RunCommand;
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
 * Asks the application whether it can live on the restored database (L5). With endpoints, the command is the application: it is
 * started, asked, and ended. Without, it is a check of its own, which has to end with 0.
 */
record ApplicationProbes(Probing settings) {

    private static final Duration GRACE = Duration.ofSeconds(10);

    boolean isConfigured() {
        return settings.start().isPresent() || !settings.http().isEmpty();
    }

    /**
     * What did not answer as expected.
     *
     * @param folder for the file with the password, readable by this user alone
     * @param page hears what the command printed to stderr
     */
    List<Finding> run(DatabaseConnection database, Path folder, StringBuilder page)
            throws IOException, InterruptedException {
        if (settings.start().isEmpty()) {
            return askEndpoints();
        }
        ConfiguredCommand command = new ConfiguredCommand(settings.start().get(), environment(database, folder));
        if (settings.http().isEmpty()) {
            return failure("command", RunCommand.run(command, settings.limit()), page);
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

    private static List<Finding> failure(String name, HookResult hookResult, StringBuilder page) {
        return switch (hookResult) {
            case HookResult.Succeeded well -> List.of();
            case HookResult.Failed failed -> {
                page.append(failed.words());
                yield List.of(new Finding("probe_failed", "probe '" + name + "': " + failed.how()));
            }
        };
    }

    /** The password goes by a file: an environment is inherited by whatever the command starts, and may be shown. */
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

    /** A pipe that nobody reads would stop the application. */
    private static void discard(RunningProgram application) {
        try {
            application.output().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // It is closed when the application is ended.
            return;
        }
    }
}
