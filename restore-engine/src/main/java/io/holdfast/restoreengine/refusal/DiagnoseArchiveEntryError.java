package io.holdfast.restoreengine.refusal;

import io.holdfast.postgrestools.SessionFailure;
import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoreengine.archive.StagedArchive;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Finds the cause of a refusal: first from the SQLSTATE, then from the catalogs, and for unresolved names by a retry with
 * another search path.
 */
public final class DiagnoseArchiveEntryError {

    /** {@code undefined_table}, {@code _function}, {@code _object}, {@code _column}, {@code _parameter}, {@code invalid_schema_name}. */
    private static final Set<String> UNDEFINED = Set.of("42P01", "42883", "42704", "42703", "42P02", "3F000");

    private static final String UNDEFINED_OBJECT = "42704";

    private final MissingRoleDetector roles;
    private final RestoredDatabaseCatalogQueries catalog;

    /** @param session session in the restored database by the restoring role */
    public DiagnoseArchiveEntryError(StagedArchive archive, Connection session) {
        this.roles = new MissingRoleDetector(archive, session);
        this.catalog = new RestoredDatabaseCatalogQueries(session);
    }

    /** A retry whose effect is rolled back. */
    public interface Attempt {

        /** @return whether the entry is accepted with the schemas of the database on the search path */
        boolean succeedsOnPath() throws SQLException, IOException, InterruptedException;
    }

    /**
     * The cause of an entry that was refused twice.
     *
     * @param definition SQL of the entry; empty if it has none, like data entries
     * @throws SQLException if the connection is lost
     */
    public RefusedArchiveEntry refused(Entry entry, String definition, SQLException refusal, Attempt attempt)
            throws SQLException, IOException, InterruptedException {
        String state = String.valueOf(refusal.getSQLState());
        Reason reason = reason(entry, definition, state, refusal, attempt);
        return new RefusedArchiveEntry(entry, state, reason.cause(), reason.sentence());
    }

    private record Reason(ArchiveEntryErrorCause cause, String sentence) {}

    private Reason reason(Entry entry, String definition, String state, SQLException refusal, Attempt attempt)
            throws SQLException, IOException, InterruptedException {
        return switch (state) {
            case "42501" ->
                isCommentOnExtension(entry)
                        ? new Reason(
                                ArchiveEntryErrorCause.HARMLESS, "only the owner of an extension may comment on it")
                        : new Reason(ArchiveEntryErrorCause.MAY_NOT, "the restoring role may not do this");
            case "42P06" ->
                entry.type().equals("SCHEMA")
                        ? new Reason(ArchiveEntryErrorCause.HARMLESS, "the schema already exists")
                        : exists();
            case "42P07", "42710", "42723", "42701", "42712" -> exists();
            case "55000" ->
                new Reason(ArchiveEntryErrorCause.NOT_READY, "an object that it needs is not ready for use");
            case "58P01" ->
                new Reason(
                        ArchiveEntryErrorCause.LIBRARY_MISSING,
                        "a C library that it needs is not installed on the server");
            case "22023" ->
                entry.type().equals("COLLATION")
                        ? new Reason(
                                ArchiveEntryErrorCause.LOCALE_MISSING,
                                "the operating system of the server does not have its" + " locale")
                        : unrecognised();
            case "23505" ->
                new Reason(
                        ArchiveEntryErrorCause.NEVER_UNIQUE,
                        "rows have duplicate keys, which the index in the source does not show (because of a"
                                + " changed collation or a damaged index). hint: find them in the source with"
                                + " enable_indexscan, enable_indexonlyscan and enable_bitmapscan off");
            case "23503" ->
                new Reason(
                        ArchiveEntryErrorCause.REFERENCE_NEVER_HELD,
                        "rows refer to rows that do not exist. The source did not check them, for example because of"
                                + " session_replication_role = replica or disabled triggers");
            case "23514", "23502" -> check(entry, refusal);
            case "42P17" -> notImmutable(definition);
            default -> UNDEFINED.contains(state) ? undefined(entry, definition, state, attempt) : ofServer(refusal);
        };
    }

    private static boolean isCommentOnExtension(Entry entry) {
        return entry.type().equals("COMMENT") && entry.name().startsWith("EXTENSION ");
    }

    /** Causes that concern the state of the server, not the entry. */
    private static Reason ofServer(SQLException refusal) {
        return switch (SessionFailure.of(refusal).cause()) {
            case OUT_OF_MEMORY, OUT_OF_RESOURCES, TOO_MANY_CONNECTIONS, DISK_FULL ->
                new Reason(
                        ArchiveEntryErrorCause.SERVER_EXHAUSTED,
                        "the server does not have enough memory, locks (max_locks_per_transaction) or other resources"
                                + " for it");
            case LOCK_NOT_GRANTED, CANCELLED, RECOVERY_CONFLICT ->
                new Reason(
                        ArchiveEntryErrorCause.SERVER_BUSY,
                        "a lock was not granted in time, or its statement was cancelled: another session is active in"
                                + " this database");
            case DATA_DAMAGED, FILE_UNREADABLE ->
                new Reason(
                        ArchiveEntryErrorCause.SERVER_DAMAGED,
                        "the server cannot read its own files. hint: check its log and" + " its disk");
            case NO_ANSWER,
                    NO_POSTGRESQL,
                    POOLER,
                    READ_ONLY,
                    HOST_UNKNOWN,
                    TLS_REFUSED,
                    PASSWORD_REFUSED,
                    ROLE_REFUSED,
                    PASSWORD_MISSING,
                    SIGN_IN_UNSUPPORTED,
                    NO_SUCH_DATABASE,
                    DATABASE_CLOSED,
                    PERMISSION,
                    NOT_READY,
                    CONNECTION_LOST,
                    OBJECT_MISSING,
                    NAME_NOT_ENCODABLE,
                    BYTES_NOT_ENCODABLE,
                    UNRECOGNISED -> unrecognised();
        };
    }

    private static Reason exists() {
        return new Reason(ArchiveEntryErrorCause.EXISTS, "an object with this name already exists");
    }

    private static Reason unrecognised() {
        return new Reason(ArchiveEntryErrorCause.UNRECOGNISED, "the server refused it");
    }

    private Reason check(Entry entry, SQLException refusal) throws SQLException {
        Optional<String> constraint = Optional.ofNullable(
                        refusal instanceof PSQLException known ? known.getServerErrorMessage() : null)
                .map(ServerErrorMessage::getConstraint);
        List<String> functions = catalog.functionsOfChecks(entry, constraint);
        return functions.isEmpty()
                ? new Reason(
                        ArchiveEntryErrorCause.CHECK_NEVER_HELD,
                        "rows violate a check constraint or a not-null constraint")
                : new Reason(ArchiveEntryErrorCause.CHECK_READS_ELSEWHERE, readsElsewhere(functions));
    }

    private static String readsElsewhere(List<String> functions) {
        return "a check constraint calls " + String.join(", ", functions)
                + ", so it depends on other rows and holds only if they exist. hint: replace it with a"
                + " foreign key or a trigger";
    }

    private Reason notImmutable(String definition) throws SQLException {
        Optional<String> altered = catalog.functionOfExtension(definition);
        return new Reason(
                ArchiveEntryErrorCause.FUNCTION_NOT_IMMUTABLE,
                altered.map(function -> "it uses " + function
                                + ". The source has altered this function, and archives of pg_dump do not contain"
                                + " the change. hint: call it from your own IMMUTABLE function")
                        .orElse("it uses a function that is not IMMUTABLE in the restored database"));
    }

    private Reason undefined(Entry entry, String definition, String state, Attempt attempt)
            throws SQLException, IOException, InterruptedException {
        if (state.equals(UNDEFINED_OBJECT)) {
            Set<String> missing = roles.missing(entry, definition);
            if (!missing.isEmpty()) {
                return new Reason(
                        ArchiveEntryErrorCause.ROLE_MISSING,
                        "it names role " + String.join(", ", missing) + ", which does not exist");
            }
            Optional<String> collation = catalog.missingCollation(definition);
            if (collation.isPresent()) {
                return new Reason(
                        ArchiveEntryErrorCause.LOCALE_MISSING,
                        "it uses collation " + collation.get()
                                + ", but the operating system of the server does not have its locale");
            }
        }
        return attempt.succeedsOnPath()
                ? new Reason(
                        ArchiveEntryErrorCause.UNQUALIFIED_NAME,
                        "a function or expression names objects without their schema, but pg_restore sets an empty"
                                + " search_path. hint: write the schema in the source, or run ALTER FUNCTION … SET"
                                + " search_path there")
                : new Reason(ArchiveEntryErrorCause.UNDEFINED, "an object that it refers to does not exist");
    }

    /**
     * The cause of an entry that was refused once and accepted on the second attempt.
     *
     * @param isDisturbed whether the server ended a deadlock while pg_restore ran
     */
    public RefusedArchiveEntry afterwards(Entry entry, boolean isDisturbed) throws SQLException {
        Reason reason = late(entry).orElse(isDisturbed ? disturbed() : unknown());
        return new RefusedArchiveEntry(entry, RefusedArchiveEntry.ACCEPTED, reason.cause(), reason.sentence());
    }

    private Optional<Reason> late(Entry entry) throws SQLException {
        return switch (entry.type()) {
            case "TABLE DATA" -> lateRows(entry);
            case "MATERIALIZED VIEW DATA" -> {
                List<String> functions = catalog.functionsOfView(entry);
                yield functions.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Reason(
                                ArchiveEntryErrorCause.VIEW_READS_ELSEWHERE,
                                "its query calls " + String.join(", ", functions)
                                        + ", which reads objects that are filled later, so pg_restore alone does"
                                        + " not fill it. hint: name these objects in the query itself"));
            }
            default -> Optional.empty();
        };
    }

    private Optional<Reason> lateRows(Entry entry) throws SQLException {
        List<String> columns = catalog.columnsOfObjectNames(entry);
        if (!columns.isEmpty()) {
            return Optional.of(new Reason(
                    ArchiveEntryErrorCause.NAMES_LATER_OBJECT,
                    "its column " + String.join(", ", columns)
                            + " contains names of objects that are created after the rows, such as indexes, so"
                            + " pg_restore alone cannot restore its rows. hint: store the names as text"));
        }
        List<String> functions = catalog.functionsOfChecks(entry, Optional.empty());
        return functions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reason(ArchiveEntryErrorCause.CHECK_READS_ELSEWHERE, readsElsewhere(functions)));
    }

    private static Reason disturbed() {
        return new Reason(
                ArchiveEntryErrorCause.DEADLOCK,
                "the server ended a deadlock while pg_restore ran, for example between its own jobs. The object was"
                        + " accepted afterwards, which is no evidence against the backup");
    }

    private static Reason unknown() {
        return new Reason(
                ArchiveEntryErrorCause.ONLY_AFTERWARDS,
                "pg_restore could not restore it, but the server accepted it afterwards. A lock, a cancelled"
                        + " statement or a lack of memory can cause this, so it is no evidence against the backup");
    }
}
