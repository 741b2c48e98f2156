package io.holdfast.cli.context;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command understands, before or after the command's name. */
public final class GlobalOptions {

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            defaultValue = "text",
            converter = ArgumentConverters.AnOutput.class,
            description = "text for people (default), json for programs")
    OutputFormat output = OutputFormat.TEXT;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "the same as --output json")
    boolean json;

    @Option(
            names = "--kafka",
            scope = ScopeType.INHERIT,
            paramLabel = "HOST:PORT",
            description = "the broker; otherwise $$HOLDFAST_KAFKA, otherwise the local stack's")
    @Nullable
    String kafka;

    @Option(
            names = "--kafka-properties",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description =
                    "settings for Kafka's client, such as security.protocol; otherwise $$HOLDFAST_KAFKA_PROPERTIES")
    @Nullable
    Path kafkaProperties;

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            paramLabel = "SERVICE=URL",
            description = "where a service answers, such as retention=http://host:8080; otherwise"
                    + " $$HOLDFAST_RETENTION_URL and the like, otherwise the local stack's")
    Map<String, String> urls = new TreeMap<>();

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "show the stack trace of an error")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "show this help")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "show the version")
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

    /** URLs by the service's short name, such as {@code retention}, as they were given. */
    public Map<String, String> urls() {
        return urls;
    }
}
