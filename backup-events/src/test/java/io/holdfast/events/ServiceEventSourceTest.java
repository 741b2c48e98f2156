package io.holdfast.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceEventSourceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/holdfast",
                "/holdfast/",
                "/holdfast/scheduler",
                "/holdfast/restore-service",
                "/holdfast/cli/x",
                "/Holdfast/scheduler",
                "/%68oldfast/scheduler",
                "/x/../holdfast/scheduler",
                "/holdfast/./scheduler",
                "/holdfast/scheduler?x",
            })
    void a_service_s_source_is_reserved_in_every_spelling(String source) {
        assertThat(ServiceEventSource.isReserved(URI.create(source))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/holdfast/cli",
                "/holdfast-ci",
                "/ci/holdfast/deploy",
                "holdfast",
                "https://ci.example.org/holdfast/deploy",
                "urn:holdfast:scheduler",
                "/kafka/backup-requests",
            })
    void the_command_line_and_other_systems_use_sources_of_their_own(String source) {
        assertThat(ServiceEventSource.isReserved(URI.create(source))).isFalse();
    }
}
