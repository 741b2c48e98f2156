package io.holdfast.restore.restoring;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest.RestoreRequested;
import io.holdfast.events.Printable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A request, read: it is hostile until checked. */
public sealed interface Asked {

    record Wanted(Wish wish) implements Asked {}

    /** @param why a sentence for a person, with a hint */
    record Refused(String why) implements Asked {}

    Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,62}");
    Pattern TABLE = Pattern.compile("[^.\\p{Cntrl}]{1,63}\\.[^\\p{Cntrl}]{1,63}");
    Pattern ACCEPTED = Pattern.compile("[^\\p{Cntrl}]{1,200}");
    List<String> SERVERS_OWN = List.of("postgres", "template0", "template1");
    int MOST_TABLES = 100;
    int MOST_JOBS = 64;

    static Asked read(RestoreRequested request, DatabaseId database) {
        Optional<Mode> mode = Mode.parse(request.mode());
        if (mode.isEmpty()) {
            return new Refused("'" + Printable.shortened(request.mode())
                    + "' is no way to restore: expected fresh, swap or in_place");
        }
        Wish wish = new Wish(
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
        return whatIsWrong(wish).<Asked>map(Refused::new).orElseGet(() -> new Wanted(wish));
    }

    private static Optional<String> whatIsWrong(Wish wish) {
        return target(wish)
                .or(() -> tables(wish))
                .or(() -> section(wish))
                .or(() -> accepting(wish))
                .or(() -> wish.jobs() != null && (wish.jobs() < 1 || wish.jobs() > MOST_JOBS)
                        ? Optional.of(wish.jobs() + " jobs: expected 1 to " + MOST_JOBS)
                        : Optional.empty());
    }

    private static Optional<String> target(Wish wish) {
        String target = wish.target();
        if (target == null) {
            return Optional.empty();
        }
        if (wish.mode() != Mode.FRESH) {
            return Optional.of("a name for the new database goes with a fresh restore only: "
                    + wish.mode().word() + " ends under the live database's name");
        }
        return NAME.matcher(target).matches() && !SERVERS_OWN.contains(target)
                ? Optional.empty()
                : Optional.of("'" + Printable.shortened(target) + "' is not a name for a new database: expected 1 to 63"
                        + " letters, digits, '_' or '-', beginning with a letter or '_'");
    }

    private static Optional<String> tables(Wish wish) {
        if (wish.tables().isEmpty()) {
            return Optional.empty();
        }
        if (wish.mode() == Mode.SWAP) {
            return Optional.of("a swap of some tables would lose all others: restore them fresh, into a database beside"
                    + " the live one, or in place");
        }
        if (wish.tables().size() > MOST_TABLES) {
            return Optional.of(
                    wish.tables().size() + " tables: name at most " + MOST_TABLES + ", or restore everything");
        }
        return wish.tables().stream()
                .filter(table -> !TABLE.matcher(table).matches())
                .findFirst()
                .map(table -> "'" + Printable.shortened(table) + "' is not a table: expected schema.name");
    }

    private static Optional<String> accepting(Wish wish) {
        List<String> names = wish.accepting();
        if (names == null || names.isEmpty()) {
            return Optional.empty();
        }
        if (wish.mode() != Mode.SWAP) {
            return Optional.of("names of objects that may be missing are accepted for a swap only: a fresh database"
                    + " keeps what could be restored, and in place nothing is restored in part");
        }
        return names.size() > MOST_TABLES
                        || names.stream()
                                .anyMatch(name -> !ACCEPTED.matcher(name).matches())
                ? Optional.of("expected at most " + MOST_TABLES
                        + " names of objects that may be missing, each as the findings write it, such as"
                        + " public.totals")
                : Optional.empty();
    }

    private static Optional<String> section(Wish wish) {
        String section = wish.section();
        if (section == null) {
            return Optional.empty();
        }
        return switch (section) {
            case "schema" ->
                wish.mode() == Mode.FRESH && wish.tables().isEmpty()
                        ? Optional.empty()
                        : Optional.of("definitions alone can only be restored fresh and whole: the live database would"
                                + " lose its rows");
            case "data" ->
                wish.mode() == Mode.IN_PLACE && !wish.tables().isEmpty()
                        ? Optional.empty()
                        : Optional.of("rows alone can only be restored in place and for named tables: elsewhere there"
                                + " is nothing to hold them");
            default ->
                Optional.of("'" + Printable.shortened(section) + "' is no part of a backup: expected schema or data");
        };
    }
}
