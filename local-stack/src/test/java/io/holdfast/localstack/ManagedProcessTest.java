package io.holdfast.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.testing.NeedsProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ManagedProcessTest {

    /** Its first thread ends, and another one continues. */
    private static final String HEADLESS = """
            import ctypes, platform, threading, time
            exit_thread = 93 if platform.machine() == "aarch64" else 60
            first = threading.main_thread().native_id
            def tell():
                while open(f"/proc/{first}/stat").read().rsplit(")", 1)[1].split()[0] != "Z":
                    time.sleep(0.01)
                print("headless", flush=True)
                time.sleep(60)
            threading.Thread(target=tell).start()
            ctypes.CDLL(None).syscall(exit_thread, 0)
            """;

    @Test
    @NeedsProgram("python3")
    void a_process_whose_first_thread_is_dead_lives_until_the_last_one_is() throws IOException {
        Process started = new ProcessBuilder("python3", "-c", HEADLESS).start();
        ManagedProcess process = ManagedProcess.of(started);
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("headless");

            boolean alive = process.isAlive();

            assertThat(alive).isTrue();
        } finally {
            started.destroyForcibly();
        }
    }

    @Test
    void a_killed_process_is_dead() throws IOException {
        ManagedProcess process = ManagedProcess.of(new ProcessBuilder("sleep", "60").start());

        process.kill9();

        assertThat(process.isAlive()).isFalse();
    }
}
