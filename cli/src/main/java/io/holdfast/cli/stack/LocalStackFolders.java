package io.holdfast.cli.stack;

import io.holdfast.cli.context.CommandContext;
import io.holdfast.localstack.LocalStack;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folders of the local stack.
 *
 * @param path folder of its state: {@code $HOLDFAST_HOME}, otherwise {@code .holdfast}
 * @param backups folder of its artifacts: {@code $BACKUP_DIR}, otherwise a folder below the path
 */
record LocalStackFolders(Path path, Path backups) {

    static LocalStackFolders of(CommandContext context) {
        Path path = variable(context, "HOLDFAST_HOME")
                .map(Path::of)
                .orElse(context.folder().resolve(".holdfast"))
                .toAbsolutePath()
                .normalize();
        Path backups = variable(context, "BACKUP_DIR")
                .map(folder -> Path.of(folder).toAbsolutePath().normalize())
                .orElse(LocalStack.at(path).backups());
        return new LocalStackFolders(path, backups);
    }

    LocalStack stack() {
        return LocalStack.at(path);
    }

    /** The value of an environment variable; empty if it is not set or blank. */
    static Optional<String> variable(CommandContext context, String name) {
        return Optional.ofNullable(context.environment().get(name)).filter(value -> !value.isBlank());
    }
}
