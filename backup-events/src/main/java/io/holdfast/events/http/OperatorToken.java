package io.holdfast.events.http;

import io.holdfast.events.secret.SecretFileReader;
import io.holdfast.events.secret.UnusableSecretFileException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The configured token, read again for every use. */
@ApplicationScoped
class OperatorToken {

    private static final Logger LOG = Logger.getLogger(OperatorToken.class);

    private final HttpSettings settings;

    /** @throws IllegalArgumentException if both the token and its file are set */
    OperatorToken(HttpSettings settings) {
        if (settings.token().isPresent() && settings.tokenFile().isPresent()) {
            throw new IllegalArgumentException(
                    "holdfast.http.token and holdfast.http.token-file are both set. Set only one of them.");
        }
        this.settings = settings;
    }

    /** Checks the settings at start: contradictory settings prevent the start, and do not fail requests later. */
    void begin(@Observes StartupEvent event) {
        if (settings.tokenFile().isPresent()
                && current().filter(BearerToken::isEmpty).isPresent()) {
            LOG.warn("holdfast.http.token-file has no token: all requests for operator resources are refused");
        }
    }

    /** Empty if no token is configured. An unreadable file results in a token that never matches. */
    Optional<BearerToken> current() {
        return settings.tokenFile()
                .map(file -> new BearerToken(firstLine(file)))
                .or(() -> settings.token().map(BearerToken::new));
    }

    private static String firstLine(Path file) {
        try {
            return SecretFileReader.firstLine(file).strip();
        } catch (UnusableSecretFileException e) {
            LOG.warnf("holdfast.http.token-file: %s", e.problem());
            return "";
        }
    }
}
