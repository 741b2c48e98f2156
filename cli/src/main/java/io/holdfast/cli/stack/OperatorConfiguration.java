package io.holdfast.cli.stack;

import io.holdfast.cli.config.ConfigCheck;
import io.holdfast.cli.config.ConfigCheckResult;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.events.PrintableText;
import io.holdfast.localstack.InvalidConfigurationException;
import io.holdfast.localstack.SourceDatabase;
import io.holdfast.localstack.StackConfiguration;
import io.holdfast.localstack.StackPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The operator's configuration, from a file, from variables {@code HOLDFAST_*}, and from the runbook's variables. */
final class OperatorConfiguration {

    private final CommandContext session;
    private final StackConfiguration configuration;

    private OperatorConfiguration(CommandContext session, StackConfiguration configuration) {
        this.session = session;
        this.configuration = configuration;
    }

    /**
     * Checks and reads the configuration, and reports ignored settings.
     *
     * @throws InvalidConfigurationException if the file has errors; nothing was started
     */
    static OperatorConfiguration by(CommandContext session, Optional<Path> file, Consumer<String> news) {
        file.ifPresent(used -> check(session, used));
        StackConfiguration configuration = file.map(
                        used -> StackConfiguration.of(used, session.environment(), session.folder()))
                .orElseGet(() -> StackConfiguration.ofVariables(session.environment(), session.folder()));
        OperatorConfiguration operatorConfiguration = new OperatorConfiguration(session, configuration);
        operatorConfiguration.mustNameADatabase();
        operatorConfiguration.sayWhatIsIgnored(news);
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
        return RunbookDatabase.ofEnvironment(session);
    }

    /** The home with the configured folder of artifacts. As in the services, the runbook's {@code BACKUP_DIR} is only the default. */
    StackHome home(StackHome home) {
        return configuration
                .value("holdfast.backup-dir")
                .map(folder -> new StackHome(home.path(), Path.of(folder)))
                .orElse(home);
    }

    /** Leaves out the parts of the stack for which the configuration has a replacement. */
    void shape(StackPlan plan) {
        if (!configuration.names("holdfast.destinations.")) {
            plan.withOffSite();
        }
        if (!configuration.names("holdfast.drills.server.host")) {
            plan.withScratch();
        }
        if (!configuration.names("holdfast.retention-days")) {
            StackHome.variable(session, "BACKUP_RETENTION_DAYS")
                    .ifPresent(days -> plan.with("retention-service", "holdfast.retention-days", days));
        }
        if (configuration.file().isPresent()) {
            plan.applying(configuration);
        }
    }

    /** Checks without connections, because a server that is down now can be available when a backup is due. */
    private static void check(CommandContext session, Path file) {
        ConfigCheckResult result = new ConfigCheck(session.environment(), true).offline(file);
        PrintWriter err = session.screen().err();
        result.findings().forEach(configFinding -> {
            err.println(PrintableText.line(result.line(configFinding)));
            if (!configFinding.hint().isEmpty()) {
                err.println("  hint: " + PrintableText.line(configFinding.hint()));
            }
        });
        if (result.errors() > 0) {
            throw new InvalidConfigurationException(
                    result.summary() + "; nothing was started or stopped",
                    "correct the file " + file + "; to check the servers as well, run 'holdfast config check " + file + "'");
        }
    }

    private void mustNameADatabase() {
        configuration
                .file()
                .filter(file -> databases().isEmpty() && runbookDatabase().isEmpty())
                .ifPresent(file -> {
                    throw new InvalidConfigurationException(
                            "the file " + file + " has no databases",
                            "set holdfast.databases.<id>.host, .username and .password-file for each database");
                });
    }

    private void sayWhatIsIgnored(Consumer<String> news) {
        List<String> variables = RunbookDatabase.variables(session);
        if (!databases().isEmpty() && !variables.isEmpty()) {
            news.accept("ignoring " + String.join(", ", variables) + ": "
                    + configuration.file().map(Path::toString).orElse("HOLDFAST_DATABASES_*") + " has the databases");
        }
        if (!configuration.ignored().isEmpty()) {
            news.accept("ignoring " + String.join(", ", configuration.ignored()) + ": the local stack sets its own");
        }
    }
}
