package io.holdfast.cli.stack;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.localstack.LocalStack;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the local stack of this folder lies.
 *
 * @param path {@code $HOLDFAST_HOME}, otherwise {@code .holdfast}
 * @param backups {@code $BACKUP_DIR}, otherwise below the path
 */
record StackHome(Path path, Path backups) {

    static StackHome of(CommandContext session) {
        Path path = variable(session, "HOLDFAST_HOME")
                .map(Path::of)
                .orElse(session.folder().resolve(".holdfast"))
                .toAbsolutePath()
                .normalize();
        Path backups = variable(session, "BACKUP_DIR")
                .map(folder -> Path.of(folder).toAbsolutePath().normalize())
                .orElse(LocalStack.at(path).backups());
        return new StackHome(path, backups);
    }

    LocalStack stack() {
        return LocalStack.at(path);
    }

    /** An environment variable that is set to something. */
    static Optional<String> variable(CommandContext session, String name) {
        return Optional.ofNullable(session.environment().get(name)).filter(value -> !value.isBlank());
    }
}
