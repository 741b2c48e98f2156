package io.holdfast.dump.doctor;

import io.holdfast.dump.settings.ConfiguredDatabases;
import io.holdfast.dump.source.ServerMessageLanguage;
import io.holdfast.dump.source.SourceDatabaseInfo;
import io.holdfast.dump.source.SourceInspectionResult;
import io.holdfast.dump.source.SourceInspector;
import io.holdfast.dump.worker.CachedClientPrograms;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.FailureReason;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.events.doctor.DoctorCheckResult;
import io.holdfast.postgrestools.ClientProgramChoice;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.store.DumpOmissionFindingMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks every configured database in the same way as a dump: connection, permissions, and client programs. */
@ApplicationScoped
class DumpCheckup implements Checkup {

    /** Is short, because an operator waits for the report. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Is the same as in docs/roles.md. */
    static final String SMALLEST_ROLE =
            "CREATE ROLE holdfast_backup LOGIN CONNECTION LIMIT 10; GRANT pg_read_all_data TO holdfast_backup;";

    private final ConfiguredDatabases databases;
    private final SourceInspector inspector;
    private final CachedClientPrograms programs;

    DumpCheckup(ConfiguredDatabases databases, SourceInspector inspector, CachedClientPrograms programs) {
        this.databases = databases;
        this.inspector = inspector;
        this.programs = programs;
    }

    @Override
    public List<DoctorCheckResult> check() {
        return databases.ids().stream().sorted().parallel().map(this::check).toList();
    }

    private DoctorCheckResult check(DatabaseId id) {
        String name = "database " + id;
        try {
            Optional<DatabaseConnection> connection = databases.connection(id);
            return connection.isEmpty()
                    ? DoctorCheckResult.fail(name, "not configured", "Set holdfast.databases." + id + ".host.")
                    : switch (inspector.inspect(connection.get().withConnectTimeout(CONNECT_TIMEOUT))) {
                        case SourceInspectionResult.NotSeen notSeen ->
                            DoctorCheckResult.fail(
                                    name,
                                    notSeen.why().failure().name().toLowerCase(Locale.ROOT),
                                    notSeen.why().message()
                                            + settings(id, notSeen.why().failure(), connection.get()));
                        case SourceInspectionResult.Seen seen ->
                            judge(name, connection.get().username(), seen.facts());
                    };
        } catch (PasswordUnavailableException e) {
            return DoctorCheckResult.fail(name, e.problem(), e.hint());
        }
    }

    /** Returns the settings that the failure refers to, with the values that are not secret. */
    private static String settings(DatabaseId id, FailureReason failure, DatabaseConnection connection) {
        String prefix = "holdfast.databases." + id;
        return switch (failure) {
            case UNREACHABLE, POOLER ->
                " Settings: " + connection.server().named() + " ("
                        + connection.server().shown() + ").";
            case AUTHENTICATION ->
                " Settings: " + prefix + ".username (" + connection.username() + "), its password and .ssl-*.";
            case NO_SUCH_DATABASE -> " Setting: " + prefix + ".name (" + connection.database() + ").";
            default -> "";
        };
    }

    private DoctorCheckResult judge(String name, String role, SourceDatabaseInfo facts) {
        if (!facts.rights().isEmpty()) {
            return DoctorCheckResult.fail(
                    name, facts.rights().problem(), facts.rights().hint());
        }
        return switch (programs.installed().forServer(facts.server().versionNumber())) {
            case ClientProgramChoice.NoneNewEnough none -> DoctorCheckResult.fail(name, none.message(), none.hint());
            case ClientProgramChoice.Chosen chosen -> {
                String found = "PostgreSQL " + facts.server().version() + ", "
                        + facts.tables().size() + " tables; pg_dump "
                        + chosen.programs().version();
                yield judge(name, role, facts, found);
            }
        };
    }

    private static DoctorCheckResult judge(String name, String role, SourceDatabaseInfo facts, String dumped) {
        String omitted = facts.omissions().stream()
                .map(omission -> DumpOmissionFindingMapper.finding(omission).text() + ".")
                .collect(Collectors.joining(" "));
        String found = dumped + (omitted.isEmpty() ? "" : "; a backup is incomplete");
        if (facts.superuser()) {
            return DoctorCheckResult.warn(
                    name,
                    found + "; the role '" + role + "' is a superuser",
                    ("A backup needs only read access. Use another role: " + SMALLEST_ROLE + " See docs/roles.md. "
                                    + omitted)
                            .strip());
        }
        if (!facts.isPinned()) {
            return DoctorCheckResult.warn(
                    name,
                    found + "; the connection ignores startup options",
                    ("A connection pooler refuses or ignores them, so settings such as bytea_output cannot be pinned."
                                    + " Connect to the server directly. " + omitted)
                            .strip());
        }
        if (!omitted.isEmpty()) {
            return DoctorCheckResult.warn(name, found, omitted);
        }
        return facts.messages() == ServerMessageLanguage.FIXED
                ? DoctorCheckResult.warn(
                        name,
                        found + "; the server's messages are not in English",
                        "Holdfast stores pg_dump's messages of a failed run. To get them in English, run as a superuser:"
                                + " ALTER ROLE "
                                + quoted(role) + " SET lc_messages TO 'C';")
                : DoctorCheckResult.ok(name, found);
    }

    private static String quoted(String role) {
        return '"' + ControlCharacterSanitizer.line(role, 100).replace("\"", "\"\"") + '"';
    }
}
