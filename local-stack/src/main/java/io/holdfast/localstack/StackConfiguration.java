package io.holdfast.localstack;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operator's configuration for the services of a stack: a file, and variables {@code HOLDFAST_*}, which override
 * it. The services get the variables in their environment; only their presence matters here.
 */
public final class StackConfiguration {

    private static final Pattern DATABASE = Pattern.compile("(?:%prod\\.)?holdfast\\.databases\\.\"?([^.\"]+)\"?\\..+");
    private static final Pattern DATABASE_VARIABLE = Pattern.compile("HOLDFAST_DATABASES_(\\w+)_HOST");

    private final Optional<Path> file;
    private final Map<String, String> settings;
    private final Map<String, String> variables;
    private final Path folder;

    private StackConfiguration(
            Optional<Path> file, Map<String, String> settings, Map<String, String> environment, Path folder) {
        this.file = file;
        this.settings = settings;
        this.folder = folder;
        this.variables = new TreeMap<>(environment);
        variables
                .entrySet()
                .removeIf(variable ->
                        variable.getValue().isBlank() || !ServiceSettingsFilter.isSetting(variable.getKey()));
    }

    /** No configuration. */
    static StackConfiguration none() {
        return new StackConfiguration(Optional.empty(), Map.of(), Map.of(), Path.of(""));
    }

    /**
     * @param environment variables; those that are no settings are ignored
     * @param folder to which relative paths in variables are relative
     */
    public static StackConfiguration ofVariables(Map<String, String> environment, Path folder) {
        return new StackConfiguration(Optional.empty(), Map.of(), environment, folder);
    }

    /**
     * The settings of the file and of the variables.
     *
     * @throws InvalidConfigurationException if the file cannot be read
     */
    public static StackConfiguration of(Path file, Map<String, String> environment, Path folder) {
        return new StackConfiguration(Optional.of(file), StackConfigFileReader.read(file), environment, folder);
    }

    public Optional<Path> file() {
        return file;
    }

    /** Ids of the configured databases, sorted. An id that only a variable contains is in lower case. */
    public List<String> databases() {
        return Stream.concat(
                        matches(settings.keySet().stream(), DATABASE),
                        matches(variables.keySet().stream(), DATABASE_VARIABLE)
                                .map(id -> id.toLowerCase(Locale.ROOT))
                                .filter(id -> settings.keySet().stream()
                                        .noneMatch(name -> ServiceSettingsFilter.variable(name)
                                                .startsWith(
                                                        "HOLDFAST_DATABASES_" + id.toUpperCase(Locale.ROOT) + "_"))))
                .filter(id -> !id.equals(LocalStack.CATALOGUE))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .toList();
    }

    /** Whether this setting is set, or any setting that begins with it, such as {@code holdfast.destinations.}. */
    public boolean names(String prefix) {
        String variable = ServiceSettingsFilter.variable(prefix);
        return settings.keySet().stream()
                        .anyMatch(name -> name.startsWith(prefix) || name.startsWith("%prod." + prefix))
                || variables.keySet().stream().anyMatch(name -> name.startsWith(variable));
    }

    /** The value that the services use for this setting. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(ServiceSettingsFilter.variable(name)))
                .map(value -> ServiceSettingsFilter.absolute(name, value, folder))
                .or(() -> Optional.ofNullable(settings.get("%prod." + name)))
                .or(() -> Optional.ofNullable(settings.get(name)))
                .filter(value -> !value.isBlank());
    }

    /** Settings in the file that are ignored, because the stack sets them itself. */
    public List<String> ignored() {
        return settings.keySet().stream().filter(ServiceSettingsFilter::isOwn).toList();
    }

    /** The settings of the file that this service reads. */
    Map<String, String> settings(String service) {
        Map<String, String> read = new TreeMap<>(settings);
        read.keySet()
                .removeIf(name -> ServiceSettingsFilter.isOwn(name) || !ServiceSettingsFilter.reads(service, name));
        return read;
    }

    private static Stream<String> matches(Stream<String> names, Pattern pattern) {
        return names.map(pattern::matcher).filter(Matcher::matches).map(found -> found.group(1));
    }
}
