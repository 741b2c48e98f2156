package io.holdfast.cli.config;

import io.holdfast.cli.config.Finding.Stage;
import io.holdfast.cli.session.ExitCode;
import java.nio.file.Path;
import java.util.List;

/**
 * What a check found.
 *
 * @param file that was checked
 * @param settings how many it has
 * @param databases how many it configures
 * @param findings by stage, and by line in each
 */
public record CheckResult(Path file, int settings, int databases, List<Finding> findings) {

    public CheckResult {
        findings = List.copyOf(findings);
    }

    public long errors() {
        return findings.stream().filter(Finding::isError).count();
    }

    public long warnings() {
        return findings.size() - errors();
    }

    /** A wrong file is a wrong use of the command; a server that is away, or denies something, is not. */
    public ExitCode exitCode() {
        if (errors() == 0) {
            return ExitCode.OK;
        }
        return findings.stream().anyMatch(finding -> finding.isError() && finding.stage() != Stage.SERVERS)
                ? ExitCode.USAGE
                : ExitCode.UNREACHABLE;
    }

    /** One line for the end of a report. */
    public String summary() {
        return "checked %s of %s: %s, %s"
                .formatted(
                        counted(settings, "setting"),
                        counted(databases, "database"),
                        counted(errors(), "error"),
                        counted(warnings(), "warning"));
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** A finding as compilers print it, with its file and line; a hint is on a line of its own. */
    public String line(Finding finding) {
        return file
                + (finding.line() > 0 ? ":" + finding.line() : "")
                + (finding.isError() ? ": error: " : ": warning: ")
                + finding.message();
    }
}
