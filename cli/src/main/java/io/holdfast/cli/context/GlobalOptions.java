package io.holdfast.cli.context;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options of all commands, before or after the command's name. */
public final class GlobalOptions {

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            defaultValue = "text",
            converter = ArgumentConverters.AnOutput.class,
            description = "output format: text or json (default: ${DEFAULT-VALUE})")
    OutputFormat output = OutputFormat.TEXT;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "the same as --output json")
    boolean json;

    @Option(
            names = "--kafka",
            scope = ScopeType.INHERIT,
            paramLabel = "HOST:PORT",
            description = "address of the broker (default: $$HOLDFAST_KAFKA, then the local stack's broker)")
    @Nullable
    String kafka;

    @Option(
            names = "--kafka-properties",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description =
                    "file with Kafka client settings, such as security.protocol (default: $$HOLDFAST_KAFKA_PROPERTIES)")
    @Nullable
    Path kafkaProperties;

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            paramLabel = "SERVICE=URL",
            description = "URL of a service, such as retention=http://host:8084 (default: a variable such as"
                    + " $$HOLDFAST_RETENTION_URL, then the local stack's service)")
    Map<String, String> urls = new TreeMap<>();

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "show the stack trace of an error")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "show this help and exit")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show the version and exit")
    boolean version;

    public boolean json() {
        return json || output == OutputFormat.JSON;
    }

    public boolean verbose() {
        return verbose;
    }

    public @Nullable String kafka() {
        return kafka;
    }

    public @Nullable Path kafkaProperties() {
        return kafkaProperties;
    }

    /** The values of {@code --url} by the service's short name, such as {@code retention}. */
    public Map<String, String> urls() {
        return urls;
    }
}
