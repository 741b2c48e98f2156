package io.holdfast.restoreengine;

import java.util.Arrays;
import java.util.List;

/** A version of an extension, compared part by part as numbers. Parts that are not numbers count as 0. */
record ExtensionVersion(List<Integer> parts) implements Comparable<ExtensionVersion> {

    static ExtensionVersion of(String text) {
        return new ExtensionVersion(Arrays.stream(text.split("[^0-9]+"))
                .filter(part -> !part.isEmpty() && part.length() < 9)
                .map(Integer::valueOf)
                .toList());
    }

    @Override
    public int compareTo(ExtensionVersion other) {
        for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
            int difference = Integer.compare(part(i), other.part(i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private int part(int i) {
        return i < parts.size() ? parts.get(i) : 0;
    }
}
