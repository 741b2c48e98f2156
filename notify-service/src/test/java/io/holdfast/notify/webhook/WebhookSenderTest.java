package io.holdfast.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.holdfast.localstack.testing.RequiredProgramCheck;
import io.holdfast.notify.notifying.DeliveryBackoff;
import io.holdfast.notify.notifying.DeliveryResult;
import io.holdfast.notify.notifying.PermittedAddresses;
import io.holdfast.notify.notifying.RetryDecision;
import io.holdfast.notify.notifying.Subscription;
import io.holdfast.notify.sending.DeliveryPayload;
import io.holdfast.notify.settings.NotifySettings.Format;
import io.holdfast.notify.settings.Sink;
import io.holdfast.settings.sink.SinkAddress;
import io.holdfast.settings.sink.WebhookSigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSenderTest {

    private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Path EXAMPLES =
            Path.of("../docs/subscribe").toAbsolutePath().normalize();
    private static final DeliveryPayload PARCEL = new DeliveryPayload(
            "/test",
            "e1",
            "holdfast.backup.missed.v1",
            "{\"id\":\"e1\",\"type\":\"holdfast.backup.missed.v1\",\"subject\":\"app\"}"
                    .getBytes(StandardCharsets.UTF_8),
            1);

    @TempDir
    Path folder;

    private final WebhookHttpClientFactory clients = new WebhookHttpClientFactory();
    private final WebhookSender sender = new WebhookSender(clients, Clock.systemUTC());

    @AfterEach
    void end() {
        clients.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/",
                "http://localhost:1/",
                "http://[::1]:1/",
                "http://0.0.0.0:1/",
                "http://10.0.0.1:1/",
                "http://[::ffff:127.0.0.1]:1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://224.0.0.1:1/",
                "http://2130706433:1/",
                "http://[64:ff9b::7f00:1]:1/"
            })
    void internal_addresses_are_not_permitted(String url) {
        DeliveryResult outcome = sender.send(sink(url, new PermittedAddresses(false, List.of()), SECRET), PARCEL);

        assertThat(outcome.answer()).startsWith("the address of the receiver is not permitted");
    }

    @Test
    void connections_use_only_checked_addresses() throws IOException {
        PermittedAddresses none = new PermittedAddresses(false, List.of());
        try (ServerSocket house = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            house.setSoTimeout(300);
            DeliveryResult outcome =
                    sender.send(sink("http://localhost:" + house.getLocalPort() + "/", none, SECRET), PARCEL);

            assertThat(outcome).isInstanceOf(DeliveryResult.Failed.class);
            assertThat(accepted(house)).isFalse();
        }
    }

    @Test
    void an_untrusted_certificate_is_refused() throws Exception {
        HttpsServer stranger = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        stranger.start();
        try {
            String url = "https://localhost:" + stranger.getAddress().getPort() + "/";

            assertThat(send(url, SECRET).answer()).startsWith("TLS handshake failed");
        } finally {
            stranger.stop(0);
        }
    }

    private SSLContext selfSigned() throws Exception {
        Path file = folder.resolve("keys.p12");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "stranger",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-validity",
                        "2",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .start()
                .waitFor();
        KeyStore keys = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static boolean accepted(ServerSocket server) {
        try (Socket socket = server.accept()) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The receivers of docs/subscribe.md, in two languages, verify the signatures. */
    @ParameterizedTest
    @CsvSource({"python3, verify.py", "node, verify.mjs"})
    void a_receiver_in_another_language_accepts_only_signed_requests(String program, String example)
            throws IOException {
        RequiredProgramCheck.assume(program);
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        program, EXAMPLES.resolve(example).toString(), String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().put("WEBHOOK_SECRET", "whsec_" + SECRET);
        Process receiver = builder.start();
        try {
            await().atMost(Duration.ofMinutes(5)).until(() -> answers(port));
            String url = "http://127.0.0.1:" + port + "/";

            assertThat(send(url, SECRET).answer()).isEqualTo("HTTP 204");
            assertThat(send(url, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", SECRET).answer())
                    .isEqualTo("HTTP 204");
            assertThat(send(url, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").answer()).isEqualTo("HTTP 401");
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> Files.readAllLines(folder.resolve("said"))
                            .equals(List.of("app holdfast.backup.missed.v1 e1", "app holdfast.backup.missed.v1 e1")));
        } finally {
            receiver.destroyForcibly();
        }
    }

    private DeliveryResult send(String url, String... secrets) {
        clients.close();
        return new WebhookSender(new WebhookHttpClientFactory(), Clock.systemUTC())
                .send(sink(url, new PermittedAddresses(true, List.of()), secrets), PARCEL);
    }

    private static Sink sink(String url, PermittedAddresses permitted, String... secrets) {
        return new Sink(
                "sink",
                Format.CLOUDEVENTS,
                new Subscription(Set.of(), Set.of(Subscription.ALL)),
                false,
                () -> SinkAddress.parse(url),
                () -> Stream.of(secrets)
                        .map(secret -> new WebhookSigningKey(Base64.getDecoder().decode(secret)))
                        .toList(),
                Map.of(),
                Duration.ofSeconds(5),
                new RetryDecision.Rule(
                        new DeliveryBackoff(Duration.ofSeconds(1), Duration.ofSeconds(1)), Optional.empty()),
                permitted,
                Optional.empty());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
