package io.holdfast.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessIT {

    private static final String SERVICE = "stub-service";

    @TempDir
    Path root;

    @BeforeEach
    void packageStub() throws Exception {
        StubService.packageInto(root, SERVICE);
        System.setProperty("holdfast.root", root.toString());
    }

    @AfterEach
    void stop() {
        ServiceProcess.running(SERVICE, home()).ifPresent(ServiceProcess::kill9);
        System.clearProperty("holdfast.root");
    }

    @Test
    void a_started_service_is_ready_and_found_by_others() {
        ServiceProcess started = start(Map.of());

        ServiceProcess found = ServiceProcess.running(SERVICE, home()).orElseThrow();

        assertThat(found.isReady()).isTrue();
        assertThat(found.url()).isEqualTo(started.url());
        assertThat(found.pid()).isEqualTo(started.pid());
    }

    @Test
    void no_setting_stands_on_the_command_line() throws Exception {
        ServiceProcess started = start(Map.of("quarkus.datasource.password", "hush-hush"));

        String commandLine = Files.readString(Path.of("/proc/" + started.pid() + "/cmdline"));

        assertThat(commandLine).contains("quarkus-run.jar").doesNotContain("hush-hush");
    }

    @Test
    void a_killed_service_comes_back_at_the_same_address() {
        ServiceProcess started = start(Map.of());
        URI before = started.url();
        started.kill9();

        started.restart();

        assertThat(started.url()).isEqualTo(before);
        assertThat(started.isReady()).isTrue();
    }

    @Test
    void a_paused_service_answers_when_it_is_resumed() {
        ServiceProcess started = start(Map.of());
        started.pause();
        await().atMost(Duration.ofMinutes(1)).until(() -> !started.isReady());

        started.resume();

        await().atMost(Duration.ofMinutes(1)).until(started::isReady);
    }

    @Test
    void a_terminated_service_is_not_running() {
        start(Map.of()).terminate();

        assertThat(ServiceProcess.running(SERVICE, home())).isEmpty();
    }

    @Test
    void a_service_that_exits_is_reported_with_the_end_of_its_log() {
        assertThatThrownBy(() -> start(Map.of("stub.broken", "no broker")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("stub-service is not ready")
                .hasMessageContaining("cannot work: no broker");
    }

    private ServiceProcess start(Map<String, String> settings) {
        return ServiceProcess.start(SERVICE, home(), settings, List.of(), ProcessLifetime.BOUND);
    }

    private Path home() {
        return root.resolve("home");
    }
}
