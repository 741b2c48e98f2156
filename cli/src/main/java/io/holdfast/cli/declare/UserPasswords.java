package io.holdfast.cli.declare;

import io.holdfast.cli.session.Complaint;
import io.holdfast.cli.session.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Passwords of users, each in a file of its own.
 *
 * @param folder with files {@code kafka-USER}; empty if no password is set
 */
record UserPasswords(Optional<Path> folder) {

    /**
     * The first line of the user's file; empty if there is no such file.
     *
     * @throws Complaint if the file is empty or cannot be read
     */
    Optional<String> of(String user) {
        return folder.map(files -> files.resolve("kafka-" + user))
                .filter(Files::exists)
                .map(UserPasswords::firstLine);
    }

    private static String firstLine(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String password = Objects.requireNonNullElse(lines.readLine(), "");
            if (password.isEmpty()) {
                throw new Complaint(ExitCode.USAGE, file + " contains no password", "write it into the first line");
            }
            return password;
        } catch (IOException e) {
            throw new Complaint(ExitCode.USAGE, "cannot read " + file, "check its owner and mode, and --passwords", e);
        }
    }
}
