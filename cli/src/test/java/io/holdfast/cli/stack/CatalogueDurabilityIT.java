package io.holdfast.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.GlobalOptions;
import io.holdfast.cli.terminal.Keyboard;
import io.holdfast.cli.terminal.Terminal;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.ProcessLifetime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog of the local stack survives a power failure. The test starts it with the plan of {@code holdfast up}, without services. */
class CatalogueDurabilityIT {

    @TempDir
    Path folder;

    @Test
    void a_commit_of_the_catalogue_waits_for_the_disk() throws SQLException {
        LocalStackFolders home = new LocalStackFolders(folder.resolve("home"), folder.resolve("backups"));

        try (LocalStack stack = LocalStack.start(new StartStack(context(), home, text -> {})
                .plan(ProcessLifetime.BOUND)
                .only()
                .onKafka("127.0.0.1:9"))) {
            assertThat(shown(stack, "fsync")).isEqualTo("on");
            assertThat(shown(stack, "full_page_writes")).isEqualTo("on");
            assertThat(shown(stack, "synchronous_commit")).isEqualTo("on");
        }
    }

    private CommandContext context() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        Terminal screen = new Terminal(nowhere, nowhere, false, false);
        return new CommandContext(
                new GlobalOptions(), screen, Keyboard.ofProcess(screen), Map.of(), folder, Clock.systemUTC());
    }

    private static String shown(LocalStack stack, String setting) throws SQLException {
        try (Connection connection = stack.catalogue().orElseThrow().connect(LocalStack.CATALOGUE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
