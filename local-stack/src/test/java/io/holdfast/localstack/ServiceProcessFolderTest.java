package io.holdfast.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessFolderTest {

    @TempDir
    Path home;

    @Test
    void settings_can_be_read_by_their_owner_alone() throws Exception {
        ServiceProcessFolder.prepare("dump-service", home, Map.of("a", "b"), List.of());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings())))
                .isEqualTo("rw-------");
    }

    @Test
    void an_awkward_password_arrives_as_it_is_and_is_not_expanded() throws Exception {
        ServiceProcessFolder.prepare("dump-service", home, Map.of("p", " a\\b=c:#!${HOME} ü\n"), List.of());

        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(settings())) {
            read.load(reader);
        }
        assertThat(read.getProperty("p")).isEqualTo(" a\\b=c:#!\\${HOME} ü\n");
    }

    @Test
    void a_service_keeps_its_port() {
        int first = ServiceProcessFolder.prepare("dump-service", home, Map.of(), List.of())
                .port();

        int second = ServiceProcessFolder.prepare("dump-service", home, Map.of(), List.of())
                .port();

        assertThat(second).isEqualTo(first);
    }

    private Path settings() {
        return home.resolve("config/application.properties");
    }
}
