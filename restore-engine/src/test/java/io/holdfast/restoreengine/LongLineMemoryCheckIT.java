package io.holdfast.restoreengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A line far longer than the heap is decoded, loaded, compared, and copied into a live table in one transaction that compares
 * it again. The program that reads the line holds it about twice. The JVM does not hold it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongLineMemoryCheckIT {

    private static final long MB = 1_000_000;

    /** Memory of a JVM with a heap of 96 MB, in total. */
    private static final long JVM = 200 * MB;

    private RestoreEngineFixture fixture;

    @BeforeAll
    void start(@TempDir Path folder) {
        fixture = new RestoreEngineFixture(folder);
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    @Test
    void a_value_of_60_mb_passes_through_a_heap_of_24() throws Exception {
        assertPasses(60 * MB, "-Xmx24m");
    }

    /** COPY's own limit is a line of 1 GiB. */
    @Test
    @Tag("long")
    void a_value_of_500_mb_passes_through_a_heap_of_96() throws Exception {
        assertPasses(500 * MB, "-Xmx96m");
    }

    private void assertPasses(long bytes, String heap) throws Exception {
        String database = "scans_" + bytes / MB;
        fixture.server.createDatabase(database);
        fixture.server.execute(
                database,
                "create table scans (id int primary key, body bytea)",
                "insert into scans select 1, decode(repeat('00ff10ab', " + bytes / 4 + "), 'hex')",
                "insert into scans select n, decode(md5(n::text), 'hex') from generate_series(2, 100) n");
        Path file = fixture.backups().resolve(database + ".dump");
        fixture.dumped(fixture.connection(database), fixture.server.program("pg_dump"), file, Map.of());
        fixture.server.execute(database, "truncate scans");
        String live = database + "_live";
        fixture.server.createDatabase(live);
        fixture.server.execute(
                live, "create table scans (id int primary key, body bytea)", "insert into scans values (3, 'damaged')");

        Process service = service(heap, database, file, live);
        long[] peak = new long[2];
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    peak[0] = Math.max(peak[0], peak(service.toHandle()));
                    peak[1] = Math.max(
                            peak[1],
                            service.descendants()
                                    .mapToLong(LongLineMemoryCheckIT::peak)
                                    .sum());
                    return !service.isAlive();
                });

        long line = 2 * bytes;
        assertThat(new String(service.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith(Long.toString(line).substring(0, 3))
                .endsWith(" []\nReplaced[]\n");
        System.out.printf("line %,d bytes: JVM %,d, its programs %,d%n", line, peak[0], peak[1]);
        assertThat(peak[0]).isLessThan(JVM);
        assertThat(peak[0] + peak[1]).isLessThan(line * 23 / 10 + 150 * MB);
    }

    private Process service(String heap, String database, Path file, String live) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplaceInSmallHeap.class.getName(),
                        Integer.toString(fixture.server.port()),
                        database,
                        file.toString(),
                        live))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(ReplaceInSmallHeap.PASSWORD, fixture.server.password());
        return builder.start();
    }

    /** Maximum resident memory in bytes; empty for a process that has exited. */
    private static long peak(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }
}
