package io.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/subscribe.md} shows the programs that tests run. */
class SubscribeTest {

    private static final Path PAGE = Checkout.ROOT.resolve("docs/subscribe.md");

    static List<Path> programs() throws IOException {
        try (Stream<Path> files = Files.list(Checkout.ROOT.resolve("docs/subscribe"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void the_page_contains_each_program_unchanged(Path program) {
        assertThat(Checkout.read(PAGE)).contains("\n" + Checkout.read(program) + "```\n");
    }
}
