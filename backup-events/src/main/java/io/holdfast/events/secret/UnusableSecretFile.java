package io.holdfast.events.secret;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** A file holds no secret that can be used. The message names the file and what is wrong with it, and nothing of its content. */
public final class UnusableSecretFile extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String what;
    private final String problem;

    UnusableSecretFile(Path file, String what) {
        super(file + " " + what);
        this.what = what;
        this.problem = file + " " + what;
    }

    /** What is wrong, without the file's name: for events, which name no paths. */
    public String reason() {
        return what;
    }

    /** The message: the file, and what is wrong with it. */
    public String problem() {
        return problem;
    }
}
