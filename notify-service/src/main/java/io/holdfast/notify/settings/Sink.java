package io.holdfast.notify.settings;

import io.holdfast.notify.notifying.PermittedAddresses;
import io.holdfast.notify.notifying.RetryDecision;
import io.holdfast.notify.notifying.Subscription;
import io.holdfast.notify.settings.NotifySettings.Format;
import io.holdfast.settings.sink.SinkAddress;
import io.holdfast.settings.sink.WebhookSigningKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A configured receiver with validated settings.
 *
 * @param fromBeginning whether a new sink starts at the beginning of the event log
 * @param address reads the address again for every use; throws {@link SinkSettingsException}
 * @param keys reads the signing keys again for every use, the current one first
 */
public record Sink(
        String name,
        Format format,
        Subscription subscription,
        boolean fromBeginning,
        Supplier<SinkAddress> address,
        Supplier<List<WebhookSigningKey>> keys,
        Map<String, String> headers,
        Duration timeout,
        RetryDecision.Rule rule,
        PermittedAddresses permitted,
        Optional<Mail> mail) {

    /**
     * Settings of e-mail.
     *
     * @param password reads the password again for every use
     */
    public record Mail(
            List<String> to,
            String sender,
            Optional<String> username,
            Supplier<Optional<String>> password,
            boolean plain) {}

    /** Omits the headers, which contain credentials. */
    @Override
    public String toString() {
        return name;
    }
}
