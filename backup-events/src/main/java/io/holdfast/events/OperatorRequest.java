package io.holdfast.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What only operators may ask for, on a topic of its own, because Kafka's access control is per topic (design 2).
 *
 * <p>{@code by} names the person or system that asks; it is recorded, not proven, unless the console fills it in.
 */
public sealed interface OperatorRequest extends Message {

    /** Id of a configured database, as written by the sender: hostile until checked. */
    String database();

    /** Who asks. */
    String by();

    @Override
    @JsonIgnore
    default Topic topic() {
        return Topic.OPERATOR_REQUESTS;
    }

    @Override
    @JsonIgnore
    default String subject() {
        return database();
    }

    /** Never expire this backup until it is released. */
    record HoldRequested(String database, BackupId backup, String by, String reason) implements OperatorRequest {}

    /** Let retention decide again. */
    record ReleaseRequested(String database, BackupId backup, String by, String reason) implements OperatorRequest {}

    /** A person has looked at a suspicion and says that the backup is good. */
    record AcceptRequested(String database, BackupId backup, String by, String reason) implements OperatorRequest {}

    /** Verify again, now. */
    record VerifyRequested(String database, BackupId backup, String by) implements OperatorRequest {}

    /** Stop a queued or running backup. */
    record CancelRequested(String database, BackupId backup, String by, String reason) implements OperatorRequest {}

    /** Carry out a plan that was withheld until a person had seen it. */
    record ApproveRequested(String database, UUID plan, String by, String reason) implements OperatorRequest {}

    /** Make the books of this database again from what lies at its destinations. */
    record RebuildRequested(String database, String by) implements OperatorRequest {}

    /**
     * Take an existing dump without a manifest into the books.
     *
     * @param destination id of the configured destination at which the file lies already
     * @param file its plain name there, such as {@code pre_migration_20260518_020000.dump}
     * @param kind {@code full} or {@code schema_only}; read from the name where absent, and otherwise full
     * @param label the operator's words, if any
     */
    record ImportRequested(
            String database,
            String destination,
            String file,
            @Nullable String kind,
            @Nullable String label,
            String by) implements OperatorRequest {}

    /** Restore into a throwaway database and compare; the newest backup where none is named. */
    record DrillRequested(String database, @Nullable BackupId backup, String by) implements OperatorRequest {}

    /**
     * Plan how a backup would be brought back. Nothing is touched before {@link ApproveRestoreRequested} names the plan.
     *
     * @param backup the newest verified full backup where absent
     * @param mode {@code fresh}, {@code swap} or {@code in_place}; with tables {@code fresh} ends in a database beside the live one, and
     *     {@code in_place} brings their rows from there into the live one; {@code swap} takes no tables
     * @param target name of the database to create, for {@code fresh} only; made from database and time where absent
     * @param tables {@code schema.name} of each table wanted; all where empty
     * @param section {@code schema} or {@code data}; both where absent
     * @param from id of the destination whose copy is to be read; the nearest healthy one where absent
     * @param jobs how many of pg_restore's workers, 1 to 64; the service's default where absent
     * @param owners whether owners and privileges come back too, for which their roles must exist; they do where absent
     * @param accepting names of objects, such as {@code public.totals}, that may be missing or different after a {@code swap}; none where
     *     absent
     */
    record RestoreRequested(
            String database,
            @Nullable BackupId backup,
            String by,
            String mode,
            @Nullable String target,
            List<String> tables,
            @Nullable String section,
            @Nullable String from,
            @Nullable Integer jobs,
            @Nullable Boolean owners,
            @Nullable List<String> accepting)
            implements OperatorRequest {

        public RestoreRequested {
            tables = List.copyOf(tables);
            accepting = accepting == null ? null : List.copyOf(accepting);
        }

        /** Everything has to come back. */
        public RestoreRequested(
                String database,
                @Nullable BackupId backup,
                String by,
                String mode,
                @Nullable String target,
                List<String> tables,
                @Nullable String section,
                @Nullable String from,
                @Nullable Integer jobs,
                @Nullable Boolean owners) {
            this(database, backup, by, mode, target, tables, section, from, jobs, owners, null);
        }
    }

    /**
     * Carry out exactly this restore plan.
     *
     * @param confirmation the name of the database that will be written over, typed by a person; asked for by {@code in_place} only
     * @param asSuperuser the target role's name, typed by a person; required if the plan says that this role is a superuser
     */
    record ApproveRestoreRequested(
            String database,
            UUID plan,
            @Nullable String confirmation,
            String by,
            @Nullable String asSuperuser) implements OperatorRequest {

        /** By a role that is no superuser. */
        public ApproveRestoreRequested(String database, UUID plan, @Nullable String confirmation, String by) {
            this(database, plan, confirmation, by, null);
        }
    }

    /** After a swap: let the database that was kept serve again, and keep the restored one in its place. */
    record RevertRequested(String database, UUID restore, String by, String reason) implements OperatorRequest {}

    /** after a swap or its reversal: drop the database that was kept. */
    record DropKeptRequested(String database, UUID restore, String by, String reason) implements OperatorRequest {}

    /**
     * Sign the head of a file of evidence, so that a third party can tell whether a file is the one of that time.
     *
     * @param database the only one that the file is about, or {@code all-databases}
     * @param head the last link of the file's chain
     * @param from the period that the file covers: events of this instant and later
     * @param to and before this one
     * @param entries how many records of the log it holds
     */
    record SignEvidenceRequested(String database, Sha256 head, Instant from, Instant to, int entries, String by)
            implements OperatorRequest {}
}
