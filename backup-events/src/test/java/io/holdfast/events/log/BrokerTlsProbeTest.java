package io.holdfast.events.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerTlsProbeTest {

    private static final byte[] ALERT = {0x15, 3, 3, 0, 2, 2, 0x50};
    private static final byte[] VERSIONS = {0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    @Test
    void a_broker_that_answers_with_an_alert_requires_tls() throws IOException {
        try (ServerSocket server = answering(ALERT)) {
            String address = "127.0.0.1:" + server.getLocalPort();

            assertThat(BrokerTlsProbe.at(Map.of("bootstrap.servers", address))).contains(address);
        }
    }

    @Test
    void a_broker_that_returns_its_versions_does_not_require_tls() throws IOException {
        try (ServerSocket server = answering(VERSIONS)) {
            assertThat(BrokerTlsProbe.at(Map.of("bootstrap.servers", "127.0.0.1:" + server.getLocalPort())))
                    .isEmpty();
        }
    }

    @Test
    void a_client_with_tls_sends_no_probe() throws IOException {
        try (ServerSocket server = answering(ALERT)) {
            assertThat(BrokerTlsProbe.at(Map.of(
                            "bootstrap.servers",
                            "127.0.0.1:" + server.getLocalPort(),
                            "security.protocol",
                            "SASL_SSL")))
                    .isEmpty();
        }
    }

    @Test
    void an_unavailable_broker_is_not_reported_as_requiring_tls() {
        assertThat(BrokerTlsProbe.at(Map.of("bootstrap.servers", "127.0.0.1:1")))
                .isEmpty();
    }

    private static ServerSocket answering(byte[] answer) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try (Socket client = server.accept()) {
                client.getInputStream().readNBytes(14);
                client.getOutputStream().write(answer);
            } catch (IOException e) {
                // The test has ended without a connection.
            }
        });
        return server;
    }
}
