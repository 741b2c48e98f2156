package io.holdfast.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operating system user of a process. PostgreSQL's programs refuse to run as root, so root becomes {@code postgres}
 * for them, or {@code nobody} if Debian's package has not created that user.
 *
 * @param name absent for the current user
 */
record OsUser(@Nullable String name) {

    private static final String NOBODY = "nobody";

    /** The current user. */
    static final OsUser OURSELVES = new OsUser(null);

    /** A user that PostgreSQL's programs accept. */
    static OsUser unprivileged() {
        if (!isRoot()) {
            return OURSELVES;
        }
        return Stream.of("postgres", NOBODY)
                .filter(OsUser::exists)
                .findFirst()
                .map(OsUser::new)
                .orElseThrow(
                        () -> new StackException("PostgreSQL's programs refuse to run as root, and neither the user"
                                + " postgres nor the user nobody exists. Hint: run this as an ordinary user."));
    }

    /**
     * Another user that PostgreSQL's programs accept. Its processes have no access to files and processes of
     * {@link #unprivileged()}. The same user if the current user is not root, or if there is no other.
     */
    static OsUser apart() {
        OsUser usual = unprivileged();
        OsUser other = new OsUser(NOBODY);
        return isRoot() && !usual.equals(other) && exists(NOBODY) ? other : usual;
    }

    /** The owner of the file. */
    static OsUser owning(Path file) throws IOException {
        String owner = Files.getOwner(file).getName();
        return owner.equals(System.getProperty("user.name")) ? OURSELVES : new OsUser(owner);
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The prefix of a command that runs it as this user. */
    List<String> prefix() {
        return name == null
                ? List.of()
                : List.of("/usr/bin/setpriv", "--reuid", name, "--regid", groupOf(name), "--clear-groups", "--");
    }

    /** Creates the folder, readable by this user only. */
    Path ownFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        own(folder);
        return folder;
    }

    void own(Path path) throws IOException {
        if (name != null) {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
        }
    }

    /** Tests as this user, so that the kernel applies permissions, ACLs and mounts. */
    boolean canWrite(Path folder) {
        return name == null ? Files.isWritable(folder) : succeeds(prefix(), "test", "-w", folder.toString());
    }

    private static boolean exists(String user) {
        return succeeds(List.of(), "id", "-u", user);
    }

    private static String groupOf(String user) {
        return user.equals(NOBODY) ? "nogroup" : user;
    }

    private static boolean succeeds(List<String> prefix, String... command) {
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(prefix.stream(), Stream.of(command)).toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
