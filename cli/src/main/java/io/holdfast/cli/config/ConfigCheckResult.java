package io.holdfast.cli.config;

import io.holdfast.cli.config.ConfigFinding.Stage;
import io.holdfast.cli.context.ExitCode;
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
public record ConfigCheckResult(Path file, int settings, int databases, List<ConfigFinding> findings) {

    public ConfigCheckResult {
        findings = List.copyOf(findings);
    }

    public long errors() {
        return findings.stream().filter(ConfigFinding::isError).count();
    }

    public long warnings() {
        return findings.size() - errors();
    }

    /** A wrong file is a wrong use of the command; a server that is away, or denies something, is not. */
    public ExitCode exitCode() {
        if (errors() == 0) {
            return ExitCode.OK;
        }
        return findings.stream()
                        .anyMatch(configFinding -> configFinding.isError() && configFinding.stage() != Stage.SERVERS)
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
    public String line(ConfigFinding configFinding) {
        return file
                + (configFinding.line() > 0 ? ":" + configFinding.line() : "")
                + (configFinding.isError() ? ": error: " : ": warning: ")
                + configFinding.message();
    }
}
