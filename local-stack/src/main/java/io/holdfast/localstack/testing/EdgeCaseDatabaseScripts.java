package io.holdfast.localstack.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** SQL scripts that create rare object types, which backups often get wrong. */
public final class EdgeCaseDatabaseScripts {

    /**
     * Statements that require pgvector or a table with vectors, and VACUUM, which must run alone. Each begins on a new
     * line.
     */
    private static final Pattern VECTORS = Pattern.compile(
            "(?ms)^(create extension if not exists vector|create table app\\.(nodes|knowledge)|insert into app\\.(nodes|knowledge)"
                    + "|create index (nodes|knowledge)|create trigger touch_nodes|vacuum).*?;\\R");

    private EdgeCaseDatabaseScripts() {}

    /** Objects that an owner without superuser privileges can create, in a schema of its own, without any extension. */
    public static String ofAnOwner() {
        return read("kinds.sql");
    }

    /** Also the objects that require a superuser or an extension, including pgvector. Creates roles, too. */
    public static String everything() {
        return read("everything.sql") + "\n" + ofAnOwner();
    }

    /** The same without pgvector, which few servers have, as one statement for a session. */
    public static String everythingWithoutVectors() {
        return VECTORS.matcher(everything()).replaceAll("");
    }

    private static String read(String name) {
        try (InputStream script = EdgeCaseDatabaseScripts.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException("there is no resource " + name);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
