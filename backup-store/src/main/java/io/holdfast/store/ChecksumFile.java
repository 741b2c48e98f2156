package io.holdfast.store;

import io.holdfast.events.Sha256;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Content of a {@code .sha256} file in the format of {@code sha256sum} and {@code sha256sum -c}. */
public record ChecksumFile(Map<ObjectKey, Sha256> sums) {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

    public ChecksumFile {
        sums = Map.copyOf(sums);
    }

    /** Skips lines that are not the checksum of a plain name. */
    public static ChecksumFile parse(String text) {
        Map<ObjectKey, Sha256> sums = new TreeMap<>();
        text.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line ->
                        ObjectKey.parse(line.group(2)).ifPresent(key -> sums.put(key, new Sha256(line.group(1)))));
        return new ChecksumFile(sums);
    }

    public Optional<Sha256> of(ObjectKey key) {
        return Optional.ofNullable(sums.get(key));
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(sums)
                .forEach((key, sum) -> text.append(sum).append("  ").append(key).append('\n'));
        return text.toString();
    }
}
