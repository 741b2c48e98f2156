package io.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests that {@code docs/security.md} names exist. */
class SecurityTest {

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:IT|Test))(?:#(\\w+))?`");

    record Named(String type, String method) {}

    static List<Named> tests() {
        List<Named> named = TEST.matcher(Checkout.read(Checkout.ROOT.resolve("docs/security.md")))
                .results()
                .map(found -> new Named(found.group(1), Objects.requireNonNullElse(found.group(2), "")))
                .distinct()
                .toList();
        assertThat(named).hasSizeGreaterThan(20);
        return named;
    }

    @ParameterizedTest
    @MethodSource("tests")
    void each_test_that_the_page_names_exists(Named test) {
        List<String> sources = Checkout.tests().stream()
                .filter(file -> file.endsWith(test.type() + ".java"))
                .map(Checkout::read)
                .toList();

        assertThat(sources).anyMatch(source -> source.contains(test.method()));
    }
}
