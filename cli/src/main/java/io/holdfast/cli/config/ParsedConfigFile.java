package io.holdfast.cli.config;

import java.nio.file.Path;
import java.util.List;

/**
 * The contents of a settings file.
 *
 * @param path path of the file
 * @param entries all entries in the order of the file, including duplicates
 * @param findings about the file itself
 */
record ParsedConfigFile(Path path, List<ConfigEntry> entries, List<ConfigFinding> findings) {

    ParsedConfigFile {
        entries = List.copyOf(entries);
        findings = List.copyOf(findings);
    }
}
