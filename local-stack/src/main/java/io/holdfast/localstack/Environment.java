package io.holdfast.localstack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The part of our environment variables that a process is given. */
final class Environment {

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

    /** Whoever sets these means a service. */
    private static final List<String> SERVICES_PREFIXES = List.of(
            "HOLDFAST_SCHEDULER_",
            "HOLDFAST_DUMP_",
            "HOLDFAST_VERIFY_",
            "HOLDFAST_RETENTION_",
            "HOLDFAST_RESTORE_",
            "HOLDFAST_DRILLS_",
            "HOLDFAST_LOG_",
            "QUARKUS_LOG_");

    private Environment() {}

    /** What every program may need. */
    static Map<String, String> plain() {
        return ours(PLAIN::contains);
    }

    /** Also the settings of Holdfast's services, and a locale in which Java can name every file. */
    static Map<String, String> ofService() {
        return withUtf8(
                ours(name -> PLAIN.contains(name) || SERVICES_PREFIXES.stream().anyMatch(name::startsWith)));
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
    static Map<String, String> ofMaven() {
        Map<String, String> environment = ofService();
        environment.putAll(ours(MAVEN::contains));
        return environment;
    }

    private static Map<String, String> ours(Predicate<String> wanted) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.keySet().removeIf(wanted.negate());
        return environment;
    }
}
