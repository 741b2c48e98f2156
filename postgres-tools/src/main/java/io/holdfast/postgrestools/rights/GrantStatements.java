package io.holdfast.postgrestools.rights;

import io.holdfast.postgrestools.ServerTextSanitizer;
import io.holdfast.postgrestools.rights.MissingReadRights.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The SQL that grants the missing privileges to a role. {@code docs/roles.md} has the same statements.
 *
 * @param lasting statements that also cover objects created later
 * @param narrow statements for the existing objects only; empty if that is not possible, or if the names cannot be pasted
 */
public record GrantStatements(String lasting, Optional<String> narrow) {

    /** Statements for one kind of object; without an alternative, both are the same. */
    private record Remedy(String lasting, Optional<String> narrow) {}

    /** The statements for all missing privileges. */
    public static GrantStatements of(MissingReadRights rights) {
        List<Remedy> remedies = Stream.of(relations(rights), rowSecurity(rights), largeObjects(rights))
                .flatMap(Optional::stream)
                .toList();
        boolean alternative = remedies.stream()
                .anyMatch(remedy -> remedy.narrow()
                        .filter(narrow -> !narrow.equals(remedy.lasting()))
                        .isPresent());
        return new GrantStatements(
                String.join(" ", remedies.stream().map(Remedy::lasting).toList()),
                alternative
                        ? Optional.of(String.join(
                                " ",
                                remedies.stream()
                                        .map(remedy -> remedy.narrow().orElse(remedy.lasting()))
                                        .toList()))
                        : Optional.empty());
    }

    private static Optional<Remedy> relations(MissingReadRights rights) {
        List<Missing> relations = of(rights, right -> switch (right) {
            case SCHEMA, TABLE, COLUMNS, SEQUENCE -> true;
            case ROW_SECURITY, LARGE_OBJECT -> false;
        });
        if (relations.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> narrow = grants(rights.role().name(), relations)
                .or(() -> grantsBySchema(rights.role().name(), rights.schemas()));
        return Optional.of(
                rights.role().knowsReadAllData()
                        ? new Remedy(readAllData(rights.role()), narrow)
                        : new Remedy(narrow.orElse("see docs/roles.md for the grants on each schema."), narrow));
    }

    /** A member that does not inherit has the privilege only after SET ROLE, which pg_dump does not run. */
    private static String readAllData(BackupRole role) {
        String grant = "GRANT pg_read_all_data TO " + role.name();
        if (role.inheritsByGrant()) {
            return role.inherits() && !role.memberOfReadAll() ? grant + ";" : grant + " WITH INHERIT TRUE;";
        }
        String inherit = role.inherits() ? "" : "ALTER ROLE " + role.name() + " INHERIT;";
        return role.memberOfReadAll() && !inherit.isEmpty() ? inherit : (inherit + " " + grant + ";").strip();
    }

    /** A grant for each object, if all names are known. */
    private static Optional<String> grants(String role, List<Missing> relations) {
        List<String> all =
                relations.stream().flatMap(kind -> kind.names().stream()).toList();
        if (all.size() > MissingReadRights.NAMED
                || !relations.stream().allMatch(Missing::isComplete)
                || !all.stream().allMatch(GrantStatements::canBePasted)) {
            return Optional.empty();
        }
        List<String> statements = new ArrayList<>();
        grant("USAGE ON SCHEMA", names(relations, ReadPrivilege.SCHEMA), role).ifPresent(statements::add);
        grant("SELECT ON TABLE", names(relations, ReadPrivilege.TABLE, ReadPrivilege.COLUMNS), role)
                .ifPresent(statements::add);
        grant("SELECT ON SEQUENCE", names(relations, ReadPrivilege.SEQUENCE), role)
                .ifPresent(statements::add);
        return Optional.of(String.join(" ", statements));
    }

    /** {@code ALL TABLES} of the system's own schema would include the password hashes. */
    private static Optional<String> grantsBySchema(String role, List<String> schemas) {
        if (schemas.isEmpty()
                || schemas.size() > MissingReadRights.NAMED
                || schemas.contains("pg_catalog")
                || !schemas.stream().allMatch(GrantStatements::canBePasted)) {
            return Optional.empty();
        }
        String all = String.join(", ", schemas);
        return Optional.of("GRANT USAGE ON SCHEMA " + all + " TO " + role + "; GRANT SELECT ON ALL TABLES IN SCHEMA "
                + all + " TO " + role + "; GRANT SELECT ON ALL SEQUENCES IN SCHEMA " + all + " TO " + role + ";");
    }

    private static Optional<Remedy> rowSecurity(MissingReadRights rights) {
        return of(rights, right -> right == ReadPrivilege.ROW_SECURITY).isEmpty()
                ? Optional.empty()
                : Optional.of(new Remedy("ALTER ROLE " + rights.role().name() + " BYPASSRLS;", Optional.empty()));
    }

    private static Optional<Remedy> largeObjects(MissingReadRights rights) {
        String role = rights.role().name();
        return of(rights, right -> right == ReadPrivilege.LARGE_OBJECT).stream()
                .findFirst()
                .map(objects -> new Remedy(
                        "ALTER ROLE " + role + " SET lo_compat_privileges = on;",
                        objects.isComplete()
                                ? grant("SELECT ON LARGE OBJECT", objects.names(), role)
                                : grantEachLargeObject(role)));
    }

    private static Optional<String> grantEachLargeObject(String role) {
        return role.contains("$$")
                ? Optional.empty()
                : Optional.of(
                        "DO $$ DECLARE l oid; BEGIN FOR l IN SELECT oid FROM pg_catalog.pg_largeobject_metadata LOOP"
                                + " EXECUTE 'GRANT SELECT ON LARGE OBJECT ' || l || ' TO " + role.replace("'", "''")
                                + "'; END LOOP; END $$;");
    }

    private static Optional<String> grant(String what, List<String> names, String role) {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("GRANT " + what + " " + String.join(", ", names) + " TO " + role + ";");
    }

    private static List<Missing> of(MissingReadRights rights, Predicate<ReadPrivilege> wanted) {
        return rights.missing().stream()
                .filter(kind -> wanted.test(kind.right()))
                .toList();
    }

    private static List<String> names(List<Missing> missing, ReadPrivilege... rights) {
        return missing.stream()
                .filter(kind -> List.of(rights).contains(kind.right()))
                .flatMap(kind -> kind.names().stream())
                .toList();
    }

    /** A backslash can represent a byte that is not a character. */
    private static boolean canBePasted(String name) {
        return ServerTextSanitizer.line(name).equals(name) && name.indexOf('\\') < 0;
    }
}
