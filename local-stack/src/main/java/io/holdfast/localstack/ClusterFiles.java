package io.holdfast.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a PostgreSQL server's data lies, and its port and password.
 *
 * @param home ours; its {@code cluster} is the folder, or a link to it
 * @param folder belongs to the server's user, who can reach it
 */
record ClusterFiles(Path home, Path folder, OsUser user, int port, String password) {

    static final String SUPERUSER = "postgres";

    private static final Duration INITDB = Duration.ofMinutes(2);
    private static final List<Path> ELSEWHERE = List.of(Path.of("/var/lib"), Path.of("/var/tmp"));

    /**
     * Those below {@code home}, or new ones; with another port where the former one has been taken.
     *
     * @param wanted whose new ones are; those that are there keep their user
     */
    static ClusterFiles prepare(Path home, OsUser wanted) {
        try {
            Optional<ClusterFiles> former = existing(home);
            if (former.isEmpty()) {
                return create(home, wanted);
            }
            if (FreePort.isFree(former.get().port())) {
                return former.get();
            }
            return former.get().movedTo(FreePort.any());
        } catch (IOException e) {
            throw new StackFailure(
                    "cannot prepare " + home + ": " + e.getMessage() + ". Hint: is it writable, and is there space?",
                    e);
        }
    }

    static Optional<ClusterFiles> existing(Path home) {
        Path link = home.resolve("cluster");
        if (!Files.exists(link.resolve("data/PG_VERSION")) || !Files.exists(home.resolve("port"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClusterFiles(
                    home,
                    link.toRealPath(),
                    OsUser.owning(link.resolve("data")),
                    Integer.parseInt(Files.readString(home.resolve("port")).strip()),
                    Files.readString(home.resolve("password")).strip()));
        } catch (IOException e) {
            throw new StackFailure("cannot read " + home + ": " + e.getMessage(), e);
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    Path log() {
        return home.resolve("postgres.log");
    }

    Path pidFile() {
        return home.resolve("postgres.pid");
    }

    /** What only this server's command line contains. */
    String mark() {
        return "-D " + data() + " ";
    }

    /** Whether the server with this id says that it takes connections. */
    boolean saysReady(long pid) {
        try {
            List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
            return lines.size() > 7
                    && lines.getFirst().equals(Long.toString(pid))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    void delete() {
        Trees.delete(folder);
        Trees.delete(home);
    }

    private ClusterFiles movedTo(int newPort) throws IOException {
        Files.writeString(home.resolve("port"), newPort + "\n");
        return new ClusterFiles(home, folder, user, newPort, password);
    }

    /** The port is written last: without it, an initdb that was killed half-way counts as nothing and is begun anew. */
    private static ClusterFiles create(Path home, OsUser user) throws IOException {
        Files.createDirectories(home);
        Path folder = reachableFolder(home, user);
        String password = Passwords.random();
        ClusterFiles files = new ClusterFiles(home, folder, user, FreePort.any(), password);
        Passwords.write(home.resolve("password"), password);
        files.initdb();
        return files.movedTo(files.port());
    }

    /** A standby of this one, which has to run: the same roles and passwords, another port. */
    ClusterFiles copy(Path other) {
        try {
            Files.createDirectories(other);
            ClusterFiles copy = new ClusterFiles(other, reachableFolder(other, user), user, FreePort.any(), password);
            Passwords.write(other.resolve("password"), password);
            copy.basebackup(port);
            return copy.movedTo(copy.port());
        } catch (IOException e) {
            throw new StackFailure("cannot copy " + home + ": " + e.getMessage(), e);
        }
    }

    /** Below {@code home}; but a checkout under root's home is closed to the server's user, and then elsewhere. */
    private static Path reachableFolder(Path home, OsUser user) throws IOException {
        Path link = home.resolve("cluster");
        if (Files.exists(link)) {
            Trees.delete(link.toRealPath());
        }
        Files.deleteIfExists(link);
        Path own = user.ownFolder(link);
        if (user.canWrite(own)) {
            return own.toRealPath();
        }
        Files.delete(own);
        for (Path parent : ELSEWHERE) {
            if (Files.isWritable(parent)) {
                Path folder = Files.createTempDirectory(parent, "holdfast-");
                user.own(folder);
                Files.createSymbolicLink(link, folder);
                return folder;
            }
        }
        throw new StackFailure("the user " + user.name() + " can reach neither " + home + " nor " + ELSEWHERE
                + ". Hint: set HOLDFAST_HOME to a folder that every user may enter.");
    }

    /** The standby reads the file with the password whenever it connects, so it stays. */
    private void basebackup(int from) throws IOException {
        Path passwordFile = folder.resolve("passfile");
        Passwords.write(passwordFile, "*:*:*:*:" + password);
        user.own(passwordFile);
        LogFile log = LogFile.fromHere(log());
        OwnProcess basebackup = OwnProcess.of(OwnSession.start(
                user,
                List.of(
                        PostgresPrograms.newest().program("pg_basebackup").toString(),
                        "--dbname=host=127.0.0.1 port=" + from + " user=" + SUPERUSER + " passfile=" + passwordFile,
                        "--pgdata=" + data(),
                        "--write-recovery-conf",
                        "--checkpoint=fast",
                        "--no-password",
                        "--no-sync"),
                Environment.plain(),
                folder,
                log.path(),
                Lifetime.BOUND));
        // The manifest is the last file that it writes.
        if (!basebackup.awaitEnd(INITDB) || !Files.exists(data().resolve("backup_manifest"))) {
            basebackup.kill9();
            throw new StackFailure("pg_basebackup failed: " + log.tail());
        }
    }

    private void initdb() throws IOException {
        Path passwordFile = folder.resolve("password");
        Passwords.write(passwordFile, password);
        user.own(passwordFile);
        LogFile log = LogFile.fromHere(log());
        OwnProcess initdb = OwnProcess.of(OwnSession.start(
                user,
                List.of(
                        PostgresPrograms.newest().program("initdb").toString(),
                        "--pgdata=" + data(),
                        "--username=" + SUPERUSER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C.UTF-8",
                        "--no-sync"),
                Environment.plain(),
                folder,
                log.path(),
                Lifetime.BOUND));
        boolean ended = initdb.awaitEnd(INITDB);
        Files.deleteIfExists(passwordFile);
        if (!ended || !log.contains("Success.")) {
            initdb.kill9();
            throw new StackFailure("initdb failed: " + log.tail());
        }
    }
}
