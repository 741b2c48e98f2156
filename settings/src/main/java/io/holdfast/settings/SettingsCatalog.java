package io.holdfast.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All settings of Holdfast, as listed in the resource {@code settings.tsv}. The resource is generated from the services'
 * {@code @ConfigMapping} interfaces, and a test in the module {@code docs} compares both.
 */
public final class SettingsCatalog {

    private static final String RESOURCE = "settings.tsv";

    private final List<SettingDefinition> definitions;
    private final List<SettingNamePattern> patterns;

    private SettingsCatalog(List<SettingDefinition> definitions) {
        this.definitions = List.copyOf(definitions);
        this.patterns = definitions.stream().map(SettingNamePattern::new).toList();
    }

    /** The catalog of this version. */
    public static SettingsCatalog load() {
        try (InputStream in = SettingsCatalog.class.getResourceAsStream(RESOURCE)) {
            String text = new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
            return new SettingsCatalog(
                    text.lines().skip(1).map(SettingCatalogLine::read).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All settings, grouped by the module that declares them. */
    public List<SettingDefinition> definitions() {
        return definitions;
    }

    /**
     * The setting with this name, such as {@code holdfast.databases.app.password}. Quotes around a part and the index of a list's element
     * are supported. Empty if there is none.
     */
    public Optional<SettingDefinition> find(String name) {
        SettingName parts = SettingName.of(name);
        return patterns.stream()
                .filter(pattern -> pattern.matches(parts))
                .max(Comparator.comparingInt(SettingNamePattern::fixedParts))
                .map(SettingNamePattern::definition);
    }

    /** The setting that a variable such as {@code HOLDFAST_DATABASES_APP_PASSWORD} sets; empty if there is none. */
    public Optional<SettingDefinition> findVariable(String variable) {
        return patterns.stream()
                .filter(pattern -> pattern.matchesVariable(variable))
                .max(Comparator.comparingInt(SettingNamePattern::fixedLength))
                .map(SettingNamePattern::definition);
    }

    /**
     * The name that an unknown name probably refers to, with the operator's own parts: {@code holdfast.databases.app.password} for
     * {@code holdfast.database.app.passwort}. Empty if none is similar.
     */
    public Optional<String> nearest(String name) {
        return SettingNameSuggestion.to(SettingName.of(name), patterns);
    }
}
