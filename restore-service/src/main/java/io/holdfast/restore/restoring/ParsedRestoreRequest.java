package io.holdfast.restore.restoring;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest.RestoreRequested;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The result of checking a request. Requests are not trusted until checked. */
public sealed interface ParsedRestoreRequest {

    record Wanted(RestoreRequest wish) implements ParsedRestoreRequest {}

    /** @param why the reason with a hint, for a person */
    record Refused(String why) implements ParsedRestoreRequest {}

    Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,62}");
    Pattern TABLE = Pattern.compile("[^.\\p{Cntrl}]{1,63}\\.[^\\p{Cntrl}]{1,63}");
    Pattern ACCEPTED = Pattern.compile("[^\\p{Cntrl}]{1,200}");
    List<String> SERVERS_OWN = List.of("postgres", "template0", "template1");
    int MOST_TABLES = 100;
    int MOST_JOBS = 64;

    static ParsedRestoreRequest read(RestoreRequested request, DatabaseId database) {
        Optional<RestoreMode> mode = RestoreMode.parse(request.mode());
        if (mode.isEmpty()) {
            return new Refused("'" + ControlCharacterSanitizer.shortened(request.mode())
                    + "' is not a restore mode: expected fresh, swap or in_place");
        }
        RestoreRequest restoreRequest = new RestoreRequest(
                database,
                request.backup(),
                mode.get(),
                request.target(),
                request.tables(),
                request.section(),
                request.from(),
                request.jobs(),
                !Boolean.FALSE.equals(request.owners()),
                request.accepting());
        return validationError(restoreRequest)
                .<ParsedRestoreRequest>map(Refused::new)
                .orElseGet(() -> new Wanted(restoreRequest));
    }

    private static Optional<String> validationError(RestoreRequest restoreRequest) {
        return target(restoreRequest)
                .or(() -> tables(restoreRequest))
                .or(() -> section(restoreRequest))
                .or(() -> accepting(restoreRequest))
                .or(() -> restoreRequest.jobs() != null
                                && (restoreRequest.jobs() < 1 || restoreRequest.jobs() > MOST_JOBS)
                        ? Optional.of(restoreRequest.jobs() + " jobs: expected 1 to " + MOST_JOBS)
                        : Optional.empty());
    }

    private static Optional<String> target(RestoreRequest restoreRequest) {
        String target = restoreRequest.target();
        if (target == null) {
            return Optional.empty();
        }
        if (restoreRequest.mode() != RestoreMode.FRESH) {
            return Optional.of("a name for the new database is allowed only for a fresh restore: "
                    + restoreRequest.mode().word() + " restores under the name of the live database");
        }
        return NAME.matcher(target).matches() && !SERVERS_OWN.contains(target)
                ? Optional.empty()
                : Optional.of("'" + ControlCharacterSanitizer.shortened(target)
                        + "' is not a valid name for a new database: expected"
                        + " 1 to 63 letters, digits, '_' or '-', beginning with a letter or '_'");
    }

    private static Optional<String> tables(RestoreRequest restoreRequest) {
        if (restoreRequest.tables().isEmpty()) {
            return Optional.empty();
        }
        if (restoreRequest.mode() == RestoreMode.SWAP) {
            return Optional.of("a swap with only some tables would lose all others. hint: restore them into a new"
                    + " database next to the live one, or in place");
        }
        if (restoreRequest.tables().size() > MOST_TABLES) {
            return Optional.of(restoreRequest.tables().size() + " tables: expected at most " + MOST_TABLES
                    + ". hint: restore all tables");
        }
        return restoreRequest.tables().stream()
                .filter(table -> !TABLE.matcher(table).matches())
                .findFirst()
                .map(table -> "'" + ControlCharacterSanitizer.shortened(table)
                        + "' is not a table name: expected schema.name");
    }

    private static Optional<String> accepting(RestoreRequest restoreRequest) {
        List<String> names = restoreRequest.accepting();
        if (names == null || names.isEmpty()) {
            return Optional.empty();
        }
        if (restoreRequest.mode() != RestoreMode.SWAP) {
            return Optional.of("names of objects that may be missing are allowed only for a swap: a fresh restore"
                    + " keeps everything that could be restored, and an in-place restore is all or nothing");
        }
        return names.size() > MOST_TABLES
                        || names.stream()
                                .anyMatch(name -> !ACCEPTED.matcher(name).matches())
                ? Optional.of("expected at most " + MOST_TABLES
                        + " names of objects that may be missing, each as in the findings, such as"
                        + " public.totals")
                : Optional.empty();
    }

    private static Optional<String> section(RestoreRequest restoreRequest) {
        String section = restoreRequest.section();
        if (section == null) {
            return Optional.empty();
        }
        return switch (section) {
            case "schema" ->
                restoreRequest.mode() == RestoreMode.FRESH
                                && restoreRequest.tables().isEmpty()
                        ? Optional.empty()
                        : Optional.of("definitions alone require a fresh restore of the whole database: the live"
                                + " database would lose its rows");
            case "data" ->
                restoreRequest.mode() == RestoreMode.IN_PLACE
                                && !restoreRequest.tables().isEmpty()
                        ? Optional.empty()
                        : Optional.of("rows alone require an in-place restore of named tables: a new database has"
                                + " no tables for them");
            default ->
                Optional.of("'" + ControlCharacterSanitizer.shortened(section)
                        + "' is not a section of a backup: expected schema" + " or data");
        };
    }
}
