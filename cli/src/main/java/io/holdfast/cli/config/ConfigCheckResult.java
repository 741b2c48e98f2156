package io.holdfast.cli.config;

import io.holdfast.cli.config.ConfigFinding.Stage;
import io.holdfast.cli.context.ExitCode;
import java.nio.file.Path;
import java.util.List;

/**
 * The result of a check.
 *
 * @param file the settings file
 * @param settings number of settings
 * @param databases number of configured databases
 * @param findings findings in order of their stages, and in order of lines in each stage
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

    /** An error in the file is a usage error. A server that is not reachable or denies access is not. */
    public ExitCode exitCode() {
        if (errors() == 0) {
            return ExitCode.OK;
        }
        return findings.stream()
                        .anyMatch(configFinding -> configFinding.isError() && configFinding.stage() != Stage.SERVERS)
                ? ExitCode.USAGE
                : ExitCode.UNREACHABLE;
    }

    /** The summary line at the end of the output. */
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

    /** A finding in the format of compilers, with file and line, without its hint. */
    public String line(ConfigFinding configFinding) {
        return file
                + (configFinding.line() > 0 ? ":" + configFinding.line() : "")
                + (configFinding.isError() ? ": error: " : ": warning: ")
                + configFinding.message();
    }
}
