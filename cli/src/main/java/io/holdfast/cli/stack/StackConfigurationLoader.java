package io.holdfast.cli.stack;

import io.holdfast.cli.config.ConfigCheck;
import io.holdfast.cli.config.ConfigCheckResult;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.localstack.InvalidConfigurationException;
import io.holdfast.localstack.LocalStackPlan;
import io.holdfast.localstack.SourceDatabase;
import io.holdfast.localstack.StackConfiguration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Loads the operator's configuration, from a file, from variables {@code HOLDFAST_*}, and from the runbook's variables. */
final class StackConfigurationLoader {

    private final CommandContext context;
    private final StackConfiguration configuration;

    private StackConfigurationLoader(CommandContext context, StackConfiguration configuration) {
        this.context = context;
        this.configuration = configuration;
    }

    /**
     * Checks and reads the configuration, and reports ignored settings.
     *
     * @throws InvalidConfigurationException if the file has errors; nothing was started
     */
    static StackConfigurationLoader by(CommandContext context, Optional<Path> file, Consumer<String> progress) {
        file.ifPresent(used -> check(context, used));
        StackConfiguration configuration = file.map(
                        used -> StackConfiguration.of(used, context.environment(), context.folder()))
                .orElseGet(() -> StackConfiguration.ofVariables(context.environment(), context.folder()));
        StackConfigurationLoader operatorConfiguration = new StackConfigurationLoader(context, configuration);
        operatorConfiguration.mustNameADatabase();
        operatorConfiguration.reportIgnoredSettings(progress);
        return operatorConfiguration;
    }

    Optional<Path> file() {
        return configuration.file();
    }

    /** The databases of the file and of variables {@code HOLDFAST_DATABASES_*}; empty for the runbook's or the demo database. */
    List<String> databases() {
        return configuration.databases();
    }

    /** The database of the runbook's variables, if they are set. */
    Optional<SourceDatabase> runbookDatabase() {
        return SourceDatabaseFromEnvironment.ofEnvironment(context);
    }

    /** The home with the configured folder of artifacts. As in the services, the runbook's {@code BACKUP_DIR} is only the default. */
    LocalStackFolders home(LocalStackFolders home) {
        return configuration
                .value("holdfast.backup-dir")
                .map(folder -> new LocalStackFolders(home.path(), Path.of(folder)))
                .orElse(home);
    }

    /** Leaves out the parts of the stack for which the configuration has a replacement. */
    void applyTo(LocalStackPlan plan) {
        if (!configuration.names("holdfast.destinations.")) {
            plan.withOffSite();
        }
        if (!configuration.names("holdfast.drills.server.host")) {
            plan.withScratch();
        }
        if (!configuration.names("holdfast.retention-days")) {
            LocalStackFolders.variable(context, "BACKUP_RETENTION_DAYS")
                    .ifPresent(days -> plan.with("retention-service", "holdfast.retention-days", days));
        }
        if (configuration.file().isPresent()) {
            plan.applying(configuration);
        }
    }

    /** Checks without connections, because a server that is down now can be available when a backup is due. */
    private static void check(CommandContext context, Path file) {
        ConfigCheckResult result = new ConfigCheck(context.environment(), true).offline(file);
        PrintWriter err = context.screen().err();
        result.findings().forEach(configFinding -> {
            err.println(ControlCharacterSanitizer.line(result.line(configFinding)));
            if (!configFinding.hint().isEmpty()) {
                err.println("  hint: " + ControlCharacterSanitizer.line(configFinding.hint()));
            }
        });
        if (result.errors() > 0) {
            throw new InvalidConfigurationException(
                    result.summary() + "; nothing was started or stopped",
                    "correct the file " + file + "; to check the servers as well, run 'holdfast config check " + file
                            + "'");
        }
    }

    private void mustNameADatabase() {
        configuration
                .file()
                .filter(file -> databases().isEmpty() && runbookDatabase().isEmpty())
                .ifPresent(file -> {
                    throw new InvalidConfigurationException(
                            "the file " + file + " configures no database",
                            "set holdfast.databases.<id>.host, .username and .password-file for each database");
                });
    }

    private void reportIgnoredSettings(Consumer<String> progress) {
        List<String> variables = SourceDatabaseFromEnvironment.variables(context);
        if (!databases().isEmpty() && !variables.isEmpty()) {
            progress.accept("ignoring " + String.join(", ", variables) + ": the databases are configured in "
                    + configuration.file().map(Path::toString).orElse("HOLDFAST_DATABASES_*"));
        }
        if (!configuration.ignored().isEmpty()) {
            progress.accept(
                    "ignoring " + String.join(", ", configuration.ignored()) + ": the local stack sets its own values");
        }
    }
}
