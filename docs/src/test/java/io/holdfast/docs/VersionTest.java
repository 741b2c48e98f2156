package io.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file with a version of Holdfast has the version of the root {@code pom.xml}. */
class VersionTest {

    private static final Pattern PROJECT = Pattern.compile("(?m)^  <version>([^<]+)</version>");
    private static final Pattern TAG = Pattern.compile("newTag: (\\S+)");
    private static final Pattern RELEASED = Pattern.compile("(?m)^## \\[(\\d+\\.\\d+\\.\\d+)] - \\d{4}-\\d{2}-\\d{2}$");

    private final String version = first(PROJECT, Checkout.ROOT.resolve("pom.xml"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy/kubernetes/base/kustomization.yaml",
                "deploy/kubernetes/operator/kustomization.yaml",
                "docs/kubernetes.md"
            })
    void the_images_in_kubernetes_have_the_tag_of_the_build(String file) {
        Stream<String> tags = TAG.matcher(Checkout.read(Checkout.ROOT.resolve(file)))
                .results()
                .map(found -> found.group(1));

        assertThat(tags).isNotEmpty().containsOnly(version.replace("-SNAPSHOT", ""));
    }

    @Test
    void the_changelog_starts_with_unreleased_changes_and_has_the_released_version() {
        Path changelog = Checkout.ROOT.resolve("CHANGELOG.md");

        assertThat(first(Pattern.compile("(?m)^## (.+)$"), changelog)).isEqualTo("[Unreleased]");
        if (!version.endsWith("-SNAPSHOT")) {
            assertThat(first(RELEASED, changelog)).isEqualTo(version);
        }
    }

    private static String first(Pattern pattern, Path file) {
        Matcher matcher = pattern.matcher(Checkout.read(file));
        assertThat(matcher.find()).as(pattern + " in " + file).isTrue();
        return matcher.group(1);
    }
}
