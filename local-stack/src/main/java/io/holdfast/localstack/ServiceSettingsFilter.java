package io.holdfast.localstack;

import io.holdfast.settings.SettingDefinition;
import io.holdfast.settings.SettingType;
import io.holdfast.settings.SettingsCatalog;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which settings and variables each service reads. A service gets no others, so that it has no secrets that it does not
 * need.
 */
final class ServiceSettingsFilter {

    private static final SettingsCatalog CATALOG = SettingsCatalog.load();

    /** A name may begin with the profile to which it applies. */
    private static final Pattern PROFILE = Pattern.compile("^%[^.]+\\.");

    private static final String VARIABLE = "HOLDFAST_";

    /**
     * Variables of the command line, of its scripts and of builds. The variables {@code HOLDFAST_<SERVICE>_URL} also
     * belong to them.
     */
    private static final Set<String> COMMAND_LINE = Set.of(
            "HOLDFAST_HOME",
            "HOLDFAST_ROOT",
            "HOLDFAST_INSTALL",
            "HOLDFAST_TEST_MINUTES",
            "HOLDFAST_ENGINE",
            "HOLDFAST_VERSION",
            "HOLDFAST_CONFIG",
            "HOLDFAST_DATABASE",
            "HOLDFAST_KAFKA",
            "HOLDFAST_KAFKA_PROPERTIES",
            "HOLDFAST_PUBLIC_KEYS");

    /** The stack's own addresses, and the services' credentials and signing keys. */
    private static final List<String> OWN = List.of(
            "kafka.bootstrap.servers",
            "kafka.security.",
            "kafka.sasl.",
            "kafka.ssl.",
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.jdbc.additional-jdbc-properties.",
            "quarkus.datasource.username",
            "quarkus.datasource.password",
            "quarkus.datasource.credentials-provider",
            "quarkus.http.host",
            "quarkus.http.port",
            "holdfast.catalogue.",
            "holdfast.catalogue-backup.",
            "holdfast.signing.key-file",
            "holdfast.signing.public-keys");

    private ServiceSettingsFilter() {}

    /** Whether the stack always sets this, overriding files and variables. */
    static boolean isOwn(String name) {
        String plain = PROFILE.matcher(name).replaceFirst("");
        return OWN.stream().anyMatch(own -> own.endsWith(".") ? plain.startsWith(own) : plain.equals(own));
    }

    /** Whether the service reads this setting. All services read the settings of libraries. */
    static boolean reads(String service, String name) {
        String plain = PROFILE.matcher(name).replaceFirst("");
        if (plain.startsWith("quarkus.vault.")) {
            return signInByVault().contains(service);
        }
        return definition(plain)
                .map(known -> known.services().contains(service))
                .orElse(true);
    }

    /** The variables that the service reads. Relative paths are relative to the folder. */
    static Map<String, String> variables(String service, Map<String, String> environment, Path folder) {
        Map<String, String> read = new TreeMap<>();
        environment.forEach((name, value) -> {
            Optional<SettingDefinition> known = CATALOG.findVariable(name);
            boolean isPassed = known.map(setting -> setting.services().contains(service))
                    .orElse(name.startsWith("QUARKUS_LOG_") || name.startsWith(VARIABLE));
            if (isPassed && !isOfCommandLine(name) && !isOwnVariable(name)) {
                read.put(
                        name,
                        known.map(setting -> absolute(setting, value, folder)).orElse(value));
            }
        });
        return read;
    }

    /** Whether a variable is for Holdfast's services and not for the command line. */
    static boolean isSetting(String variable) {
        return variable.startsWith(VARIABLE) && !isOfCommandLine(variable) && !isOwnVariable(variable);
    }

    /** The value, with relative paths made absolute if it is a path or a list of paths. */
    static String absolute(String name, String value, Path folder) {
        return definition(PROFILE.matcher(name).replaceFirst(""))
                .map(known -> absolute(known, value, folder))
                .orElse(value);
    }

    /** The variable that sets this setting. */
    static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static Optional<SettingDefinition> definition(String name) {
        return CATALOG.find(name);
    }

    private static String absolute(SettingDefinition setting, String value, Path folder) {
        if (setting.type() != SettingType.PATH || value.isBlank()) {
            return value;
        }
        return setting.isList()
                ? Arrays.stream(value.split(","))
                        .map(path -> resolved(folder, path))
                        .collect(Collectors.joining(","))
                : resolved(folder, value);
    }

    private static String resolved(Path folder, String path) {
        return folder.resolve(path.strip()).normalize().toString();
    }

    private static boolean isOfCommandLine(String variable) {
        return COMMAND_LINE.contains(variable)
                || LocalStack.SERVICES.stream()
                        .anyMatch(service ->
                                variable.equals(VARIABLE + variable(service.replace("-service", "")) + "_URL"));
    }

    private static boolean isOwnVariable(String variable) {
        return OWN.stream()
                .filter(own -> own.startsWith("holdfast."))
                .anyMatch(
                        own -> own.endsWith(".") ? variable.startsWith(variable(own)) : variable.equals(variable(own)));
    }

    /** The services that log in to Vault for the passwords of database servers. */
    private static Set<String> signInByVault() {
        return CATALOG.definitions().stream()
                .filter(setting -> setting.name().endsWith(".vault-path"))
                .flatMap(setting -> setting.services().stream())
                .collect(Collectors.toSet());
    }
}
