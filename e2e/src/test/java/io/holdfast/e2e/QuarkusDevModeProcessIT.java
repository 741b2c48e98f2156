package io.holdfast.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.SourceCheckoutLocator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Runs one service of the local stack from source, in a copy of this checkout. A change takes effect at once. */
@Tag("long")
@TestMethodOrder(OrderAnnotation.class)
class QuarkusDevModeProcessIT {

    private static final String SERVICE = "notify-service";
    private static final Path SOURCES = Path.of("notify-service/src/main");
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration RELOAD = Duration.ofSeconds(10);
    private static final Set<String> NOT_COPIED = Set.of(".git", ".holdfast", "target");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static Path copy;
    private static Path output;
    private static LocalStack stack;
    private static Process dev;

    @BeforeAll
    static void a_service_runs_from_source() throws Exception {
        copy = copyOfCheckout();
        output = folder.resolve("output");
        stack = LocalStack.at(folder.resolve("home"));
        Runtime.getRuntime().addShutdownHook(new Thread(stack::stop));
        ProcessBuilder builder = new ProcessBuilder("./holdfast", "dev", "notify", "--", "-Ddebug=false")
                .directory(copy.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of("HOLDFAST_HOME", stack.home().toString(), "JAVA_HOME", System.getProperty("java.home")));
        dev = builder.start();
        await().atMost(START)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> !dev.isAlive() || Files.readString(output).contains("Live Coding activated"));
        assertThat(dev.isAlive()).as(Files.readString(output)).isTrue();
    }

    @AfterAll
    static void nothing_is_left() {
        dev.destroy();
        stack.stop();
        stack.deleteData();
    }

    @Test
    @Order(1)
    void it_runs_in_the_place_of_the_packaged_one_with_its_settings() throws Exception {
        assertThat(stack.status().isComplete()).isTrue();
        assertThat(get("/q/health/ready")).contains("UP");
        assertThat(commandLines())
                .filteredOn(line -> line.contains(SERVICE))
                .noneMatch(line -> line.contains("quarkus-run.jar"));
    }

    @Test
    @Order(2)
    void a_changed_class_is_live_within_ten_seconds() throws Exception {
        Path resource = SOURCES.resolve("java/io/holdfast/notify/http/SinkDeliveriesResource.java");

        Duration taken = untilShown(resource, "The newest 200 deliveries", "The newest deliveries, changed");

        assertThat(taken).isLessThan(RELOAD);
    }

    @Test
    @Order(3)
    void a_changed_resource_is_live_within_ten_seconds() throws Exception {
        Path settings = SOURCES.resolve("resources/application.properties");

        Duration taken = untilShown(settings, "Holdfast notify-service", "Holdfast notify-service, changed");

        assertThat(taken).isLessThan(RELOAD);
    }

    @Test
    @Order(4)
    void no_password_is_in_a_command_line() throws Exception {
        String settings = Files.readString(stack.home().resolve(SERVICE).resolve("config/application.properties"));
        String password = settings.lines()
                .filter(line -> line.startsWith("quarkus.datasource.password="))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();

        assertThat(commandLines())
                .anyMatch(line -> line.contains("holdfast.dev.folder"))
                .noneMatch(line -> line.contains(password));
    }

    @Test
    @Order(5)
    void at_its_end_the_others_run_and_it_prints_how_to_start_the_packaged_one() throws Exception {
        dev.destroy();

        assertThat(dev.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(output)).contains("./holdfast up");
        assertThat(stack.service(SERVICE)).isEmpty();
        assertThat(stack.status().services()).hasSize(LocalStack.SERVICES.size() - 1);
    }

    /** From the change of the source to the first response that contains it. */
    private static Duration untilShown(Path source, String before, String after) throws Exception {
        Path file = copy.resolve(source);
        String text = Files.readString(file);
        assertThat(text).contains(before);
        assertThat(get("/q/openapi")).contains(before).doesNotContain(after);
        long begun = System.nanoTime();

        Files.writeString(file, text.replace(before, after));

        await().atMost(START)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> get("/q/openapi").contains(after));
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        System.out.println("dev mode: " + source.getFileName() + " was live after " + taken.toMillis() + " ms");
        return taken;
    }

    private static String get(String path) throws Exception {
        URI url = stack.service(SERVICE).orElseThrow().url().resolve(path);
        return HTTP.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                .body();
    }

    private static List<String> commandLines() {
        return ProcessHandle.allProcesses()
                .map(QuarkusDevModeProcessIT::commandLine)
                .toList();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline")), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Includes the build results, so that only the changed files are compiled. */
    private static Path copyOfCheckout() throws Exception {
        Path target = Files.createDirectories(folder.resolve("checkout"));
        List<String> command = new ArrayList<>(List.of("cp", "-a", "--reflink=auto"));
        try (Stream<Path> entries = Files.list(SourceCheckoutLocator.find().root())) {
            entries.filter(entry -> !NOT_COPIED.contains(entry.getFileName().toString()))
                    .map(Path::toString)
                    .forEach(command::add);
        }
        command.add(target.toString());
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        Files.createFile(Files.createDirectories(target.resolve("target")).resolve("stack.built"));
        return target;
    }
}
