package io.holdfast.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.codec.Json;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.SourceCheckoutLocator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each running service exposes what the documentation promises. */
@ResourceLock(SharedInstallation.LOCK)
class RunbookCommandsIT {

    private static final Pattern ROW = Pattern.compile("^\\| `(holdfast_\\w+)` \\| ([^|]+) \\|");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static final List<String> SERVICES = LocalStack.SERVICES;

    @BeforeAll
    static void something_has_happened() {
        SharedInstallation.installation()
                .log()
                .request("{\"database\":\"app\",\"kind\":\"schema_only\",\"label\":\"to show\"}");
        SharedInstallation.installation().log().await(BackupVerified.class, event -> true);
    }

    /** Pairs of service and metric from docs/operations.md. */
    static List<Arguments> documented() throws IOException {
        List<Arguments> documented = new ArrayList<>();
        for (String line :
                Files.readAllLines(SourceCheckoutLocator.find().root().resolve("docs/operations.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.find()) {
                Stream<String> services = row.group(2).strip().equals("every service")
                        ? SERVICES.stream()
                        : Stream.of(row.group(2).split("[,\\s]+"));
                services.map(service -> Arguments.of(service, row.group(1))).forEach(documented::add);
            }
        }
        return documented;
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("documented")
    void every_documented_metric_is_really_emitted(String service, String metric) {
        Awaitility.await(metric)
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(get(service, "/q/metrics")).containsPattern("(?m)^" + metric + "(_count)?[ {]"));
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void health_doctor_and_description_answer(String service) throws Exception {
        assertThat(get(service, "/q/health/live")).contains("UP");
        assertThat(get(service, "/q/health/ready")).contains("UP");
        assertThat(get(service, "/q/openapi")).contains("openapi", "/doctor");
        assertThat(failedChecks(get(service, "/doctor")))
                .isEqualTo(
                        service.equals("dump-service") ? List.of("database " + SharedInstallation.ABSENT) : List.of());
    }

    private static List<String> failedChecks(String report) throws IOException {
        JsonNode checks = Json.mapper().readTree(report);
        assertThat(checks).isNotEmpty();
        return checks.valueStream()
                .filter(check -> check.path("verdict").asText().equals("FAIL"))
                .map(check -> check.path("name").asText())
                .toList();
    }

    private static String get(String service, String path) throws Exception {
        URI url = SharedInstallation.installation()
                .stack()
                .service(service)
                .orElseThrow()
                .url()
                .resolve(path);
        return HTTP.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                .body();
    }
}
