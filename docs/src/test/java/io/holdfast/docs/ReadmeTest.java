package io.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** README.md lists every module, and shows a recorded run of the demo. */
class ReadmeTest {

    private static final Pattern MODULE = Pattern.compile("<module>([\\w-]+)</module>");
    private static final Pattern LISTED = Pattern.compile("\\[`([\\w-]+)`]\\(\\1\\)");

    private final String page = Checkout.read(Checkout.ROOT.resolve("README.md"));

    @Test
    void every_module_is_listed_once() {
        List<String> modules = MODULE.matcher(Checkout.read(Checkout.ROOT.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .filter(module -> !module.equals("docs"))
                .toList();

        assertThat(LISTED.matcher(page).results().map(found -> found.group(1)))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(modules);
    }

    @Test
    void the_demo_ends_with_a_verified_backup() {
        String demo = page.substring(page.indexOf("<!-- demo -->"), page.indexOf("<!-- end of demo -->"));

        assertThat(demo).contains("$ ./holdfast demo").contains("verified").contains("sha256");
    }
}
