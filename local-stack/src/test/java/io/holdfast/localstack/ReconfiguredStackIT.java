package io.holdfast.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running stack is started again with another file. The services are stubs; the catalog is real. */
class ReconfiguredStackIT {

    private static final String SCHEDULER = "scheduler-service";
    private static final String DUMP = "dump-service";
    private static final String FILE = """
            holdfast.databases.app.host=db
            holdfast.databases.app.password=hush-hush
            holdfast.databases.crm.host=db
            """;

    @TempDir
    static Path root;

    private final List<String> news = new ArrayList<>();

    @BeforeAll
    static void packageStubs() throws IOException {
        StubService.packageInto(root, SCHEDULER);
        StubService.packageInto(root, DUMP);
        System.setProperty("holdfast.root", root.toString());
    }

    @AfterAll
    static void stop() {
        stack().stop();
        stack().deleteData();
        System.clearProperty("holdfast.root");
    }

    @BeforeEach
    void it_runs() throws IOException {
        up(FILE);
        news.clear();
    }

    @Test
    void without_a_change_nothing_is_restarted() throws IOException {
        Running before = Running.now();

        up(FILE);

        assertThat(Running.now()).isEqualTo(before);
        assertThat(news).isEmpty();
    }

    @Test
    void only_the_service_that_reads_a_changed_setting_is_restarted_and_no_value_is_shown() throws IOException {
        Running before = Running.now();

        up(FILE.replace("hush-hush", "hush"));

        Running now = Running.now();
        assertThat(now.dump()).isNotEqualTo(before.dump());
        assertThat(now.scheduler()).isEqualTo(before.scheduler());
        assertThat(now.catalogue()).isEqualTo(before.catalogue());
        assertThat(news).containsExactly("restarting dump-service: holdfast.databases.app.password changed");
    }

    @Test
    void a_database_that_is_no_longer_named_is_reported_once() throws IOException {
        String without = FILE.replaceAll("holdfast.databases.crm.*\n", "");

        up(without);
        up(without);

        assertThat(news)
                .filteredOn(line -> line.startsWith("database "))
                .containsExactly("database crm is no longer configured; its backups are kept and never deleted");
    }

    @Test
    void a_service_that_does_not_start_is_reported_and_the_others_keep_running() throws IOException {
        Running before = Running.now();

        assertThatThrownBy(() -> LocalStack.start(plan(FILE).with(DUMP, "stub.broken", "no such thing")))
                .isInstanceOf(StackException.class)
                .hasMessageContainingAll(
                        "dump-service is not ready",
                        "cannot work: no such thing",
                        "Hint: correct " + file(),
                        "The other services keep running");

        assertThat(stack().service(DUMP)).isEmpty();
        assertThat(Running.scheduler(stack())).isEqualTo(before.scheduler());
    }

    /** The state after {@code up} was killed between the stop of a service and its start. */
    @Test
    void the_next_start_starts_what_an_interrupted_one_has_stopped() throws IOException {
        stack().service(DUMP).orElseThrow().kill9();
        new LastStartSettingsStore(stack().serviceHome(DUMP)).write(Map.of());

        up(FILE);

        assertThat(stack().service(DUMP)).isPresent();
        assertThat(news).containsExactly("starting dump-service");
    }

    /** The state after {@code up} was killed before it reached the second of two services. */
    @Test
    void the_next_start_restarts_what_an_interrupted_one_did_not() throws IOException {
        Running before = Running.now();
        LocalStack.start(plan(FILE.replace("=db", "=other")).only(SCHEDULER));
        news.clear();

        up(FILE.replace("=db", "=other"));

        assertThat(news)
                .containsExactly(
                        "restarting dump-service: holdfast.databases.app.host, holdfast.databases.crm.host changed");
        assertThat(Running.now().catalogue()).isEqualTo(before.catalogue());
    }

    private void up(String text) throws IOException {
        LocalStack.start(plan(text));
    }

    private LocalStackPlan plan(String text) throws IOException {
        Files.writeString(file(), text);
        return new LocalStackPlan(root.resolve("home"))
                .only(SCHEDULER, DUMP)
                .onKafka("nobody-asks:9092")
                .onProgress(news::add)
                .applying(StackConfiguration.of(file(), Map.of(), root));
    }

    private static Path file() {
        return root.resolve("holdfast.properties");
    }

    private static LocalStack stack() {
        return LocalStack.at(root.resolve("home"));
    }

    /** Process ids. */
    private record Running(long catalogue, long scheduler, long dump) {

        static Running now() {
            return new Running(
                    stack().catalogue().orElseThrow().pid(),
                    scheduler(stack()),
                    stack().service(DUMP).orElseThrow().pid());
        }

        static long scheduler(LocalStack stack) {
            return stack.service(SCHEDULER).orElseThrow().pid();
        }
    }
}
