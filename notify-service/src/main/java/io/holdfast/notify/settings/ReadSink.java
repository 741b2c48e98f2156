package io.holdfast.notify.settings;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.codec.MessageTypes;
import io.holdfast.notify.notifying.Backoff;
import io.holdfast.notify.notifying.Interest;
import io.holdfast.notify.notifying.NextTry;
import io.holdfast.notify.notifying.PermittedAddresses;
import io.holdfast.notify.settings.NotifySettings.Format;
import io.holdfast.notify.settings.NotifySettings.From;
import io.holdfast.notify.settings.NotifySettings.Receiver;
import io.holdfast.settings.sink.Address;
import io.holdfast.settings.sink.EventSelection;
import io.holdfast.settings.sink.Network;
import io.holdfast.settings.sink.SigningKey;
import io.holdfast.settings.sink.SinkName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes a {@link Sink} of its settings, or says which of them is wrong. */
final class ReadSink {

    private final String name;
    private final Receiver settings;

    private ReadSink(String name, Receiver settings) {
        this.name = name;
        this.settings = settings;
    }

    /** @throws IllegalArgumentException that says which setting is wrong, and why */
    static Sink read(String name, Receiver settings, Backoff backoff) {
        return new ReadSink(name, settings).read(backoff);
    }

    private Sink read(Backoff backoff) {
        SinkName.require(name);
        if (settings.url().isPresent() == settings.urlFile().isPresent()) {
            throw wrong("url", "exactly one of url and url-file must be set");
        }
        Supplier<Address> address = this::address;
        Supplier<List<SigningKey>> keys = this::keys;
        // What stands in a file may come later, and is the doctor's to tell.
        if (settings.url().isPresent()) {
            tried("url", address);
        }
        if (settings.secret().isPresent()) {
            tried("secret", keys);
        }
        if (!settings.timeout().isPositive()) {
            throw wrong("timeout", "it must be positive");
        }
        return new Sink(
                name,
                settings.format(),
                interest(),
                settings.from() == From.BEGINNING,
                address,
                keys,
                settings.headers(),
                settings.timeout(),
                new NextTry.Rule(backoff, settings.giveUpAfter()),
                permitted(),
                settings.format() == Format.EMAIL ? Optional.of(mail()) : Optional.empty());
    }

    private Address address() {
        String text = settings.url()
                .orElseGet(() -> SinkSecret.firstWord(settings.urlFile().orElseThrow(), "url-file"));
        try {
            return Address.parse(text).requireFor(settings.format() == Format.EMAIL, settings.allowPlainHttp());
        } catch (IllegalArgumentException e) {
            throw new SettingTrouble(String.valueOf(e.getMessage()));
        }
    }

    private List<SigningKey> keys() {
        List<String> texts = settings.secretFile()
                .map(file -> SinkSecret.words(file, "secret-file"))
                .orElseGet(() -> settings.secret().orElse(List.of()));
        if (texts.size() > SigningKey.MOST) {
            throw new SettingTrouble("more than two signing secrets");
        }
        try {
            return texts.stream().map(SigningKey::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new SettingTrouble(String.valueOf(e.getMessage()));
        }
    }

    private Interest interest() {
        Set<String> words = new HashSet<>(settings.events());
        try {
            EventSelection.require(words, types());
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
        return new Interest(new HashSet<>(databases), words);
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
                settings.to().orElseThrow(() -> wrong("to", "an e-mail needs somebody who gets it")),
                settings.sender().orElseThrow(() -> wrong("sender", "an e-mail needs somebody whom it is from")),
                settings.username(),
                () -> settings.passwordFile()
                        .map(file -> SinkSecret.password(file, "password-file"))
                        .or(settings::password),
                settings.allowPlainSmtp());
    }

    private void tried(String setting, Supplier<?> value) {
        try {
            requireNonNull(value.get());
        } catch (SettingTrouble trouble) {
            throw wrong(setting, String.valueOf(trouble.getMessage()));
        }
    }

    private IllegalArgumentException wrong(String setting, String why) {
        return new IllegalArgumentException("holdfast.notify.sinks." + name + "." + setting + ": " + why);
    }
}
