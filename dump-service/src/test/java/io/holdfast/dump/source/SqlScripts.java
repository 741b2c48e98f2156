package io.holdfast.dump.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** SQL scripts in the test resources. */
final class SqlScripts {

    private SqlScripts() {}

    static String read(String name) {
        try (InputStream script = SqlScripts.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException("there is no resource " + name);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
