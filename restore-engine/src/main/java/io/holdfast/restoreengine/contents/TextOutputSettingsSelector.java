package io.holdfast.restoreengine.contents;

import io.holdfast.postgrestools.TextOutputSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Selects the text output settings under which the rows of an archive are compared. An archive is written in one session, so
 * settings that match one table are tried first for the next one.
 */
public final class TextOutputSettingsSelector {

    private final Optional<TextOutputSettings> recorded;
    private final Optional<String> localeOfTheSource;
    private volatile Optional<TextOutputSettings> proven = Optional.empty();
    private volatile String otherThanUsual = "";

    /**
     *
     * @param recorded settings from the manifest; empty if an older version or another tool made the archive
     * @param localeOfTheSource operating system name of the locale of the source, if known
     */
    public TextOutputSettingsSelector(Optional<TextOutputSettings> recorded, Optional<String> localeOfTheSource) {
        this.recorded = recorded.map(TextOutputSettingsSelector::whole);
        this.localeOfTheSource = localeOfTheSource;
    }

    /** The settings that pg_dump always uses, and these. */
    private static TextOutputSettings whole(TextOutputSettings some) {
        TextOutputSettings all = TextOutputSettings.PINNED;
        for (Map.Entry<String, String> setting : some.values().entrySet()) {
            all = all.with(setting.getKey(), setting.getValue());
        }
        return all;
    }

    /**
     * The first candidate.
     *
     * @param ofTheDatabase settings of the compared database; without a record, the monetary text of the archive was read under
     *     them during the restore
     */
    public TextOutputSettings first(TextOutputSettings ofTheDatabase) {
        return recorded.or(() -> proven).orElseGet(() -> whole(ofTheDatabase.only(TextOutputSettings.LC_MONETARY)));
    }

    /** Whether there is more than one candidate. */
    public boolean areOpen() {
        return recorded.isEmpty();
    }

    /**
     * The other candidates, for a table whose text differs under the settings that were tried.
     *
     * @param matter names of the settings that affect the text of the table
     */
    public List<TextOutputSettings> others(
            TextOutputSettings tried, TextOutputSettings ofTheDatabase, Set<String> matter) {
        List<TextOutputSettings> all = new ArrayList<>(List.of(whole(TextOutputSettings.NONE)));
        for (Map.Entry<String, Set<String>> setting : choices(ofTheDatabase).entrySet()) {
            if (matter.contains(setting.getKey())) {
                all = all.stream()
                        .flatMap(one -> setting.getValue().stream().map(value -> one.with(setting.getKey(), value)))
                        .toList();
            }
        }
        return all.stream()
                .filter(one -> matter.stream().anyMatch(name -> !one.only(name).equals(tried.only(name))))
                .toList();
    }

    private Map<String, Set<String>> choices(TextOutputSettings ofTheDatabase) {
        Map<String, Set<String>> choices = new LinkedHashMap<>();
        choices.put(TextOutputSettings.BYTEA_OUTPUT, new LinkedHashSet<>(List.of("escape", "hex")));
        choices.put(TextOutputSettings.LC_MONETARY, new LinkedHashSet<>());
        choices.put(TextOutputSettings.TIME_ZONE, new LinkedHashSet<>());
        for (Map.Entry<String, Set<String>> choice : choices.entrySet()) {
            Optional.ofNullable(ofTheDatabase.values().get(choice.getKey())).ifPresent(choice.getValue()::add);
            choice.getValue()
                    .add(String.valueOf(TextOutputSettings.PINNED.values().get(choice.getKey())));
        }
        localeOfTheSource.ifPresent(
                locale -> choices.get(TextOutputSettings.LC_MONETARY).add(locale));
        return choices;
    }

    /** Records that a table is equal under these settings but not under those that were tried first. */
    public void proved(TextOutputSettings right, TextOutputSettings tried) {
        proven = Optional.of(right);
        otherThanUsual = right.values().entrySet().stream()
                .filter(setting -> !setting.getValue().equals(tried.values().get(setting.getKey())))
                .map(setting -> setting.getKey() + " = " + setting.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** The settings that were not tried first, such as {@code bytea_output = escape}; empty if the first were right. */
    public Optional<String> otherThanUsual() {
        return Optional.of(otherThanUsual).filter(text -> !text.isEmpty());
    }
}
