package io.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.SourceCheckoutLocator;
import io.holdfast.localstack.testing.NeedsProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A real Prometheus with a complete installation, our scrape configuration, our rules and our dashboards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(SharedInstallation.LOCK)
@NeedsProgram("prometheus")
class PrometheusIT {

    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:holdfast|kafka|jvm|process)_[a-z_]+[a-z]\\b|\\bup(?=\\{)");
    private static final Path DEPLOYED = SourceCheckoutLocator.find().root().resolve("deploy");

    private Prometheus prometheus;

    @BeforeAll
    void a_backup_is_verified_and_prometheus_is_started() throws IOException {
        Installation installation = SharedInstallation.installation();
        var backup = installation.request(SharedInstallation.APP);
        installation.log().await(backup, BackupVerified.class, PATIENCE);
        prometheus = Prometheus.start(installation.stack());
    }

    @AfterAll
    void end() throws InterruptedException {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    @Test
    void every_service_is_scraped_under_its_name() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(prometheus
                                .query("up == 1")
                                .valueStream()
                                .map(one -> one.at("/metric/job").asText()))
                        .containsExactlyInAnyOrderElementsOf(LocalStack.SERVICES));
    }

    @Test
    void every_metric_of_rules_and_dashboards_is_known() {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            Set<String> known = prometheus
                    .get("/api/v1/label/__name__/values")
                    .valueStream()
                    .map(JsonNode::asText)
                    .collect(Collectors.toSet());
            Set<String> queried = new TreeSet<>();
            for (String text : texts()) {
                METRIC.matcher(text).results().forEach(found -> queried.add(found.group()));
            }
            assertThat(queried).hasSizeGreaterThan(40);
            assertThat(known).containsAll(queried);
        });
    }

    @Test
    void every_query_of_the_dashboards_is_answered() throws Exception {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> !prometheus.query("up == 1").isEmpty());

        for (Path board : dashboards()) {
            for (String query :
                    new ObjectMapper().readTree(Files.readString(board)).findValuesAsText("expr")) {
                assertThat(prometheus.query(query.replace("$database", SharedInstallation.APP)))
                        .as(query)
                        .isNotNull();
            }
        }
    }

    @Test
    void every_rule_is_evaluated_without_an_error() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(prometheus.get("/api/v1/rules").findValuesAsText("health"))
                        .hasSizeGreaterThan(30)
                        .containsOnly("ok"));
    }

    private static Iterable<String> texts() throws IOException {
        Set<String> texts = new TreeSet<>();
        for (Path board : dashboards()) {
            texts.addAll(new ObjectMapper().readTree(Files.readString(board)).findValuesAsText("expr"));
        }
        Files.readString(DEPLOYED.resolve("prometheus/alerts.yml"))
                .lines()
                .filter(line -> !line.strip().startsWith("#"))
                .forEach(texts::add);
        return texts;
    }

    private static Iterable<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(DEPLOYED.resolve("grafana/dashboards"))) {
            return files.sorted().toList();
        }
    }
}
