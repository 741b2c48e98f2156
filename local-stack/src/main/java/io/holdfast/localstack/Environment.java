package io.holdfast.localstack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The part of our environment variables that a process is given. */
final class Environment {

    private static final List<String> PLAIN = List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR");

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

    /** Also the settings of Holdfast's services. */
    static Map<String, String> ofService() {
        return ours(name -> PLAIN.contains(name) || SERVICES_PREFIXES.stream().anyMatch(name::startsWith));
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
