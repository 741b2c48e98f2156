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
 * A receiver as it is configured, and found sound.
 *
 * @param fromBeginning whether it begins, when it is new, at the beginning of the log
 * @param address read anew for every use; its failure is a {@link SinkSettingsException}
 * @param keys what deliveries are signed with, the current one first; read anew for every use
 */
public record Sink(
        String name,
        Format format,
        Subscription interest,
        boolean fromBeginning,
        Supplier<SinkAddress> address,
        Supplier<List<WebhookSigningKey>> keys,
        Map<String, String> headers,
        Duration timeout,
        RetryDecision.Rule rule,
        PermittedAddresses permitted,
        Optional<Mail> mail) {

    /**
     * What belongs to e-mail alone.
     *
     * @param password read anew for every use
     */
    public record Mail(
            List<String> to,
            String sender,
            Optional<String> username,
            Supplier<Optional<String>> password,
            boolean plain) {}

    /** Headers hold credentials. */
    @Override
    public String toString() {
        return name;
    }
}
