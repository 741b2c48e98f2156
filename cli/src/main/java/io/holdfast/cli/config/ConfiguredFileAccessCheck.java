package io.holdfast.cli.config;

import io.holdfast.events.secret.SecretFileReader;
import io.holdfast.events.secret.UnusableSecretFileException;
import io.holdfast.settings.SettingDefinition;
import io.holdfast.settings.SettingType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks that this user can read the files in the settings. */
final class ConfiguredFileAccessCheck {

    /** Settings with the path of a secret file. The services read its first line. */
    private static final Pattern WITH_SECRET = Pattern.compile(
            ".*\\.(password-file|secret-key-file|url-file|secret-file|token-file|fingerprint-key-file)");

    private static final Pattern OTHER = Pattern.compile(
            ".*\\.(ssl-root-certificate|ssl-certificate|ssl-key|identity-file|key-file|body-file|assertions)");

    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_WRITE);

    private final EffectiveConfigValues configValues;
    private final ConfigFindingCollector configFindings;

    ConfiguredFileAccessCheck(EffectiveConfigValues configValues, ConfigFindingCollector configFindings) {
        this.configValues = configValues;
        this.configFindings = configFindings;
    }

    void check() {
        configValues
                .entries()
                .filter(entry -> !entry.value().isBlank())
                .filter(entry -> configValues
                        .definition(entry)
                        .filter(setting -> setting.type() == SettingType.PATH && !setting.isList())
                        .isPresent())
                .forEach(this::one);
    }

    private void one(ConfigEntry entry) {
        configValues.path(entry.text()).ifPresent(file -> one(entry, file));
    }

    private void one(ConfigEntry entry, Path file) {
        if (WITH_SECRET.matcher(entry.text()).matches()) {
            try {
                SecretFileReader.firstLine(file);
            } catch (UnusableSecretFileException e) {
                configFindings.error(
                        entry,
                        "the file " + e.problem(),
                        "Write the secret into the first line of the file, and let only the services read it.");
            }
        } else if (OTHER.matcher(entry.text()).matches() && !Files.isReadable(file)) {
            configFindings.error(
                    entry,
                    "the file " + file + (Files.exists(file) ? " is not readable by this user" : " does not exist"),
                    "Relative paths are relative to the folder of the settings file.");
        }
    }

    /** Warns if the settings file has passwords and other users may read it. */
    void secretsAreProtected(ParsedConfigFile settings) {
        Path path = settings.path();
        boolean hasSecrets = settings.entries().stream()
                .anyMatch(entry -> !entry.value().isBlank()
                        && configValues
                                .definition(entry)
                                .filter(SettingDefinition::isSecret)
                                .isPresent());
        try {
            if (hasSecrets && Files.getPosixFilePermissions(path).stream().anyMatch(OF_OTHERS::contains)) {
                configFindings.warning(
                        0,
                        "",
                        "the file contains secrets, and other users of this host may read it",
                        "Run 'chmod 600 " + path.getFileName()
                                + "', or move each secret to its own file (password-file).");
            }
        } catch (IOException | UnsupportedOperationException e) {
            // The file system has no such permissions.
        }
    }
}
