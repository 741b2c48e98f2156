package io.holdfast.notify.settings;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.codec.MessageTypes;
import io.holdfast.notify.notifying.DeliveryBackoff;
import io.holdfast.notify.notifying.PermittedAddresses;
import io.holdfast.notify.notifying.RetryDecision;
import io.holdfast.notify.notifying.Subscription;
import io.holdfast.notify.settings.NotifySettings.Format;
import io.holdfast.notify.settings.NotifySettings.From;
import io.holdfast.notify.settings.NotifySettings.Receiver;
import io.holdfast.settings.sink.EventSelectionValidator;
import io.holdfast.settings.sink.Network;
import io.holdfast.settings.sink.SinkAddress;
import io.holdfast.settings.sink.SinkName;
import io.holdfast.settings.sink.WebhookSigningKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Creates a {@link Sink} from its settings, and validates them. */
final class ParseSinkSettings {

    private final String name;
    private final Receiver settings;

    private ParseSinkSettings(String name, Receiver settings) {
        this.name = name;
        this.settings = settings;
    }

    /** @throws IllegalArgumentException that names the invalid setting and the reason */
    static Sink read(String name, Receiver settings, DeliveryBackoff backoff) {
        return new ParseSinkSettings(name, settings).read(backoff);
    }

    private Sink read(DeliveryBackoff backoff) {
        SinkName.require(name);
        if (settings.url().isPresent() == settings.urlFile().isPresent()) {
            throw wrong("url", "exactly one of url and url-file must be set");
        }
        Supplier<SinkAddress> address = this::address;
        Supplier<List<WebhookSigningKey>> keys = this::keys;
        // A file may be created later. A doctor check reports missing files.
        if (settings.url().isPresent()) {
            tried("url", address);
        }
        if (settings.secret().isPresent()) {
            tried("secret", keys);
        }
        if (!settings.timeout().isPositive()) {
            throw wrong("timeout", "must be positive");
        }
        return new Sink(
                name,
                settings.format(),
                subscription(),
                settings.from() == From.BEGINNING,
                address,
                keys,
                settings.headers(),
                settings.timeout(),
                new RetryDecision.Rule(backoff, settings.giveUpAfter()),
                permitted(),
                settings.format() == Format.EMAIL ? Optional.of(mail()) : Optional.empty());
    }

    private SinkAddress address() {
        String text = settings.url()
                .orElseGet(
                        () -> SinkSecretFileReader.firstWord(settings.urlFile().orElseThrow(), "url-file"));
        try {
            return SinkAddress.parse(text).requireFor(settings.format() == Format.EMAIL, settings.allowPlainHttp());
        } catch (IllegalArgumentException e) {
            throw new SinkSettingsException(String.valueOf(e.getMessage()));
        }
    }

    private List<WebhookSigningKey> keys() {
        List<String> texts = settings.secretFile()
                .map(file -> SinkSecretFileReader.text(file, "secret-file"))
                .orElseGet(() -> settings.secret().orElse(List.of()));
        if (texts.size() > WebhookSigningKey.MOST) {
            throw new SinkSettingsException("too many signing secrets; at most two are permitted");
        }
        try {
            return texts.stream().map(WebhookSigningKey::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new SinkSettingsException(String.valueOf(e.getMessage()));
        }
    }

    private Subscription subscription() {
        Set<String> words = new HashSet<>(settings.events());
        try {
            EventSelectionValidator.require(words, types());
        } catch (IllegalArgumentException e) {
            throw wrong("events", String.valueOf(e.getMessage()));
        }
        List<String> databases = settings.databases().orElse(List.of());
        databases.stream()
                .filter(database -> DatabaseId.parse(database).isEmpty())
                .findFirst()
                .ifPresent(database -> {
                    throw wrong("databases", "'" + database + "' is not a database id");
                });
        return new Subscription(new HashSet<>(databases), words);
    }

    private static Set<String> types() {
        return MessageTypes.all().entrySet().stream()
                .filter(type -> BackupEvent.class.isAssignableFrom(type.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private PermittedAddresses permitted() {
        try {
            return new PermittedAddresses(
                    settings.allowPrivateAddresses(),
                    settings.allowedAddresses().orElse(List.of()).stream()
                            .map(Network::parse)
                            .toList());
        } catch (IllegalArgumentException e) {
            throw wrong("allowed-addresses", String.valueOf(e.getMessage()));
        }
    }

    private Sink.Mail mail() {
        return new Sink.Mail(
                settings.to().orElseThrow(() -> wrong("to", "required for format=email: the recipients")),
                settings.sender()
                        .orElseThrow(() -> wrong("sender", "required for format=email: the address of the sender")),
                settings.username(),
                () -> settings.passwordFile()
                        .map(file -> SinkSecretFileReader.password(file, "password-file"))
                        .or(settings::password),
                settings.allowPlainSmtp());
    }

    private void tried(String setting, Supplier<?> value) {
        try {
            requireNonNull(value.get());
        } catch (SinkSettingsException e) {
            throw wrong(setting, String.valueOf(e.getMessage()));
        }
    }

    private IllegalArgumentException wrong(String setting, String why) {
        return new IllegalArgumentException("holdfast.notify.sinks." + name + "." + setting + ": " + why);
    }
}
