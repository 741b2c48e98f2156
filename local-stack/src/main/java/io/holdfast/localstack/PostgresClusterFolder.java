package io.holdfast.localstack;

import io.holdfast.localstack.PostgresServer.Durability;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The data folder, port and password of a PostgreSQL server.
 *
 * @param home the stack's folder; its {@code cluster} is the data folder or a link to it
 * @param folder the data folder, which belongs to the server's user and is accessible to it
 */
record PostgresClusterFolder(Path home, Path folder, OsUser user, int port, String password) {

    static final String SUPERUSER = "postgres";

    private static final String SETTINGS = "settings.properties";
    private static final Duration INITDB = Duration.ofMinutes(2);
    private static final List<Path> ELSEWHERE = List.of(Path.of("/var/lib"), Path.of("/var/tmp"));

    /**
     * Reads the files below {@code home}, or creates them. Changes the port if another process has taken the former
     * one.
     *
     * @param wanted the owner of new files; existing ones keep their owner
     * @param durability of a new cluster
     */
    static PostgresClusterFolder prepare(Path home, OsUser wanted, Durability durability) {
        try {
            Optional<PostgresClusterFolder> former = existing(home);
            if (former.isEmpty()) {
                return create(home, wanted, durability);
            }
            if (FreePort.isFree(former.get().port())) {
                return former.get();
            }
            return former.get().movedTo(FreePort.any());
        } catch (IOException e) {
            throw new StackException(
                    "cannot prepare " + home + ": " + e.getMessage()
                            + ". Hint: check that it is writable and has free space.",
                    e);
        }
    }

    /** Stores settings of the server below {@code home}, for every start. */
    static void keepSettings(Path home, Map<String, String> settings) {
        Properties kept = new Properties();
        kept.putAll(settings);
        try {
            Files.createDirectories(home);
            try (Writer file = Files.newBufferedWriter(home.resolve(SETTINGS))) {
                kept.store(file, null);
            }
        } catch (IOException e) {
            throw new StackException("cannot write below " + home + ": " + e.getMessage(), e);
        }
    }

    /** The settings stored by {@link #keepSettings}. */
    Map<String, String> settings() {
        Path file = home.resolve(SETTINGS);
        if (!Files.exists(file)) {
            return Map.of();
        }
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        } catch (IOException e) {
            throw new StackException("cannot read " + file + ": " + e.getMessage(), e);
        }
        return kept.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, kept::getProperty));
    }

    static Optional<PostgresClusterFolder> existing(Path home) {
        Path link = home.resolve("cluster");
        if (!Files.exists(link.resolve("data/PG_VERSION")) || !Files.exists(home.resolve("port"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PostgresClusterFolder(
                    home,
                    link.toRealPath(),
                    OsUser.owning(link.resolve("data")),
                    Integer.parseInt(Files.readString(home.resolve("port")).strip()),
                    Files.readString(home.resolve("password")).strip()));
        } catch (IOException e) {
            throw new StackException("cannot read " + home + ": " + e.getMessage(), e);
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

    /** A text that is only in this server's command line. */
    String mark() {
        return "-D " + data() + " ";
    }

    /** Whether the server with this process id accepts connections. */
    boolean isReady(long pid) {
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
        FileTreeDeleter.delete(folder);
        FileTreeDeleter.delete(home);
    }

    private PostgresClusterFolder movedTo(int newPort) throws IOException {
        Files.writeString(home.resolve("port"), newPort + "\n");
        return new PostgresClusterFolder(home, folder, user, newPort, password);
    }

    /** The port is written last. Without it, the data of an interrupted initdb is discarded and created again. */
    private static PostgresClusterFolder create(Path home, OsUser user, Durability durability) throws IOException {
        Files.createDirectories(home);
        Path folder = reachableFolder(home, user);
        String password = PasswordFileGenerator.random();
        PostgresClusterFolder files = new PostgresClusterFolder(home, folder, user, FreePort.any(), password);
        PasswordFileGenerator.write(home.resolve("password"), password);
        files.initdb(durability);
        return files.movedTo(files.port());
    }

    /**
     * Creates a standby of this server, which must be running. It has the same roles and passwords, and another port.
     */
    PostgresClusterFolder copy(Path other) {
        try {
            Files.createDirectories(other);
            PostgresClusterFolder copy =
                    new PostgresClusterFolder(other, reachableFolder(other, user), user, FreePort.any(), password);
            PasswordFileGenerator.write(other.resolve("password"), password);
            copy.basebackup(port);
            return copy.movedTo(copy.port());
        } catch (IOException e) {
            throw new StackException("cannot copy " + home + ": " + e.getMessage(), e);
        }
    }

    /**
     * A folder below {@code home}. If the server's user cannot enter it, as in a checkout under root's home, a folder
     * elsewhere.
     */
    private static Path reachableFolder(Path home, OsUser user) throws IOException {
        Path link = home.resolve("cluster");
        if (Files.exists(link)) {
            FileTreeDeleter.delete(link.toRealPath());
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
        throw new StackException("the user " + user.name() + " can access neither " + home + " nor " + ELSEWHERE
                + ". Hint: set HOLDFAST_HOME to a folder that every user may enter.");
    }

    /** The file with the password is kept, because the standby reads it whenever it connects. */
    private void basebackup(int from) throws IOException {
        Path passwordFile = folder.resolve("passfile");
        PasswordFileGenerator.write(passwordFile, "*:*:*:*:" + password);
        user.own(passwordFile);
        run(
                "pg_basebackup",
                List.of(
                        "--dbname=host=127.0.0.1 port=" + from + " user=" + SUPERUSER + " passfile=" + passwordFile,
                        "--pgdata=" + data(),
                        "--write-recovery-conf",
                        "--checkpoint=fast",
                        "--no-password",
                        "--no-sync"));
    }

    private void initdb(Durability durability) throws IOException {
        Path passwordFile = folder.resolve("password");
        PasswordFileGenerator.write(passwordFile, password);
        user.own(passwordFile);
        run("initdb", initdb(passwordFile, durability));
        Files.deleteIfExists(passwordFile);
    }

    /**
     * A durable server requires a synced initdb, because it does not write again what initdb has left in the page cache.
     */
    List<String> initdb(Path passwordFile, Durability durability) {
        List<String> arguments = new ArrayList<>(List.of(
                "--pgdata=" + data(),
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8"));
        if (durability == Durability.FAST) {
            arguments.add("--no-sync");
        }
        return arguments;
    }

    private void run(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(PostgresServerPrograms.newest().program(program).toString());
        command.addAll(arguments);
        ProcessLogReader log = ProcessLogReader.fromHere(log());
        Process process = BackgroundProcessLauncher.start(
                user, command, ProcessEnvironment.plain(), folder, log.path(), ProcessLifetime.BOUND);
        try {
            if (process.waitFor(INITDB.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ManagedProcess.of(process).kill9();
        throw new StackException(program + " failed: " + log.tail());
    }
}
