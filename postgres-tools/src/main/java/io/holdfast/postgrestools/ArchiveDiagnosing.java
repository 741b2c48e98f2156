package io.holdfast.postgrestools;

import io.holdfast.postgrestools.ArchiveDiagnosis.Finding;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The phrases by which pg_restore says what is wrong with an archive. */
final class ArchiveDiagnosing {

    private record Rule(Pattern phrase, Finding finding, String message, String hint) {}

    // SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV. Bits flipped in a table of contents made pg_restore 15 crash in one
    // case of six.
    private static final Set<Integer> CRASHES = Set.of(4, 6, 7, 8, 11);

    private static final List<Rule> RULES = List.of(
            rule(
                    "unsupported version \\(|build does not support compression|compression is not supported by this installation"
                            + "|not built with",
                    Finding.NOT_READABLE_HERE,
                    "The installed pg_restore cannot read this kind of archive.",
                    "Install client programs at least as new as those that wrote it."),
            rule(
                    "could not open input file|Permission denied|Input/output error|Is a directory|Stale file handle",
                    Finding.NO_ACCESS,
                    "The archive could not be opened or read.",
                    "Check that the file exists and that this service may read it."),
            rule(
                    // A damaged length asks for absurd memory, but so does a host without any: not evidence against the
                    // bytes.
                    "out of memory|Cannot allocate memory|terminated by user",
                    Finding.INTERRUPTED,
                    "pg_restore was stopped or ran out of memory.",
                    "Try again; if it always runs out of memory, compare the archive's SHA-256."),
            rule(
                    "does not appear to be a valid archive|did not find magic string|end of file|could not uncompress"
                            + "|could not decompress|unexpected block ID|unrecognized data block|unexpected end"
                            + "|could not find block ID|corrupt|input file is too short|invalid|bogus|out of range"
                            + "|failed sanity check|does not match|unexpected|unrecognized|bad dumpId|could not read from input file"
                            + "|could not seek|block .* not found",
                    Finding.DAMAGED,
                    "The archive does not decode.",
                    "Its bytes are damaged or incomplete; use another copy or backup."));

    private ArchiveDiagnosing() {}

    static ArchiveDiagnosis read(Ended ended) {
        ErrorLines lines = ErrorLines.of(ended.complaint());
        String excerpt = lines.excerpt(ended.complaint());
        return RULES.stream()
                .filter(rule -> rule.phrase().matcher(lines.text()).find())
                .findFirst()
                .map(rule -> new ArchiveDiagnosis(rule.finding(), rule.message(), rule.hint(), excerpt))
                .orElseGet(() -> unrecognised(ended, excerpt));
    }

    private static ArchiveDiagnosis unrecognised(Ended ended, String excerpt) {
        if (CRASHES.contains(ended.signal())) {
            return new ArchiveDiagnosis(
                    Finding.DAMAGED,
                    "pg_restore crashed while decoding the archive.",
                    "Damaged bytes do that; use another copy or backup.",
                    excerpt);
        }
        return ended.killed()
                ? new ArchiveDiagnosis(
                        Finding.INTERRUPTED,
                        "pg_restore was ended by signal " + ended.signal() + ".",
                        "Try again; look for out-of-memory kills in the host's log.",
                        excerpt)
                : new ArchiveDiagnosis(
                        Finding.OTHER,
                        "pg_restore ended with status " + ended.exitCode() + ".",
                        "The service's log has its own words.",
                        excerpt);
    }

    private static Rule rule(String phrase, Finding finding, String message, String hint) {
        return new Rule(Pattern.compile(phrase), finding, message, hint);
    }
}
