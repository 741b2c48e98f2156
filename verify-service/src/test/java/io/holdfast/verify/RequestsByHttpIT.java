package io.holdfast.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.testing.TestInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which HTTP requests are answered. */
@QuarkusTest
@TestProfile(RequestsByHttpIT.WithToken.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
class RequestsByHttpIT {

    private static final String OK = "HTTP/1.1 200 ";
    private static final String MISDIRECTED = "HTTP/1.1 421 ";

    public static final class WithToken implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.test-port", "0",
                    "holdfast.verify.workers", "0",
                    "holdfast.http.hosts", "holdfast.example.org",
                    "holdfast.http.token", "s3cret");
        }
    }

    private final int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);

    @ParameterizedTest
    @ValueSource(strings = {"/drills", "/doctor", "/q/metrics", "/q/health/live", "/no-such-page"})
    void a_page_of_a_stranger_reads_nothing(String path) throws IOException {
        assertThat(answer(path, "rebound.example", "")).startsWith(MISDIRECTED).contains("holdfast.http.hosts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "verify-service", "holdfast.example.org"})
    void own_and_configured_names_are_answered(String host) throws IOException {
        assertThat(answer("/drills", host, "")).startsWith(OK);
    }

    @Test
    void a_page_for_operators_requires_the_token() throws IOException {
        String page = "/drills/" + UUID.randomUUID();

        assertThat(answer(page, "localhost", "")).startsWith("HTTP/1.1 401 ").contains("holdfast.http.token");
        assertThat(answer(page, "localhost", "Authorization: Bearer other\r\n")).startsWith("HTTP/1.1 401 ");
        assertThat(answer(page, "localhost", "Authorization: Bearer s3cret\r\n"))
                .startsWith("HTTP/1.1 404 ");
    }

    @Test
    void a_page_that_quotes_nothing_requires_none() throws IOException {
        assertThat(answer("/verifications", "localhost", "")).startsWith(OK);
    }

    /** Written by hand, because no HTTP client lets its user choose the Host header. */
    private String answer(String path, String host, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n" + headers
                                    + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
