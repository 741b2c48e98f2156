package io.holdfast.cli.config;

import io.holdfast.events.secret.SecretFileReader;
import io.holdfast.events.secret.UnusableSecretFileException;
import io.holdfast.settings.sink.SinkAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;

/** Checks that the host of a sink accepts connections. It sends no message. */
final class SinkProbe {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final Map<String, Integer> PORTS = Map.of("https", 443, "http", 80, "smtps", 465, "smtp", 587);

    private final EffectiveConfigValues configValues;

    SinkProbe(EffectiveConfigValues configValues) {
        this.configValues = configValues;
    }

    void check(String prefix, ConfigFindingCollector configFindings) {
        address(prefix).ifPresent(address -> {
            int port = address.port().orElseGet(() -> PORTS.getOrDefault(address.scheme(), 443));
            InetSocketAddress place = new InetSocketAddress(address.host(), port);
            if (place.isUnresolved()) {
                refused(prefix, address, "the host name cannot be resolved", configFindings);
                return;
            }
            try (Socket socket = new Socket()) {
                socket.connect(place, TIMEOUT_MILLIS);
            } catch (IOException e) {
                refused(prefix, address, "cannot connect to port " + port, configFindings);
            }
        });
    }

    private Optional<SinkAddress> address(String prefix) {
        Optional<String> written = configValues.value(prefix + ".url");
        try {
            Optional<String> text = written.isPresent()
                            || configValues.path(prefix + ".url-file").isEmpty()
                    ? written
                    : Optional.of(SecretFileReader.firstLine(
                            configValues.path(prefix + ".url-file").orElseThrow()));
            return text.map(SinkAddress::parse);
        } catch (UnusableSecretFileException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void refused(String prefix, SinkAddress address, String problem, ConfigFindingCollector configFindings) {
        configFindings.error(
                configValues.line(prefix, "url", "url-file"),
                prefix + ".url",
                prefix + ".url (" + address.shown() + "): " + problem,
                "Check the URL, and that this host can connect to it.");
    }
}
