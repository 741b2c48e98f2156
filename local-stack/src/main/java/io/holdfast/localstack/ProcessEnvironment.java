package io.holdfast.localstack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The environment variables that a started process inherits. */
final class ProcessEnvironment {

    private static final List<String> PLAIN = List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR");

    /** Variables for Maven and a user's terminal. */
    private static final List<String> MAVEN = List.of(
            "JAVA_TOOL_OPTIONS",
            "MAVEN_ARGS",
            "MAVEN_OPTS",
            "TERM",
            "COLORTERM",
            "NO_COLOR",
            "SSL_CERT_FILE",
            "http_proxy",
            "https_proxy",
            "no_proxy");

    private ProcessEnvironment() {}

    /** Variables that every program may need. */
    static Map<String, String> plain() {
        return ours(PLAIN::contains);
    }

    /**
     * Also the variables that set what this service reads, and a locale in which Java can represent every file name.
     */
    static Map<String, String> ofService(String service) {
        Map<String, String> environment = plain();
        environment.putAll(settingsOf(service));
        return withUtf8(environment);
    }

    /**
     * The variables that set what this service reads. Relative paths are relative to the working folder of this
     * process.
     */
    static Map<String, String> settingsOf(String service) {
        return ServiceSettingsFilter.variables(
                service, System.getenv(), Path.of("").toAbsolutePath());
    }

    /** Java derives the charset of file names and variables from the locale. Without a locale, it would be ASCII. */
    static Map<String, String> withUtf8(Map<String, String> environment) {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("C");
        if (locale.equals("C") || locale.equals("POSIX")) {
            environment.put("LC_ALL", "C.UTF-8");
        }
        return environment;
    }

    /** The environment of a service, and the variables that Maven requires to run it from source. */
    static Map<String, String> ofMaven(String service) {
        Map<String, String> environment = ofService(service);
        environment.putAll(ours(MAVEN::contains));
        return environment;
    }

    private static Map<String, String> ours(Predicate<String> wanted) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.keySet().removeIf(wanted.negate());
        return environment;
    }
}
