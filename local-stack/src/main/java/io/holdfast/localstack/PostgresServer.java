package io.holdfast.localstack;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL server of the newest installed version, on loopback with scram passwords and without a socket file. Run by
 * root, it becomes an unprivileged user, because PostgreSQL's programs refuse root.
 */
public final class PostgresServer implements AutoCloseable {

    /** What a server may lose. */
    public enum Durability {
        /** Nothing that it has confirmed, as in production. */
        FSYNC,
        /** Possibly everything if the machine dies, nothing if merely the server is killed; much faster to set up. */
        FAST
    }

    private static final Duration STOP = Duration.ofSeconds(20);

    private final PostgresClusterFiles files;
    private final Durability durability;
    private final ProcessLifetime lifetime;
    private final PostgresPrograms programs;
    private ManagedProcess process;

    private PostgresServer(
            PostgresClusterFiles files,
            Durability durability,
            ProcessLifetime lifetime,
            PostgresPrograms programs,
            ManagedProcess process) {
        this.files = files;
        this.durability = durability;
        this.lifetime = lifetime;
        this.programs = programs;
        this.process = process;
    }

    /** A server that ends with this JVM at the latest, and does not wait for the disk. */
    public static PostgresServer start(Path home) {
        return start(home, Durability.FAST, ProcessLifetime.BOUND);
    }

    /**
     * Starts a server on the data below {@code home}, made if there is none yet, and waits until it takes connections. It
     * takes its former port again where that is still free. A server that already runs there is taken as it is.
     *
     * @throws StackException if PostgreSQL is not installed, or the server does not come up within three minutes
     */
    public static PostgresServer start(Path home, Durability durability, ProcessLifetime lifetime) {
        return start(home, durability, lifetime, PostgresPrograms.newest(), OsUser.unprivileged());
    }

    /** As {@link #start(Path, Durability, ProcessLifetime)}, by an operating system's user of its own where root starts it. */
    static PostgresServer startApart(Path home, Durability durability, ProcessLifetime lifetime) {
        return start(home, durability, lifetime, PostgresPrograms.newest(), OsUser.apart());
    }

    /** As {@link #start(Path)}, with settings of the server that outrank the usual ones, now and at each later start. */
    public static PostgresServer start(Path home, Map<String, String> settings) {
        PostgresClusterFiles.keepSettings(home.toAbsolutePath().normalize(), settings);
        return start(home);
    }

    /** As {@link #startStandby(Path)}, with settings of its own that outrank the usual ones. */
    public PostgresServer startStandby(Path home, Map<String, String> settings) {
        PostgresClusterFiles.keepSettings(home.toAbsolutePath().normalize(), settings);
        return startStandby(home);
    }

    /** As {@link #start(Path)}, with another installation of the same version, such as one with further extensions. */
    public static PostgresServer startWith(Path programs, Path home) {
        return start(
                home, Durability.FAST, ProcessLifetime.BOUND, new PostgresPrograms(programs), OsUser.unprivileged());
    }

    private static PostgresServer start(
            Path home, Durability durability, ProcessLifetime lifetime, PostgresPrograms programs, OsUser user) {
        return running(home, durability, lifetime, programs).orElseGet(() -> {
            PostgresClusterFiles files =
                    PostgresClusterFiles.prepare(home.toAbsolutePath().normalize(), user, durability);
            return new PostgresServer(
                    files,
                    durability,
                    lifetime,
                    programs,
                    PostgresProcess.launch(files, durability, lifetime, programs));
        });
    }

    /**
     * Starts a hot standby below {@code home} that streams from this server. It ends with this JVM at the latest.
     *
     * @throws StackException if the data cannot be copied, or the standby takes no connections within three minutes
     */
    public PostgresServer startStandby(Path home) {
        PostgresClusterFiles copy = files.copy(home.toAbsolutePath().normalize());
        return new PostgresServer(
                copy,
                durability,
                ProcessLifetime.BOUND,
                programs,
                PostgresProcess.launch(copy, durability, ProcessLifetime.BOUND, programs));
    }

    /** The server that runs on the data below {@code home}, whoever started it; restarted by us, it ends with us. */
    public static Optional<PostgresServer> running(Path home) {
        return running(home, Durability.FSYNC, ProcessLifetime.BOUND, PostgresPrograms.newest());
    }

    private static Optional<PostgresServer> running(
            Path home, Durability durability, ProcessLifetime lifetime, PostgresPrograms programs) {
        return PostgresClusterFiles.existing(home.toAbsolutePath().normalize())
                .flatMap(files -> ManagedProcess.recordedOrMarked(files.pidFile(), files.mark())
                        .map(process -> new PostgresServer(files, durability, lifetime, programs, process)));
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return files.port();
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
    }

    public String superuser() {
        return PostgresClusterFiles.SUPERUSER;
    }

    public String password() {
        return files.password();
    }

    /** A password for a role, made once and kept beside the data: whoever was given it before can still log in. */
    String passwordOf(String role) {
        return PasswordFiles.kept(files.home().resolve("password-" + role));
    }

    Path data() {
        return files.data();
    }

    /** Belongs to the server's user, who can reach it. */
    public Path folder() {
        return files.folder();
    }

    OsUser user() {
        return files.user();
    }

    /** A connection as superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), superuser(), password());
    }

    /** Makes the database unless it is there. */
    public void createDatabase(String name) {
        SqlRunner.onServer(this, sql -> {
            if (!sql.exists("select 1 from pg_database where datname = ?", name)) {
                sql.run("create database " + SqlRunner.name(name));
            }
        });
    }

    public boolean hasDatabase(String name) {
        try (Connection connection = connect("postgres");
                PreparedStatement sql = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            sql.setString(1, name);
            return sql.executeQuery().next();
        } catch (SQLException e) {
            throw new StackException("cannot look for the database " + name + ": " + e.getMessage(), e);
        }
    }

    /** Makes a role that may log in, or gives it this password. */
    public void createRole(String name, String password) {
        SqlRunner.onServer(this, sql -> {
            String verb = sql.exists("select 1 from pg_roles where rolname = ?", name) ? "alter" : "create";
            sql.run(verb + " role " + SqlRunner.name(name) + " login password " + SqlRunner.literal(password));
        });
    }

    /** Lets a role read every table of every database. */
    public void grantReadAll(String role) {
        SqlRunner.onServer(this, sql -> sql.run("grant pg_read_all_data to " + SqlRunner.name(role)));
    }

    /** Makes a schema that the role owns, and into which its sessions look, unless it is there. */
    public void createSchema(String database, String schema, String owner) {
        SqlRunner.on(this, database, sql -> {
            sql.run("create schema if not exists " + SqlRunner.name(schema) + " authorization "
                    + SqlRunner.name(owner));
            sql.run("alter role " + SqlRunner.name(owner) + " in database " + SqlRunner.name(database)
                    + " set search_path = " + SqlRunner.name(schema));
        });
    }

    /** Runs statements as superuser, each committed for itself. */
    public void execute(String database, String... statements) {
        SqlRunner.on(this, database, sql -> {
            for (String statement : statements) {
                sql.run(statement);
            }
        });
    }

    /** The server's major version, such as 17. */
    public int majorVersion() {
        try (Connection connection = connect("postgres")) {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException e) {
            throw new StackException("cannot read the server's version: " + e.getMessage(), e);
        }
    }

    /** One of PostgreSQL's programs of this server's version, such as {@code pgbench}. */
    public Path program(String name) {
        return PostgresPrograms.newest().program(name);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything it has said. */
    public Path log() {
        return files.log();
    }

    /** Orderly: sessions are ended, everything is written ("fast shutdown"). */
    public void stop() {
        process.stop("INT", STOP);
    }

    /** {@code kill -9} to the server and all its sessions, as at a power cut. */
    public void kill() {
        List<ManagedProcess> sessions = process.children();
        process.kill9();
        sessions.forEach(ManagedProcess::kill9);
    }

    /** Stops it if it still runs, and starts it on the same port and data. */
    public void restart() {
        stop();
        process = PostgresProcess.launch(files, durability, lifetime, programs);
    }

    @Override
    public void close() {
        stop();
    }

    /** Stops it and removes its data. */
    public void destroy() {
        kill();
        files.delete();
    }
}
