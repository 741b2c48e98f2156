package io.holdfast.postgrestools;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds client programs that lack a relevant security fix: through them, a hostile source database or archive can run code on this host or
 * on the server of a restore. Source of the versions: PostgreSQL's security page.
 */
public final class ClientSecurityFixCheck {

    private static final List<Fix> FIXES = List.of(
            new Fix("CVE-2024-7348", Map.of(12, 20, 13, 16, 14, 13, 15, 8, 16, 4)),
            new Fix("CVE-2025-8713 to CVE-2025-8715", Map.of(13, 22, 14, 19, 15, 14, 16, 10, 17, 6)));

    /** An advisory, with the first fixed minor version for each major version. All later major versions have the fix. */
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
     * Advice for operators.
     *
     * @param message the programs with their folders, and the missing fixes
     * @param hint what to install
     */
    public record Advice(String message, String hint) {}

    private ClientSecurityFixCheck() {}

    /** The fixes that this version lacks; empty if it has all known fixes. */
    public static List<String> missingIn(PgVersion version) {
        return FIXES.stream()
                .filter(fix -> fix.isMissingIn(version))
                .map(Fix::name)
                .toList();
    }

    /** Advice about these programs; empty if none of them lacks a fix. */
    public static Optional<Advice> adviceFor(List<ClientPrograms> installed) {
        List<ClientPrograms> old = installed.stream()
                .filter(programs -> !missingIn(programs.version()).isEmpty())
                .toList();
        return old.isEmpty()
                ? Optional.empty()
                : Optional.of(new Advice(
                        old.stream().map(ClientSecurityFixCheck::described).collect(Collectors.joining("; ")),
                        old.stream()
                                .map(programs -> remedy(programs.version().major()))
                                .distinct()
                                .collect(Collectors.joining(" "))));
    }

    private static String described(ClientPrograms programs) {
        return programs.version() + " in " + programs.folder() + " lacks the fix for "
                + String.join(" and for ", missingIn(programs.version()));
    }

    private static String remedy(int major) {
        return fixedMinor(major)
                .map(minor -> "Upgrade postgresql-client-" + major + " to " + major + "." + minor + " or newer.")
                .orElse("PostgreSQL " + major
                        + " is no longer supported. Replace its client programs by those of a supported version.");
    }

    /** The first minor version that has every fix; empty if the major version never got one of them. */
    private static Optional<Integer> fixedMinor(int major) {
        return FIXES.stream().anyMatch(fix -> major < fix.firstMinor().firstKey())
                ? Optional.empty()
                : FIXES.stream()
                        .map(fix -> fix.firstMinor().getOrDefault(major, 0))
                        .max(Integer::compare);
    }
}
