package io.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    static Stream<Path> pages() {
        return Checkout.pages().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_within_the_checkout_has_a_target(Path page) {
        List<String> broken = LINK.matcher(Checkout.read(page))
                .results()
                .map(found -> found.group(1))
                .filter(link -> !link.startsWith("http"))
                .filter(link -> !hasTarget(page, link))
                .toList();

        assertThat(broken).isEmpty();
    }

    @Test
    void every_decision_is_listed_with_its_title() {
        String list = Checkout.read(Checkout.ROOT.resolve("docs/adr/README.md"));

        List<Path> decisions = Checkout.pages().stream()
                .filter(page -> page.getFileName().toString().matches("\\d{4}-.*"))
                .toList();

        assertThat(decisions).isNotEmpty().allSatisfy(page -> {
            String title = Checkout.read(page).lines().findFirst().orElse("").replace("# ", "");
            assertThat(list)
                    .contains("[" + page.getFileName().toString().substring(0, 4) + "](" + page.getFileName() + ") | "
                            + title);
        });
    }

    private static boolean hasTarget(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || hasHeading(target, parts[1]));
    }

    private static boolean hasHeading(Path page, String anchor) {
        Matcher headings = HEADING.matcher(Checkout.read(page));
        return headings.results().anyMatch(heading -> anchor(heading.group(1)).equals(anchor));
    }

    /** The anchor that GitHub generates for a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
