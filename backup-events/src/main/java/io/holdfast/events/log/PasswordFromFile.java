package io.holdfast.events.log;

import io.holdfast.events.secret.SecretFileReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.scram.ScramExtensionsCallback;

/**
 * Provides the broker's password from the first line of a file, which is read again for every connection. Kafka's own handler keeps the
 * password that a client was created with. A rotated password would then require a restart, which would abort dumps that have run for
 * hours.
 *
 * <p>Kafka instantiates the class named in {@code sasl.client.callback.handler.class}. The options {@code username} and
 * {@code passwordFile} of {@code sasl.jaas.config} contain the user name and the file, so that this setting contains no secret.
 */
public final class PasswordFromFile implements AuthenticateCallbackHandler {

    private String username = "";
    private Path file = Path.of("");

    /** Called by Kafka, which instantiates the classes in a client's settings. */
    public PasswordFromFile() {}

    /** @throws ConfigException if an option is missing */
    @Override
    public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> jaas) {
        username = option("username", jaas);
        file = Path.of(option("passwordFile", jaas));
    }

    private static String option(String name, List<AppConfigurationEntry> jaas) {
        return jaas.stream()
                .map(entry -> entry.getOptions().get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElseThrow(() -> new ConfigException("sasl.jaas.config does not have the option " + name));
    }

    /** @throws IOException if the file has no usable password; Kafka reports it as a failed authentication, and retries later */
    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            switch (callback) {
                case NameCallback name -> name.setName(username);
                case PasswordCallback password -> password.setPassword(password());
                case ScramExtensionsCallback none -> none.extensions(Map.of());
                default -> throw new UnsupportedCallbackException(callback);
            }
        }
    }

    private char[] password() throws IOException {
        return SecretFileReader.firstLine(file).toCharArray();
    }

    @Override
    public void close() {}
}
