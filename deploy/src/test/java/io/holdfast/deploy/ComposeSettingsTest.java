package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The services of {@code deploy/compose} read one settings file, whose path is in {@code .env}. */
class ComposeSettingsTest {

    private static final Path FOLDER = Kustomization.ROOT.resolve("deploy/compose");
    private static final String DEFAULT = "./config/holdfast.properties";

    @Test
    void the_file_is_named_in_one_place() throws IOException {
        JsonNode compose = compose();

        assertThat(compose.at("/configs/settings/file").asText()).isEqualTo("${HOLDFAST_CONFIG:-" + DEFAULT + "}");
        assertThat(Files.readString(FOLDER.resolve("compose.yaml")).split("holdfast\\.properties", -1))
                .hasSize(2);
        assertThat(Files.readString(FOLDER.resolve(".env.example"))).contains("\nHOLDFAST_CONFIG=" + DEFAULT + "\n");
    }

    @Test
    void each_service_has_it_where_it_reads_settings() throws IOException {
        assertThat(compose().at("/x-service/configs")).singleElement().satisfies(mounted -> {
            assertThat(mounted.path("source").asText()).isEqualTo("settings");
            assertThat(mounted.path("target").asText()).isEqualTo("/config/application.properties");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"scheduler", "dump", "verify", "retention", "restore", "notify"})
    void no_service_reads_another(String service) throws IOException {
        JsonNode container = compose().at("/services/" + service + "-service");

        assertThat(container.path("<<").asText()).isEqualTo("service");
        assertThat(container.has("configs")).isFalse();
        assertThat(container.path("volumes").toString()).doesNotContain(":/config");
    }

    @Test
    void the_example_file_changes_nothing() throws IOException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve(DEFAULT))) {
            settings.load(reader);
        }

        assertThat(settings).isEmpty();
    }

    /** Aliases are not resolved: they are read as the text of their names. */
    private static JsonNode compose() throws IOException {
        return new YAMLMapper().readTree(FOLDER.resolve("compose.yaml").toFile());
    }
}
