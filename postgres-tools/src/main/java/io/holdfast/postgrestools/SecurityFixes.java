package io.holdfast.postgrestools;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which client programs lack a security fix that matters here: a hostile source database or archive can run code through
 * them, on this host or on the server that is restored into. Versions are those of PostgreSQL's own security page.
 */
public final class SecurityFixes {

    private static final List<Fix> FIXES = List.of(
            new Fix("CVE-2024-7348", Map.of(12, 20, 13, 16, 14, 13, 15, 8, 16, 4)),
            new Fix("CVE-2025-8713 to CVE-2025-8715", Map.of(13, 22, 14, 19, 15, 14, 16, 10, 17, 6)));

    /** One advisory, and the first minor version that has its fix by major version; every later major version has it. */
    private record Fix(String name, NavigableMap<Integer, Integer> firstMinor) {

        Fix(String name, Map<Integer, Integer> firstMinor) {
            this(name, new TreeMap<>(firstMinor));
        }

        boolean isMissingIn(PgVersion version) {
            Integer first = firstMinor.get(version.major());
            return first == null ? version.major() < firstMinor.firstKey() : version.minor() < first;
        }
    }

    /**
     * What a person should know.
     *
     * @param message the programs with their folders, and the fixes that they lack
     * @param hint what to install
     */
    public record Advice(String message, String hint) {}

    private SecurityFixes() {}

    /** The names of the fixes that this version lacks; empty if it has all that are known here. */
    public static List<String> missingIn(PgVersion version) {
        return FIXES.stream()
                .filter(fix -> fix.isMissingIn(version))
                .map(Fix::name)
                .toList();
    }

    /** What to say about these programs; empty if none of them lacks a fix. */
    public static Optional<Advice> adviceFor(List<ClientPrograms> installed) {
        List<ClientPrograms> old = installed.stream()
                .filter(programs -> !missingIn(programs.version()).isEmpty())
                .toList();
        return old.isEmpty()
                ? Optional.empty()
                : Optional.of(new Advice(
                        old.stream().map(SecurityFixes::described).collect(Collectors.joining("; ")),
                        old.stream()
                                .map(programs -> remedy(programs.version().major()))
                                .distinct()
                                .collect(Collectors.joining(" "))));
    }

    private static String described(ClientPrograms programs) {
        return programs.version() + " in " + programs.folder() + " lacks the fix of "
                + String.join(" and of ", missingIn(programs.version()));
    }

    private static String remedy(int major) {
        return fixedMinor(major)
                .map(minor -> "Upgrade postgresql-client-" + major + " to " + major + "." + minor + " or newer.")
                .orElse("PostgreSQL " + major
                        + " gets no more fixes: remove its client programs, and install those of a supported version.");
    }

    /** The first minor version that has every fix; empty if the major version got one of them never. */
    private static Optional<Integer> fixedMinor(int major) {
        return FIXES.stream().anyMatch(fix -> major < fix.firstMinor().firstKey())
                ? Optional.empty()
                : FIXES.stream()
                        .map(fix -> fix.firstMinor().getOrDefault(major, 0))
                        .max(Integer::compare);
    }
}
