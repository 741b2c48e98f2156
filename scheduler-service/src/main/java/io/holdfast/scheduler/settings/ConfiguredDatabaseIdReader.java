package io.holdfast.scheduler.settings;

import io.smallrye.config.NameIterator;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the names of all configured databases. The configuration mapping contains only databases with a setting of this
 * service. A database that has only settings of other services would silently have no schedule.
 */
final class ConfiguredDatabaseIdReader {

    private static final String PREFIX = "holdfast.databases.";

    private ConfiguredDatabaseIdReader() {}

    /** Returns the ids in names of settings such as {@code holdfast.databases.app.password-file}, without validation. */
    static Set<String> in(Iterable<String> settings) {
        Set<String> names = new TreeSet<>();
        for (String setting : settings) {
            if (setting.startsWith(PREFIX)) {
                NameIterator parts = new NameIterator(setting, PREFIX.length() - 1);
                if (parts.hasNext()) {
                    names.add(parts.getNextSegment());
                }
            }
        }
        return names;
    }
}
