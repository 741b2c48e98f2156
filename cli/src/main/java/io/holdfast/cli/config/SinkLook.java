package io.holdfast.cli.config;

import io.holdfast.events.secret.SecretFile;
import io.holdfast.events.secret.UnusableSecretFile;
import io.holdfast.settings.sink.Address;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;

/** Whether something answers where a sink is. No message is sent. */
final class SinkLook {

    private static final int PATIENCE_MILLIS = 5_000;
    private static final Map<String, Integer> PORTS = Map.of("https", 443, "http", 80, "smtps", 465, "smtp", 587);

    private final Values values;

    SinkLook(Values values) {
        this.values = values;
    }

    void look(String prefix, Findings findings) {
        address(prefix).ifPresent(address -> {
            int port = address.port().orElseGet(() -> PORTS.getOrDefault(address.scheme(), 443));
            InetSocketAddress place = new InetSocketAddress(address.host(), port);
            if (place.isUnresolved()) {
                refused(prefix, address, "the host is unknown", findings);
                return;
            }
            try (Socket socket = new Socket()) {
                socket.connect(place, PATIENCE_MILLIS);
            } catch (IOException e) {
                refused(prefix, address, "nothing answers on port " + port, findings);
            }
        });
    }

    private Optional<Address> address(String prefix) {
        Optional<String> written = values.value(prefix + ".url");
        try {
            Optional<String> text =
                    written.isPresent() || values.path(prefix + ".url-file").isEmpty()
                            ? written
                            : Optional.of(SecretFile.firstLine(
                                    values.path(prefix + ".url-file").orElseThrow()));
            return text.map(Address::parse);
        } catch (UnusableSecretFile | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void refused(String prefix, Address address, String problem, Findings findings) {
        findings.error(
                values.line(prefix, "url", "url-file"),
                prefix + ".url",
                prefix + ".url (" + address.shown() + "): " + problem,
                "Check the URL, and that this host may connect to it.");
    }
}
