package io.holdfast.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Generates passwords, in files that only their owner can read. */
final class PasswordFileGenerator {

    private static final SecureRandom RANDOM = new SecureRandom();

    private PasswordFileGenerator() {}

    static String random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The password in the file, or a new one that is written to it. */
    static String kept(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file, random());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StackException("cannot store a password in " + file + ": " + e.getMessage(), e);
        }
    }

    /** Other users can never read the file, not even between its creation and its closing. */
    static void write(Path file, String password) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password + "\n");
    }
}
