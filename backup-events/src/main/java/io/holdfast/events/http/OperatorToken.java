package io.holdfast.events.http;

import io.holdfast.events.secret.SecretFile;
import io.holdfast.events.secret.UnusableSecretFile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The configured token, read anew for every use. */
@ApplicationScoped
class OperatorToken {

    private static final Logger LOG = Logger.getLogger(OperatorToken.class);

    private final HttpSettings settings;

    /** @throws IllegalArgumentException if both the token and its file are set */
    OperatorToken(HttpSettings settings) {
        if (settings.token().isPresent() && settings.tokenFile().isPresent()) {
            throw new IllegalArgumentException(
                    "holdfast.http.token and holdfast.http.token-file are both set: keep one");
        }
        this.settings = settings;
    }

    /** Settings that contradict each other keep the service from starting, not from answering. */
    void begin(@Observes StartupEvent event) {
        if (settings.tokenFile().isPresent()
                && current().filter(BearerToken::isEmpty).isPresent()) {
            LOG.warn("holdfast.http.token-file has no token: pages for operators are shown to nobody");
        }
    }

    /** Empty where none is configured. A file that cannot be read gives a token that nobody has. */
    Optional<BearerToken> current() {
        return settings.tokenFile()
                .map(file -> new BearerToken(firstLine(file)))
                .or(() -> settings.token().map(BearerToken::new));
    }

    private static String firstLine(Path file) {
        try {
            return SecretFile.firstLine(file).strip();
        } catch (UnusableSecretFile e) {
            LOG.warnf("holdfast.http.token-file: %s", e.problem());
            return "";
        }
    }
}
