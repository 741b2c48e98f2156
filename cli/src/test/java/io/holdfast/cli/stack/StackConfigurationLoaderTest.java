package io.holdfast.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.GlobalOptions;
import io.holdfast.cli.terminal.Keyboard;
import io.holdfast.cli.terminal.Terminal;
import io.holdfast.localstack.InvalidConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackConfigurationLoaderTest {

    private static final String APP = "holdfast.databases.app.host=db\nholdfast.databases.app.username=u\n";

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> progress = new ArrayList<>();
    private final StringWriter err = new StringWriter();

    @Test
    void databases_of_the_file_replace_the_runbooks_database() throws IOException {
        environment.putAll(Map.of("DATABASE_HOST", "db", "DATABASE_NAME", "shop"));

        StackConfigurationLoader operatorConfiguration = operatorConfiguration(APP);

        assertThat(operatorConfiguration.databases()).containsExactly("app");
        assertThat(progress)
                .singleElement()
                .asString()
                .contains("ignoring DATABASE_HOST, DATABASE_NAME", "holdfast.properties");
    }

    @Test
    void a_file_without_databases_keeps_the_runbooks_database() throws IOException {
        environment.put("DATABASE_NAME", "shop");

        StackConfigurationLoader operatorConfiguration = operatorConfiguration("holdfast.dump.workers=1\n");

        assertThat(operatorConfiguration.databases()).isEmpty();
        assertThat(operatorConfiguration.runbookDatabase())
                .hasValueSatisfying(database -> assertThat(database.id()).isEqualTo("shop"));
        assertThat(progress).isEmpty();
    }

    @Test
    void a_file_without_any_database_is_refused() {
        assertThatThrownBy(() -> operatorConfiguration("holdfast.dump.workers=1\n"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("configures no database");
    }

    @Test
    void a_file_that_the_check_finds_wrong_is_refused_with_what_is_wrong() {
        assertThatThrownBy(() -> operatorConfiguration(APP + "holdfast.databases.app.pasword=hush-hush\n"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContainingAll("1 error", "nothing was started or stopped");

        assertThat(err.toString())
                .contains(
                        "holdfast.properties:3: error: unknown setting holdfast.databases.app.pasword",
                        "hint: Did you mean holdfast.databases.app.password?")
                .doesNotContain("hush-hush");
    }

    @Test
    void what_the_stack_sets_itself_is_ignored_aloud() throws IOException {
        operatorConfiguration(APP + "kafka.bootstrap.servers=elsewhere:9092\n");

        assertThat(progress).containsExactly("ignoring kafka.bootstrap.servers: the local stack sets its own values");
    }

    @Test
    void the_folder_of_artifacts_is_from_the_file_or_else_from_the_runbook() throws IOException {
        LocalStackFolders runbook = new LocalStackFolders(folder, folder.resolve("runbook"));

        assertThat(operatorConfiguration(APP).home(runbook)).isEqualTo(runbook);
        assertThat(operatorConfiguration(APP + "holdfast.backup-dir=artifacts\n")
                        .home(runbook)
                        .backups())
                .isEqualTo(folder.resolve("artifacts"));
    }

    @Test
    void databases_may_be_named_by_variables_alone() {
        environment.put("HOLDFAST_DATABASES_APP_HOST", "db");

        assertThat(StackConfigurationLoader.by(context(), Optional.empty(), progress::add)
                        .databases())
                .containsExactly("app");
    }

    @Test
    void the_file_is_remembered_until_it_is_forgotten() {
        LocalStackFolders home = new LocalStackFolders(folder.resolve("home"), folder);

        LastUsedConfigFile.remember(home, folder.resolve("holdfast.properties"));

        assertThat(LastUsedConfigFile.of(home)).contains(folder.resolve("holdfast.properties"));
        LastUsedConfigFile.forget(home);
        assertThat(LastUsedConfigFile.of(home)).isEmpty();
    }

    private StackConfigurationLoader operatorConfiguration(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("holdfast.properties"), text);
        return StackConfigurationLoader.by(context(), Optional.of(file), progress::add);
    }

    private CommandContext context() {
        Terminal screen =
                new Terminal(new PrintWriter(new StringWriter(), true), new PrintWriter(err, true), false, false);
        return new CommandContext(
                new GlobalOptions(), screen, Keyboard.ofProcess(screen), environment, folder, Clock.systemUTC());
    }
}
