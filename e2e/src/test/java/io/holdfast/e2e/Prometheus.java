package io.holdfast.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.codec.Json;
import io.holdfast.localstack.FileTreeDeleter;
import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.ServiceProcess;
import io.holdfast.localstack.SourceCheckoutLocator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Prometheus that scrapes a local stack with our configuration and rules. It exits after ten minutes at the
 * latest.
 */
final class Prometheus implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path DEPLOYED = SourceCheckoutLocator.find().root().resolve("deploy/prometheus");

    private final Process process;
    private final URI url;
    private final Path home;

    private Prometheus(Path home, Process process, URI url) {
        this.home = home;
        this.process = process;
        this.url = url;
    }

    static Prometheus start(LocalStack stack) throws IOException {
        Path home = Files.createTempDirectory("holdfast-prometheus");
        Files.writeString(home.resolve("prometheus.yml"), configuration(stack));
        int port = freePort();
        Process process = new ProcessBuilder(List.of(
                        "timeout",
                        "600",
                        "prometheus",
                        "--config.file=" + home.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + home.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(home, process, URI.create("http://127.0.0.1:" + port));
    }

    /** Our configuration, except for the addresses and the durations. */
    private static String configuration(LocalStack stack) throws IOException {
        String text = Files.readString(DEPLOYED.resolve("prometheus.yml"))
                .replace("15s", "1s")
                .replace("- alerts.yml", "- " + DEPLOYED.resolve("alerts.yml"));
        for (String service : LocalStack.SERVICES) {
            ServiceProcess running = stack.service(service).orElseThrow();
            text = text.replaceAll(
                    service + ":\\d+",
                    running.url().getHost() + ":" + running.url().getPort());
        }
        return text;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The data of a response. An error of Prometheus fails the test. */
    JsonNode get(String path) throws IOException, InterruptedException {
        String body = HTTP.send(HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.ofString())
                .body();
        JsonNode answer = Json.mapper().readTree(body);
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(path + ": " + body);
        }
        return answer.path("data");
    }

    JsonNode query(String expression) throws IOException, InterruptedException {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        FileTreeDeleter.delete(home);
    }
}
