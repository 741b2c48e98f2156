package io.holdfast.localstack;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The names of a service's settings that differ from those with which it was started. Never contains a value. */
record ServiceSettingsChange(List<String> names) {

    private static final int SHOWN = 5;

    static ServiceSettingsChange between(Map<String, String> before, Map<String, String> now) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), now.get(name)));
        return new ServiceSettingsChange(List.copyOf(names));
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** The first names, and the number of the others. */
    @Override
    public String toString() {
        return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }
}
