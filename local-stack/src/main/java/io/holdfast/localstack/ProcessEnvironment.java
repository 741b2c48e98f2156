package io.holdfast.localstack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The part of our environment variables that a process is given. */
final class ProcessEnvironment {

    private static final List<String> PLAIN = List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR");

    /** What Maven and the terminal of a person need. */
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

    /** What every program may need. */
    static Map<String, String> plain() {
        return ours(PLAIN::contains);
    }

    /** Also the variables that set what this service reads, and a locale in which Java can name every file. */
    static Map<String, String> ofService(String service) {
        Map<String, String> environment = plain();
        environment.putAll(settingsOf(service));
        return withUtf8(environment);
    }

    /** The variables that set what this service reads. Relative paths are relative to our working folder. */
    static Map<String, String> settingsOf(String service) {
        return SettingsByService.variables(service, System.getenv(), Path.of("").toAbsolutePath());
    }

    /** Java takes the charset of file names and variables from the locale; where none is set, it would be ASCII. */
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

    /** That of a service, with what Maven needs to run it from source. */
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
