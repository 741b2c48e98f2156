package io.holdfast.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Under whose name a program runs. PostgreSQL's programs refuse root, so root becomes {@code postgres} for them, or
 * {@code nobody} where Debian's package has made no such user.
 *
 * @param name absent for whoever we are
 */
record OsUser(@Nullable String name) {

    private static final String NOBODY = "nobody";

    /** Whoever we are. */
    static final OsUser OURSELVES = new OsUser(null);

    /** Somebody whom PostgreSQL's programs accept. */
    static OsUser unprivileged() {
        if (!isRoot()) {
            return OURSELVES;
        }
        return Stream.of("postgres", NOBODY)
                .filter(OsUser::exists)
                .findFirst()
                .map(OsUser::new)
                .orElseThrow(() -> new StackException("PostgreSQL's programs refuse root, and there is neither a user"
                        + " postgres nor nobody. Hint: run this as an ordinary user."));
    }

    /**
     * Another whom PostgreSQL's programs accept, so that what runs as it reaches no file and no process of {@link #unprivileged()};
     * the same where we are not root, or where there is no other.
     */
    static OsUser apart() {
        OsUser usual = unprivileged();
        OsUser other = new OsUser(NOBODY);
        return isRoot() && !usual.equals(other) && exists(NOBODY) ? other : usual;
    }

    /** Whose the file is. */
    static OsUser owning(Path file) throws IOException {
        String owner = Files.getOwner(file).getName();
        return owner.equals(System.getProperty("user.name")) ? OURSELVES : new OsUser(owner);
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** What to write before a command to run it as this user. */
    List<String> prefix() {
        return name == null
                ? List.of()
                : List.of("/usr/bin/setpriv", "--reuid", name, "--regid", groupOf(name), "--clear-groups", "--");
    }

    /** Makes the folder, readable by this user alone. */
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

    /** Asked of the kernel, as this user: permissions, ACLs and mounts are its business. */
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
