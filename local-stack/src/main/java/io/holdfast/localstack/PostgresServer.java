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
 * A PostgreSQL server of the newest installed version, on loopback, with SCRAM passwords and without a Unix socket. If
 * root starts it, it runs as an unprivileged user, because PostgreSQL's programs refuse to run as root.
 */
public final class PostgresServer implements AutoCloseable {

    /** Which data the server may lose in a crash. */
    public enum Durability {
        /** Loses no confirmed transaction, as in production. */
        FSYNC,
        /**
         * May lose everything if the machine crashes, but nothing if only the server is killed. Much faster to set up.
         */
        FAST
    }

    private static final Duration STOP = Duration.ofSeconds(20);

    private final PostgresClusterFolder files;
    private final Durability durability;
    private final ProcessLifetime lifetime;
    private final PostgresServerPrograms programs;
    private ManagedProcess process;

    private PostgresServer(
            PostgresClusterFolder files,
            Durability durability,
            ProcessLifetime lifetime,
            PostgresServerPrograms programs,
            ManagedProcess process) {
        this.files = files;
        this.durability = durability;
        this.lifetime = lifetime;
        this.programs = programs;
        this.process = process;
    }

    /** Starts a server that ends with this JVM at the latest and does not wait for the disk. */
    public static PostgresServer start(Path home) {
        return start(home, Durability.FAST, ProcessLifetime.BOUND);
    }

    /**
     * Starts a server on the data below {@code home}, creates the data if it does not exist, and waits until it accepts
     * connections. The server uses its former port if that is free. If the server is already running, it is used as it
     * is.
     *
     * @throws StackException if PostgreSQL is not installed, or the server is not ready within three minutes
     */
    public static PostgresServer start(Path home, Durability durability, ProcessLifetime lifetime) {
        return start(home, durability, lifetime, PostgresServerPrograms.newest(), OsUser.unprivileged());
    }

    /**
     * Like {@link #start(Path, Durability, ProcessLifetime)}, but as a separate operating system user if root starts
     * it.
     */
    static PostgresServer startApart(Path home, Durability durability, ProcessLifetime lifetime) {
        return start(home, durability, lifetime, PostgresServerPrograms.newest(), OsUser.apart());
    }

    /**
     * Like {@link #start(Path)}, with server settings that override the default ones, for this and each later start.
     */
    public static PostgresServer start(Path home, Map<String, String> settings) {
        PostgresClusterFolder.keepSettings(home.toAbsolutePath().normalize(), settings);
        return start(home);
    }

    /** Like {@link #startStandby(Path)}, with its own settings that override the default ones. */
    public PostgresServer startStandby(Path home, Map<String, String> settings) {
        PostgresClusterFolder.keepSettings(home.toAbsolutePath().normalize(), settings);
        return startStandby(home);
    }

    /**
     * Like {@link #start(Path)}, with another installation of the same version, such as one with additional extensions.
     */
    public static PostgresServer startWith(Path programs, Path home) {
        return start(
                home,
                Durability.FAST,
                ProcessLifetime.BOUND,
                new PostgresServerPrograms(programs),
                OsUser.unprivileged());
    }

    private static PostgresServer start(
            Path home, Durability durability, ProcessLifetime lifetime, PostgresServerPrograms programs, OsUser user) {
        return running(home, durability, lifetime, programs).orElseGet(() -> {
            PostgresClusterFolder files =
                    PostgresClusterFolder.prepare(home.toAbsolutePath().normalize(), user, durability);
            return new PostgresServer(
                    files,
                    durability,
                    lifetime,
                    programs,
                    PostgresProcessLauncher.launch(files, durability, lifetime, programs));
        });
    }

    /**
     * Starts a hot standby below {@code home} that streams from this server. It ends with this JVM at the latest.
     *
     * @throws StackException if the data cannot be copied, or the standby accepts no connections within three minutes
     */
    public PostgresServer startStandby(Path home) {
        PostgresClusterFolder copy = files.copy(home.toAbsolutePath().normalize());
        return new PostgresServer(
                copy,
                durability,
                ProcessLifetime.BOUND,
                programs,
                PostgresProcessLauncher.launch(copy, durability, ProcessLifetime.BOUND, programs));
    }

    /**
     * The running server on the data below {@code home}, whichever process started it. After a restart through this
     * object, it ends with this JVM.
     */
    public static Optional<PostgresServer> running(Path home) {
        return running(home, Durability.FSYNC, ProcessLifetime.BOUND, PostgresServerPrograms.newest());
    }

    private static Optional<PostgresServer> running(
            Path home, Durability durability, ProcessLifetime lifetime, PostgresServerPrograms programs) {
        return PostgresClusterFolder.existing(home.toAbsolutePath().normalize())
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
        return PostgresClusterFolder.SUPERUSER;
    }

    public String password() {
        return files.password();
    }

    /** The password of a role. It is generated once and stored beside the data, so that it remains valid. */
    String passwordOf(String role) {
        return PasswordFileGenerator.kept(files.home().resolve("password-" + role));
    }

    Path data() {
        return files.data();
    }

    /** The data folder, which belongs to the server's user and is accessible to it. */
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

    /** Creates the database unless it exists. */
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
            throw new StackException("cannot check for the database " + name + ": " + e.getMessage(), e);
        }
    }

    /** Creates a role that may log in, or sets its password. */
    public void createRole(String name, String password) {
        SqlRunner.onServer(this, sql -> {
            String verb = sql.exists("select 1 from pg_roles where rolname = ?", name) ? "alter" : "create";
            sql.run(verb + " role " + SqlRunner.name(name) + " login password " + SqlRunner.literal(password));
        });
    }

    /** Grants a role read access to every table of every database. */
    public void grantReadAll(String role) {
        SqlRunner.onServer(this, sql -> sql.run("grant pg_read_all_data to " + SqlRunner.name(role)));
    }

    /** Creates a schema, unless it exists. The role owns it and has it in its search_path. */
    public void createSchema(String database, String schema, String owner) {
        SqlRunner.on(this, database, sql -> {
            sql.run("create schema if not exists " + SqlRunner.name(schema) + " authorization "
                    + SqlRunner.name(owner));
            sql.run("alter role " + SqlRunner.name(owner) + " in database " + SqlRunner.name(database)
                    + " set search_path = " + SqlRunner.name(schema));
        });
    }

    /** Runs statements as superuser, each in its own transaction. */
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

    /** A PostgreSQL program of this server's version, such as {@code pgbench}. */
    public Path program(String name) {
        return PostgresServerPrograms.newest().program(name);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The server's complete output. */
    public Path log() {
        return files.log();
    }

    /** Stops it in an orderly way: sessions are ended, and everything is written ("fast shutdown"). */
    public void stop() {
        process.stop("INT", STOP);
    }

    /** {@code kill -9} to the server and all its sessions, as in a power failure. */
    public void kill() {
        List<ManagedProcess> sessions = process.children();
        process.kill9();
        sessions.forEach(ManagedProcess::kill9);
    }

    /** Stops it if it is running, and starts it on the same port and data. */
    public void restart() {
        stop();
        process = PostgresProcessLauncher.launch(files, durability, lifetime, programs);
    }

    @Override
    public void close() {
        stop();
    }

    /** Stops it and deletes its data. */
    public void destroy() {
        kill();
        files.delete();
    }
}
