package io.holdfast.cli.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * Checks a settings file. It never throws; each problem is a finding.
 *
 * @param environment environment, with variables {@code HOLDFAST_*} that override settings of the file
 * @param withFiles whether to check files and directories in the settings
 */
public record ConfigCheck(Map<String, String> environment, boolean withFiles) {

    public ConfigCheck {
        environment = Map.copyOf(environment);
    }

    /** Checks the file, its names and its values, without any connection. */
    public ConfigCheckResult offline(Path path) {
        return new ConfigCheckRun(ReadConfigFile.read(path), environment, withFiles).offline();
    }

    /** Also checks each server, destination and sink whose settings have no errors. */
    public ConfigCheckResult complete(Path path) {
        return new ConfigCheckRun(ReadConfigFile.read(path), environment, withFiles).complete();
    }
}
