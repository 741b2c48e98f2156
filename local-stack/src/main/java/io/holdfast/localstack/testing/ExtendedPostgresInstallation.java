package io.holdfast.localstack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The installed PostgreSQL with additional extensions, in a separate folder. A server finds its files relative to its
 * program, if the folder has the same layout as the installation.
 */
public final class ExtendedPostgresInstallation {

    private ExtendedPostgresInstallation() {}

    /**
     * Creates the folder.
     *
     * @param folder must not exist; every user must be able to enter it
     * @param programs of the installation, such as {@code /usr/lib/postgresql/15/bin}
     * @param share of the installation, such as {@code /usr/share/postgresql/15}
     * @param files contents of the extensions' files by name
     * @return the folder of its programs
     */
    public static Path make(Path folder, Path programs, Path share, Map<String, String> files) {
        try {
            Path copies = Files.createDirectories(within(folder, programs));
            Files.copy(programs.resolve("postgres"), copies.resolve("postgres"), StandardCopyOption.COPY_ATTRIBUTES);
            Files.createSymbolicLink(copies.resolveSibling("lib"), programs.resolveSibling("lib"));
            Path shared = within(folder, share);
            Path extensions = Files.createDirectories(shared.resolve("extension"));
            linkAll(share, shared);
            linkAll(share.resolve("extension"), extensions);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(extensions.resolve(file.getKey()), file.getValue());
            }
            return copies;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path within(Path folder, Path absolute) {
        return folder.resolve(absolute.getRoot().relativize(absolute));
    }

    private static void linkAll(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Path link = to.resolve(file.getFileName().toString());
                if (!Files.exists(link)) {
                    Files.createSymbolicLink(link, file);
                }
            }
        }
    }
}
