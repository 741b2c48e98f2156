package io.holdfast.notify.settings;

import io.holdfast.notify.notifying.Interest;
import io.holdfast.notify.notifying.NextTry;
import io.holdfast.notify.notifying.PermittedAddresses;
import io.holdfast.notify.settings.NotifySettings.Format;
import io.holdfast.settings.sink.Address;
import io.holdfast.settings.sink.SigningKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A receiver as it is configured, and found sound.
 *
 * @param fromBeginning whether it begins, when it is new, at the beginning of the log
 * @param address read anew for every use; its failure is a {@link SettingTrouble}
 * @param keys what deliveries are signed with, the current one first; read anew for every use
 */
public record Sink(
        String name,
        Format format,
        Interest interest,
        boolean fromBeginning,
        Supplier<Address> address,
        Supplier<List<SigningKey>> keys,
        Map<String, String> headers,
        Duration timeout,
        NextTry.Rule rule,
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
