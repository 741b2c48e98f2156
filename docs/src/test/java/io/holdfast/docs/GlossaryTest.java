package io.holdfast.docs;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The glossary has one row for each noun of the project. A noun is of the project if at least three classes are named with it. */
class GlossaryTest {

    private static final int CLASSES = 3;
    private static final Path PAGE = Checkout.ROOT.resolve("docs/glossary.md");
    private static final Path GENERAL_WORDS = Checkout.ROOT.resolve("docs/src/test/resources/general-words.txt");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:\\*\\*|`)[^|]*) \\| ([^|]*) \\|");
    private static final Pattern TERM = Pattern.compile("(\\*\\*|`)(.+?)\\1");
    private static final Pattern PART = Pattern.compile("[A-Z]+(?=[A-Z][a-z])|[A-Z][a-z0-9]+|[A-Z]+[0-9]*");

    @Test
    void no_term_has_two_rows() {
        assertThat(terms()).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void every_term_has_a_meaning() {
        assertThat(ROW.matcher(Checkout.read(PAGE)).results().map(row -> row.group(2)))
                .isNotEmpty()
                .noneMatch(String::isBlank);
    }

    @Test
    void every_noun_of_at_least_three_class_names_is_explained_or_general() {
        Set<String> explained = terms().stream()
                .flatMap(GlossaryTest::wordsOf)
                .map(GlossaryTest::singular)
                .collect(Collectors.toSet());
        Set<String> nouns = new TreeSet<>(nounsOfClassNames());

        nouns.removeAll(explained);
        nouns.removeAll(generalWords());

        assertThat(nouns)
                .as("Add a row to docs/glossary.md, or add the word to %s if it has its general meaning", GENERAL_WORDS)
                .isEmpty();
    }

    @Test
    void no_general_word_is_a_term() {
        assertThat(generalWords()).doesNotContainAnyElementsOf(terms());
    }

    private static List<String> terms() {
        return ROW.matcher(Checkout.read(PAGE))
                .results()
                .flatMap(row -> TERM.matcher(row.group(1)).results())
                .map(term -> term.group(2).toLowerCase(Locale.ROOT))
                .toList();
    }

    /** "dead letter" explains both of its words, and a class name may also write them as one. */
    private static Stream<String> wordsOf(String term) {
        return Stream.concat(Stream.of(term.split("[ -]")), Stream.of(term.replaceAll("[ -]", "")));
    }

    private static Set<String> nounsOfClassNames() {
        return Checkout.modules().stream()
                .flatMap(module -> Checkout.sources(module).stream())
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .filter(name -> !name.equals("package-info"))
                .distinct()
                .flatMap(name -> PART.matcher(name)
                        .results()
                        .map(MatchResult::group)
                        .map(part -> singular(part.toLowerCase(Locale.ROOT)))
                        .distinct())
                .collect(groupingBy(part -> part, TreeMap::new, counting()))
                .entrySet()
                .stream()
                .filter(part -> part.getValue() >= CLASSES)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<String> generalWords() {
        return Checkout.read(GENERAL_WORDS)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toSet());
    }

    private static String singular(String word) {
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        boolean plural = word.length() > 3 && word.endsWith("s") && !word.matches(".*(ss|us|is)");
        return plural ? word.substring(0, word.length() - 1) : word;
    }
}
