package io.holdfast.e2e;

import io.holdfast.localstack.SourceCheckoutLocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The commands of one page of {@code docs/runbooks}, unchanged. The first block contains the reader's own settings. */
record RunbookPage(String name) {

    private static final Pattern BLOCK =
            Pattern.compile("^( *)```sh\\n(.*?)^ *```$", Pattern.DOTALL | Pattern.MULTILINE);

    /** A script that exits at the first failed command. */
    String script(String settings) {
        try {
            String page = Files.readString(
                    SourceCheckoutLocator.find().root().resolve("docs/runbooks").resolve(name));
            return BLOCK.matcher(page)
                    .results()
                    .skip(1)
                    .map(block -> block.group(2).replaceAll("(?m)^" + block.group(1), ""))
                    .collect(Collectors.joining("\n", "set -euo pipefail\n" + settings + "\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
