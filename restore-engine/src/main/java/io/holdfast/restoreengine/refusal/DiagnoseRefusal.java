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

/** Finds the cause of a refusal: first by the SQLSTATE, then by the catalogs, and for names by an attempt with another search path. */
public final class DiagnoseRefusal {

    /** {@code undefined_table}, {@code _function}, {@code _object}, {@code _column}, {@code _parameter}, {@code invalid_schema_name}. */
    private static final Set<String> UNDEFINED = Set.of("42P01", "42883", "42704", "42703", "42P02", "3F000");

    private static final String UNDEFINED_OBJECT = "42704";

    private final EntryRoles roles;
    private final RestoredCatalog catalog;

    /** @param session in the restored database, by the role that restored */
    public DiagnoseRefusal(StagedArchive archive, Connection session) {
        this.roles = new EntryRoles(archive, session);
        this.catalog = new RestoredCatalog(session);
    }

    /** A second attempt whose effect is taken back. */
    public interface Attempt {

        /** @return whether the entry is accepted if the schemas of the database are on the search path */
        boolean succeedsOnPath() throws SQLException, IOException, InterruptedException;
    }

    /**
     * Why an entry was refused a second time.
     *
     * @param definition its SQL; empty if it has none, as rows have none
     * @throws SQLException if the connection is lost
     */
    public RefusedEntry refused(Entry entry, String definition, SQLException refusal, Attempt attempt)
            throws SQLException, IOException, InterruptedException {
        String state = String.valueOf(refusal.getSQLState());
        Reason reason = reason(entry, definition, state, refusal, attempt);
        return new RefusedEntry(entry, state, reason.cause(), reason.sentence());
    }

    private record Reason(RefusalCause cause, String sentence) {}

    private Reason reason(Entry entry, String definition, String state, SQLException refusal, Attempt attempt)
            throws SQLException, IOException, InterruptedException {
        return switch (state) {
            case "42501" ->
                isCommentOnExtension(entry)
                        ? new Reason(RefusalCause.HARMLESS, "the comment on an extension is its owner's business")
                        : new Reason(RefusalCause.MAY_NOT, "the role that restores may not do that");
            case "42P06" ->
                entry.type().equals("SCHEMA")
                        ? new Reason(RefusalCause.HARMLESS, "the schema is there already")
                        : exists();
            case "42P07", "42710", "42723", "42701", "42712" -> exists();
            case "55000" -> new Reason(RefusalCause.NOT_READY, "something that it needs is not ready for use");
            case "58P01" ->
                new Reason(RefusalCause.LIBRARY_MISSING, "a C library that it needs is not installed on the server");
            case "22023" ->
                entry.type().equals("COLLATION")
                        ? new Reason(
                                RefusalCause.LOCALE_MISSING, "the server's operating system does not have its locale")
                        : unrecognised();
            case "23505" ->
                new Reason(
                        RefusalCause.NEVER_UNIQUE,
                        "rows have equal keys, which the index in the source does not show (a changed collation, or a"
                                + " damaged index): find them there with enable_indexscan, enable_indexonlyscan and"
                                + " enable_bitmapscan off");
            case "23503" ->
                new Reason(
                        RefusalCause.REFERENCE_NEVER_HELD,
                        "rows refer to rows that are not there; the source did not check them, as with"
                                + " session_replication_role = replica or disabled triggers");
            case "23514", "23502" -> check(entry, refusal);
            case "42P17" -> notImmutable(definition);
            default -> UNDEFINED.contains(state) ? undefined(entry, definition, state, attempt) : ofServer(refusal);
        };
    }

    private static boolean isCommentOnExtension(Entry entry) {
        return entry.type().equals("COMMENT") && entry.name().startsWith("EXTENSION ");
    }

    /** What says something of the server at this moment, and nothing of the entry. */
    private static Reason ofServer(SQLException refusal) {
        return switch (SessionFailure.of(refusal).cause()) {
            case OUT_OF_MEMORY, OUT_OF_RESOURCES, TOO_MANY_CONNECTIONS, DISK_FULL ->
                new Reason(
                        RefusalCause.SERVER_EXHAUSTED,
                        "the server has no memory, places for locks (max_locks_per_transaction) or other resources left"
                                + " for it");
            case LOCK_NOT_GRANTED, CANCELLED, RECOVERY_CONFLICT ->
                new Reason(
                        RefusalCause.SERVER_BUSY,
                        "a lock was not granted in time, or its statement was cancelled: another session is at work in"
                                + " this database");
            case DATA_DAMAGED, FILE_UNREADABLE ->
                new Reason(
                        RefusalCause.SERVER_DAMAGED, "the server cannot read its own files: see its log and its disk");
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
        return new Reason(RefusalCause.EXISTS, "an object of this name is there already");
    }

    private static Reason unrecognised() {
        return new Reason(RefusalCause.UNRECOGNISED, "the server refused it");
    }

    private Reason check(Entry entry, SQLException refusal) throws SQLException {
        Optional<String> constraint = Optional.ofNullable(
                        refusal instanceof PSQLException known ? known.getServerErrorMessage() : null)
                .map(ServerErrorMessage::getConstraint);
        List<String> functions = catalog.functionsOfChecks(entry, constraint);
        return functions.isEmpty()
                ? new Reason(
                        RefusalCause.CHECK_NEVER_HELD,
                        "rows violate a check constraint or are null where they must not be")
                : new Reason(RefusalCause.CHECK_READS_ELSEWHERE, readsElsewhere(functions));
    }

    private static String readsElsewhere(List<String> functions) {
        return "a check constraint calls " + String.join(", ", functions)
                + ", so it depends on more than its row and holds only when other rows are there: replace it with a"
                + " foreign key or a trigger";
    }

    private Reason notImmutable(String definition) throws SQLException {
        Optional<String> altered = catalog.functionOfExtension(definition);
        return new Reason(
                RefusalCause.FUNCTION_NOT_IMMUTABLE,
                altered.map(function -> "it uses " + function
                                + ": the source has altered this function, and no archive of pg_dump contains that;"
                                + " call it from an IMMUTABLE function of your own")
                        .orElse("it uses a function that is not IMMUTABLE in the restored database"));
    }

    private Reason undefined(Entry entry, String definition, String state, Attempt attempt)
            throws SQLException, IOException, InterruptedException {
        if (state.equals(UNDEFINED_OBJECT)) {
            Set<String> missing = roles.missing(entry, definition);
            if (!missing.isEmpty()) {
                return new Reason(
                        RefusalCause.ROLE_MISSING,
                        "it names the role " + String.join(", ", missing) + ", which does not exist");
            }
            Optional<String> collation = catalog.missingCollation(definition);
            if (collation.isPresent()) {
                return new Reason(
                        RefusalCause.LOCALE_MISSING,
                        "it uses the collation " + collation.get()
                                + ", whose locale the server's operating system does not have");
            }
        }
        return attempt.succeedsOnPath()
                ? new Reason(
                        RefusalCause.UNQUALIFIED_NAME,
                        "a function or expression names objects without their schema, and pg_restore sets an empty"
                                + " search_path: write the schema in the source, or ALTER FUNCTION … SET search_path"
                                + " there")
                : new Reason(RefusalCause.UNDEFINED, "something that it refers to does not exist");
    }

    /**
     * Why an entry was accepted the second time only.
     *
     * @param isDisturbed whether the server ended a deadlock while pg_restore ran
     */
    public RefusedEntry afterwards(Entry entry, boolean isDisturbed) throws SQLException {
        Reason reason = late(entry).orElse(isDisturbed ? disturbed() : unknown());
        return new RefusedEntry(entry, RefusedEntry.ACCEPTED, reason.cause(), reason.sentence());
    }

    private Optional<Reason> late(Entry entry) throws SQLException {
        return switch (entry.type()) {
            case "TABLE DATA" -> lateRows(entry);
            case "MATERIALIZED VIEW DATA" -> {
                List<String> functions = catalog.functionsOfView(entry);
                yield functions.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Reason(
                                RefusalCause.VIEW_READS_ELSEWHERE,
                                "its query calls " + String.join(", ", functions)
                                        + ", which reads what is filled later, so pg_restore alone does not fill it:"
                                        + " name in the query itself what it reads"));
            }
            default -> Optional.empty();
        };
    }

    private Optional<Reason> lateRows(Entry entry) throws SQLException {
        List<String> columns = catalog.columnsOfObjectNames(entry);
        if (!columns.isEmpty()) {
            return Optional.of(new Reason(
                    RefusalCause.NAMES_LATER_OBJECT,
                    "its column " + String.join(", ", columns)
                            + " names objects that are created after the rows, such as indexes, so pg_restore alone"
                            + " does not bring its rows back: store the names as text"));
        }
        List<String> functions = catalog.functionsOfChecks(entry, Optional.empty());
        return functions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reason(RefusalCause.CHECK_READS_ELSEWHERE, readsElsewhere(functions)));
    }

    private static Reason disturbed() {
        return new Reason(
                RefusalCause.DEADLOCK,
                "the server ended a deadlock while pg_restore ran, as between its own jobs; it was accepted afterwards,"
                        + " and this says nothing against the backup");
    }

    private static Reason unknown() {
        return new Reason(
                RefusalCause.ONLY_AFTERWARDS,
                "pg_restore could not restore it in its turn; the server accepted it afterwards. A lock, a cancelled"
                        + " statement or a lack of memory does that, so it says nothing against the backup");
    }
}
