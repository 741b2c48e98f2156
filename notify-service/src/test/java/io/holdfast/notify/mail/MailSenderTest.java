package io.holdfast.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.holdfast.notify.notifying.DeliveryBackoff;
import io.holdfast.notify.notifying.DeliveryResult;
import io.holdfast.notify.notifying.PermittedAddresses;
import io.holdfast.notify.notifying.RetryDecision;
import io.holdfast.notify.notifying.Subscription;
import io.holdfast.notify.sending.DeliveryPayload;
import io.holdfast.notify.settings.NotifySettings.Format;
import io.holdfast.notify.settings.Sink;
import io.holdfast.settings.sink.Network;
import io.holdfast.settings.sink.SinkAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailSenderTest {

    private static final PermittedAddresses NONE_OF_OURS = new PermittedAddresses(false, List.of());
    private static final DeliveryPayload PARCEL = new DeliveryPayload(
            "/test",
            "e1",
            "holdfast.backup.missed.v1",
            "{\"id\":\"e1\",\"type\":\"holdfast.backup.missed.v1\",\"subject\":\"app\"}"
                    .getBytes(StandardCharsets.UTF_8),
            1);

    private final MailSender sender = new MailSender(Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtp://127.0.0.1:1",
                "smtps://127.0.0.1:1",
                "smtp://localhost:1",
                "smtp://[::1]:1",
                "smtp://0.0.0.0:1",
                "smtp://10.0.0.1:1",
                "smtps://[::ffff:127.0.0.1]:1",
                "smtp://169.254.169.254:25",
                "smtp://224.0.0.1:1",
                "smtp://[64:ff9b::7f00:1]:1"
            })
    void internal_addresses_are_not_permitted(String url) {
        DeliveryResult outcome = sender.send(sink(url, NONE_OF_OURS), PARCEL);

        assertThat(outcome.answer()).startsWith("the address of the receiver is not permitted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "smtps"})
    void no_connection_is_made_to_a_refused_address(String scheme) throws IOException {
        try (ServerSocket house = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            house.setSoTimeout(300);
            DeliveryResult outcome =
                    sender.send(sink(scheme + "://localhost:" + house.getLocalPort(), NONE_OF_OURS), PARCEL);

            assertThat(outcome).isInstanceOf(DeliveryResult.Failed.class);
            assertThat(isConnectedTo(house)).isFalse();
        }
    }

    @Test
    void a_permitted_mail_server_accepts_the_email() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            PermittedAddresses loopback = new PermittedAddresses(false, List.of(Network.parse("127.0.0.0/8")));

            DeliveryResult outcome =
                    sender.send(sink("smtp://localhost:" + server.getSmtp().getPort(), loopback), PARCEL);

            assertThat(outcome).isInstanceOf(DeliveryResult.Delivered.class);
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    private static boolean isConnectedTo(ServerSocket server) throws IOException {
        try {
            server.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static Sink sink(String url, PermittedAddresses permitted) {
        return new Sink(
                "post",
                Format.EMAIL,
                new Subscription(Set.of(), Set.of("all")),
                false,
                () -> SinkAddress.parse(url),
                List::of,
                Map.of(),
                Duration.ofSeconds(2),
                new RetryDecision.Rule(
                        new DeliveryBackoff(Duration.ofSeconds(1), Duration.ofSeconds(1)), Optional.empty()),
                permitted,
                Optional.of(new Sink.Mail(
                        List.of("dba@example.org"), "holdfast@example.org", Optional.empty(), Optional::empty, true)));
    }
}
