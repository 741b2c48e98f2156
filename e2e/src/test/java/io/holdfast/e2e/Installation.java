package io.holdfast.e2e;

import io.holdfast.localstack.Checkout;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.SourceDatabase;
import io.holdfast.localstack.StackPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All of Holdfast on this machine, with a source server of its own, so that either can be hurt without the other. Ends with
 * the JVM at the latest.
 */
public final class Installation implements AutoCloseable {

    private final Path home;
    private final PostgresServer source;
    private final LocalStack stack;
    private final Log log;

    private Installation(Path home, PostgresServer source, LocalStack stack) {
        this.home = home;
        this.source = source;
        this.stack = stack;
        this.log = new Log(stack.kafka().orElseThrow().bootstrap());
    }

    /** Changes the plan before the stack starts. */
    public interface Shaping {
        StackPlan shape(StackPlan plan);
    }

    /** @param databases made empty on the source server, and configured under their names */
    public static Installation start(Shaping shaping, String... databases) throws IOException {
        Path home = Files.createTempDirectory("holdfast-e2e");
        PostgresServer source = PostgresServer.start(home.resolve("source"));
        StackPlan plan = new StackPlan(home.resolve("stack"));
        for (String database : databases) {
            source.createDatabase(database);
            plan.backingUp(new SourceDatabase(
                    database, source.host(), source.port(), source.superuser(), source.password(), database));
        }
        return new Installation(home, source, LocalStack.start(shaping.shape(plan)));
    }

    public PostgresServer source() {
        return source;
    }

    public LocalStack stack() {
        return stack;
    }

    public Log log() {
        return log;
    }

    /** Where the artifacts are. */
    public Path backups() {
        return stack.backups();
    }

    /** How PostgreSQL's programs reach the source server. */
    Map<String, String> reachingSource() {
        return Map.of(
                "PGHOST", source.host(),
                "PGPORT", Integer.toString(source.port()),
                "PGUSER", source.superuser(),
                "PGPASSWORD", source.password());
    }

    /** The {@code holdfast} command as an operator runs it. */
    Shell.Result holdfast(String... arguments) {
        Path target = Checkout.find().root().resolve("cli/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                target.resolve("holdfast-cli.jar") + ":" + target.resolve("lib") + "/*",
                "io.holdfast.cli.Holdfast"));
        command.addAll(List.of(arguments));
        return Shell.program(home, Map.of("HOLDFAST_HOME", stack.home().toString()), "", command);
    }

    @Override
    public void close() {
        log.close();
        stack.stop();
        source.destroy();
    }
}
