package io.holdfast.scheduler.settings;

import io.smallrye.config.NameIterator;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which databases are configured, whatever is said about them. A mapping alone knows only those of which it maps a
 * setting, and a database whose settings interest only other services would silently have no schedule.
 */
final class DatabaseNames {

    private static final String PREFIX = "holdfast.databases.";

    private DatabaseNames() {}

    /** The ids, checked or not, in settings such as {@code holdfast.databases.app.password-file}. */
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
