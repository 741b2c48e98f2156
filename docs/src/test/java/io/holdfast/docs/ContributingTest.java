package io.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The walk-throughs of CONTRIBUTING.md name files and classes that exist. */
class ContributingTest {

    /** What a reader adds in a walk-through. */
    private static final Set<String> ADDED =
            Set.of("BackupReviewed", "docs/events/examples/holdfast.backup.reviewed.v1.json");

    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern FILE = Pattern.compile("[\\w.-]+(/[\\w.-]+)+");
    private static final Pattern CLASS = Pattern.compile("(?<![\\w./@-])[A-Z][a-z0-9]+([A-Z][A-Za-z0-9]*)+(?![\\w/-])");
    private static final Pattern DECLARATION = Pattern.compile("\\b(?:class|interface|enum|record) ([A-Z]\\w*)");

    @Test
    void every_file_of_a_walk_through_exists() {
        List<String> files =
                code().filter(text -> FILE.matcher(text).matches()).distinct().toList();

        assertThat(files)
                .isNotEmpty()
                .filteredOn(file -> !ADDED.contains(file))
                .allMatch(file -> Files.exists(Checkout.ROOT.resolve(file)));
    }

    @Test
    void every_class_of_a_walk_through_exists() {
        Set<String> declared = declared();

        assertThat(classes())
                .isNotEmpty()
                .filteredOn(name -> !ADDED.contains(name))
                .allMatch(declared::contains);
    }

    @Test
    void what_a_walk_through_adds_does_not_exist() {
        Set<String> declared = declared();

        assertThat(ADDED).noneMatch(declared::contains).noneMatch(name -> Files.exists(Checkout.ROOT.resolve(name)));
    }

    private static Stream<String> code() {
        return Pattern.compile("(?m)^## ")
                .splitAsStream(Checkout.read(Checkout.ROOT.resolve("CONTRIBUTING.md")))
                .filter(section -> section.startsWith("Walk-through: "))
                .flatMap(section -> CODE.matcher(section).results())
                .map(found -> found.group(1));
    }

    private static List<String> classes() {
        return code().filter(text -> !FILE.matcher(text).matches())
                .flatMap(text -> CLASS.matcher(text).results())
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private static Set<String> declared() {
        Stream<Path> main = Checkout.modules().stream().flatMap(module -> Checkout.sources(module).stream());
        return Stream.concat(
                        main,
                        Checkout.tests().stream().filter(file -> file.toString().endsWith(".java")))
                .flatMap(file -> DECLARATION.matcher(Checkout.read(file)).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
