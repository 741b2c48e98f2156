package io.holdfast.postgrestools;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** A file does not contain a usable secret. The message has the file's path and the problem, but none of its content. */
public final class PostgresSecretFileException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String what;
    private final String problem;

    PostgresSecretFileException(Path file, String what) {
        super(file + " " + what);
        this.what = what;
        this.problem = file + " " + what;
    }

    /** The problem, without the path: for events, which contain no paths. */
    public String reason() {
        return what;
    }

    /** The message: the path and the problem. */
    public String problem() {
        return problem;
    }
}
