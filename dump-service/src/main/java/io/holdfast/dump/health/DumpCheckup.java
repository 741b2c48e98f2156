package io.holdfast.dump.health;

import io.holdfast.dump.settings.Databases;
import io.holdfast.dump.source.ServerMessages;
import io.holdfast.dump.source.SourceFacts;
import io.holdfast.dump.source.SourceInspector;
import io.holdfast.dump.source.SourceLook;
import io.holdfast.dump.worker.Programs;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Failure;
import io.holdfast.events.Printable;
import io.holdfast.events.doctor.Check;
import io.holdfast.events.doctor.Checkup;
import io.holdfast.postgrestools.Choice;
import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.PasswordUnavailable;
import io.holdfast.store.OmissionFindings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every configured database as a dump would find it: reachable, readable, and with programs that fit. */
@ApplicationScoped
class DumpCheckup implements Checkup {

    /** A person waits for the report. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** As docs/roles.md has it. */
    static final String SMALLEST_ROLE =
            "CREATE ROLE holdfast_backup LOGIN CONNECTION LIMIT 10; GRANT pg_read_all_data TO holdfast_backup;";

    private final Databases databases;
    private final SourceInspector inspector;
    private final Programs programs;

    DumpCheckup(Databases databases, SourceInspector inspector, Programs programs) {
        this.databases = databases;
        this.inspector = inspector;
        this.programs = programs;
    }

    @Override
    public List<Check> look() {
        return databases.ids().stream().sorted().parallel().map(this::look).toList();
    }

    private Check look(DatabaseId id) {
        String name = "database " + id;
        try {
            Optional<Connection> connection = databases.connection(id);
            return connection.isEmpty()
                    ? Check.fail(name, "is not configured", "Configure holdfast.databases." + id + ".host.")
                    : switch (inspector.look(connection.get().withConnectTimeout(PATIENCE))) {
                        case SourceLook.NotSeen not ->
                            Check.fail(
                                    name,
                                    not.why().failure().name().toLowerCase(Locale.ROOT),
                                    not.why().message() + settings(id, not.why().failure(), connection.get()));
                        case SourceLook.Seen seen ->
                            judge(name, connection.get().username(), seen.facts());
                    };
        } catch (PasswordUnavailable e) {
            return Check.fail(name, e.problem(), e.hint());
        }
    }

    /** Which settings the failure is about, with the values that are no secrets. */
    private static String settings(DatabaseId id, Failure failure, Connection connection) {
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

    private Check judge(String name, String role, SourceFacts facts) {
        if (!facts.rights().isEmpty()) {
            return Check.fail(name, facts.rights().problem(), facts.rights().hint());
        }
        return switch (programs.installed().forServer(facts.server().versionNumber())) {
            case Choice.NoneNewEnough none -> Check.fail(name, none.message(), none.hint());
            case Choice.Chosen chosen -> {
                String found = "PostgreSQL " + facts.server().version() + ", "
                        + facts.tables().size() + " tables; dumped with pg_dump "
                        + chosen.programs().version();
                yield judge(name, role, facts, found);
            }
        };
    }

    private static Check judge(String name, String role, SourceFacts facts, String dumped) {
        String omitted = facts.omissions().stream()
                .map(omission -> OmissionFindings.finding(omission).text() + ".")
                .collect(Collectors.joining(" "));
        String found = dumped + (omitted.isEmpty() ? "" : "; a backup does not contain everything");
        if (facts.superuser()) {
            return Check.warn(
                    name,
                    found + "; the role '" + role + "' is a superuser",
                    ("A backup only reads. Sign in with another role: " + SMALLEST_ROLE + " See docs/roles.md. "
                                    + omitted)
                            .strip());
        }
        if (!facts.isPinned()) {
            return Check.warn(
                    name,
                    found + "; the connection takes no start-up options",
                    ("A pooler refuses or ignores them, so settings such as bytea_output cannot be pinned. Connect to the"
                                    + " server itself. " + omitted)
                            .strip());
        }
        if (!omitted.isEmpty()) {
            return Check.warn(name, found, omitted);
        }
        return facts.messages() == ServerMessages.FIXED
                ? Check.warn(
                        name,
                        found + "; the server's messages are not in English",
                        "What pg_dump prints is kept with a failed run. To read it in English, run as a superuser:"
                                + " ALTER ROLE "
                                + quoted(role) + " SET lc_messages TO 'C';")
                : Check.ok(name, found);
    }

    private static String quoted(String role) {
        return '"' + Printable.line(role, 100).replace("\"", "\"\"") + '"';
    }
}
