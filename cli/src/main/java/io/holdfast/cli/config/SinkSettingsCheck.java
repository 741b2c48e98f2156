package io.holdfast.cli.config;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.codec.MessageTypes;
import io.holdfast.settings.CommaSeparatedList;
import io.holdfast.settings.sink.EventSelectionValidator;
import io.holdfast.settings.sink.Network;
import io.holdfast.settings.sink.SinkAddress;
import io.holdfast.settings.sink.SinkName;
import io.holdfast.settings.sink.WebhookSigningKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Checks the settings of sinks with the code of notify-service. */
final class SinkSettingsCheck {

    static final String SINKS = "holdfast.notify.sinks";
    private static final String HINT = "See docs/subscribe.md for an example of each kind.";

    private final EffectiveConfigValues configValues;
    private final ConfigFindingCollector configFindings;

    SinkSettingsCheck(EffectiveConfigValues configValues, ConfigFindingCollector configFindings) {
        this.configValues = configValues;
        this.configFindings = configFindings;
    }

    void check() {
        configValues.ids(SINKS).forEach(this::sink);
    }

    private void sink(String id) {
        String prefix = SINKS + "." + id;
        boolean isEmail = isEmail(configValues, prefix);
        try {
            SinkName.require(id);
        } catch (IllegalArgumentException e) {
            configFindings.error(
                    configValues.firstLine(prefix), prefix, prefix + ": " + e.getMessage(), "Use another id.");
        }
        if (configValues.value(prefix + ".url").isPresent()
                == configValues.value(prefix + ".url-file").isPresent()) {
            configFindings.error(
                    configValues.line(prefix, "url-file", "url"),
                    prefix + ".url",
                    prefix + ": exactly one of url and url-file must be set",
                    "Set one of them. Use url-file if the URL contains a token.");
        }
        read(
                prefix + ".url",
                text -> SinkAddress.parse(text).requireFor(isEmail, configValues.isTrue(prefix + ".allow-plain-http")));
        read(prefix + ".secret", this::secrets);
        read(prefix + ".events", text -> EventSelectionValidator.require(CommaSeparatedList.split(text), types()));
        read(
                prefix + ".allowed-addresses",
                text -> CommaSeparatedList.split(text).forEach(Network::parse));
        read(prefix + ".databases", text -> CommaSeparatedList.split(text).forEach(this::database));
        if (isEmail) {
            required(prefix, "to", "an e-mail requires a recipient");
            required(prefix, "sender", "an e-mail requires a sender");
        }
    }

    static boolean isEmail(EffectiveConfigValues configValues, String prefix) {
        return configValues
                .value(prefix + ".format")
                .filter(format -> format.strip().equalsIgnoreCase("email"))
                .isPresent();
    }

    private void secrets(String text) {
        List<String> secrets = CommaSeparatedList.split(text);
        if (secrets.size() > WebhookSigningKey.MOST) {
            throw new IllegalArgumentException("there are more than two signing secrets");
        }
        secrets.forEach(WebhookSigningKey::parse);
    }

    private static Set<String> types() {
        return MessageTypes.all().entrySet().stream()
                .filter(type -> BackupEvent.class.isAssignableFrom(type.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void database(String id) {
        if (DatabaseId.parse(id).isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + ControlCharacterSanitizer.shortened(id) + "' is not a database id");
        }
    }

    private void required(String prefix, String name, String problem) {
        if (configValues.value(prefix + "." + name).isEmpty()) {
            configFindings.error(
                    configValues.line(prefix, "format"),
                    prefix + "." + name,
                    prefix + "." + name + " is not set: " + problem,
                    HINT);
        }
    }

    private void read(String name, Consumer<String> reader) {
        configValues.entry(name).filter(entry -> !entry.value().isBlank()).ifPresent(entry -> {
            try {
                reader.accept(entry.value());
            } catch (IllegalArgumentException e) {
                boolean hasBlank =
                        CommaSeparatedList.split(entry.value()).stream().anyMatch(one -> !one.equals(one.strip()));
                configFindings.refused(entry, e, hasBlank ? "Remove the spaces around the commas." : HINT);
            }
        });
    }
}
