package io.holdfast.cli.declare;

import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.secret.SecretFileReader;
import io.holdfast.events.secret.UnusableSecretFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the passwords of users, each in its own file.
 *
 * @param folder folder with files {@code kafka-USER}; empty if no password is set
 */
record BrokerUserPasswordReader(Optional<Path> folder) {

    /**
     * The first line of the user's file; empty if there is no such file.
     *
     * @throws CommandException if the file is empty or cannot be read
     */
    Optional<String> of(String user) {
        return folder.map(files -> files.resolve("kafka-" + user))
                .filter(Files::exists)
                .map(BrokerUserPasswordReader::firstLine);
    }

    private static String firstLine(Path file) {
        try {
            return SecretFileReader.firstLine(file);
        } catch (UnusableSecretFileException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    e.problem(),
                    "write the password in UTF-8 into the file's first line; also check --passwords and the file's"
                            + " owner and mode",
                    e);
        }
    }
}
