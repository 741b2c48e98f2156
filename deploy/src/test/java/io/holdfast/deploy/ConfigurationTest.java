package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every key of every ConfigMap is a setting that some service reads. The page that lists them matches the code. */
class ConfigurationTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(holdfast\\.[^`]+)`");

    /** Settings of Quarkus and of Kafka's client that are used here. */
    private static final List<String> OF_LIBRARIES = List.of(
            "quarkus.log.console.json.enabled",
            "quarkus.datasource.jdbc.url",
            "kafka.bootstrap.servers",
            "kafka.security.protocol",
            "kafka.sasl.mechanism",
            "kafka.ssl.truststore.type",
            "kafka.ssl.truststore.location");

    private static final List<Pattern> KNOWN = known();

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production"})
    void every_property_is_a_setting(String folder) {
        assertThat(values(folder, "config-").flatMap(ConfigurationTest::properties))
                .isNotEmpty()
                .allMatch(name ->
                        KNOWN.stream().anyMatch(known -> known.matcher(name).matches()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production"})
    void every_variable_is_a_setting(String folder) {
        List<String> variables = settings().map(ConfigurationTest::variable).toList();

        assertThat(Cluster.of(folder)
                        .ofKind("v1/ConfigMap")
                        .filter(map -> map.at("/metadata/name").asText().startsWith("environment-"))
                        .flatMap(map -> map.path("data").properties().stream())
                        .map(entry -> entry.getKey()))
                .isNotEmpty()
                .isSubsetOf(variables);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production"})
    void every_file_that_a_setting_names_lies_in_a_folder_that_is_mounted(String folder) {
        List<String> mounted = Cluster.of(folder).containers().stream()
                .flatMap(container -> container.getVolumeMounts().stream())
                .map(mount -> mount.getMountPath())
                .toList();

        assertThat(Stream.concat(values(folder, "config-"), values(folder, "environment-"))
                        .flatMap(text -> Pattern.compile("/(run/secrets|var)/[a-z/.-]+")
                                .matcher(text)
                                .results())
                        .map(found -> Path.of(found.group())))
                .isNotEmpty()
                .allMatch(file -> mounted.stream().anyMatch(file::startsWith));
    }

    private static Stream<String> values(String folder, String map) {
        return Cluster.of(folder)
                .ofKind("v1/ConfigMap")
                .filter(one -> one.at("/metadata/name").asText().startsWith(map))
                .flatMap(one -> one.path("data").properties().stream())
                .map(entry -> entry.getValue())
                .map(JsonNode::asText);
    }

    private static Stream<String> properties(String text) {
        try {
            Properties properties = new Properties();
            properties.load(new StringReader(text));
            return properties.stringPropertyNames().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Pattern> known() {
        return settings()
                .map(name -> Pattern.compile(Pattern.quote(name).replaceAll("<[a-z]+>", "\\\\E[A-Za-z0-9_-]+\\\\Q")))
                .toList();
    }

    private static Stream<String> settings() {
        try {
            return Stream.concat(
                    ROW.matcher(Files.readString(Kustomization.ROOT.resolve("docs/operations.md")))
                            .results()
                            .map(found -> found.group(1)),
                    OF_LIBRARIES.stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
