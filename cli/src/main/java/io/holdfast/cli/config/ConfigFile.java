package io.holdfast.cli.config;

import java.nio.file.Path;
import java.util.List;

/**
 * A file of settings as it was read.
 *
 * @param path where it is
 * @param entries in the order of the file; of two with the same name, both
 * @param findings about the file itself
 */
record ConfigFile(Path path, List<ConfigEntry> entries, List<ConfigFinding> findings) {

    ConfigFile {
        entries = List.copyOf(entries);
        findings = List.copyOf(findings);
    }
}
