package io.holdfast.cli.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * Checks a file of settings. It never fails: whatever is wrong is a finding.
 *
 * @param environment whose variables {@code HOLDFAST_*} override settings of the file
 * @param withFiles whether the files and directories that it names are on this host
 */
public record ConfigCheck(Map<String, String> environment, boolean withFiles) {

    public ConfigCheck {
        environment = Map.copyOf(environment);
    }

    /** The file, its names and its values; no server is connected to. */
    public ConfigCheckResult offline(Path path) {
        return new ConfigCheckRun(ReadConfigFile.read(path), environment, withFiles).offline();
    }

    /** Also the servers, destinations and sinks that it names, each if its own settings are right. */
    public ConfigCheckResult complete(Path path) {
        return new ConfigCheckRun(ReadConfigFile.read(path), environment, withFiles).complete();
    }
}
