package io.holdfast.cli.asking;

import io.holdfast.cli.http.Books;
import io.holdfast.cli.http.Service;
import io.holdfast.cli.session.Complaint;
import io.holdfast.cli.session.Coordinates;
import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.events.DatabaseId;
import java.util.List;
import java.util.Optional;

/** The database that is meant where none is named. */
final class DefaultDatabase {

    private static final String NAME_IT = "name it by --database ID";

    /** Holdfast's own, which nobody means who does not name it. */
    private static final String CATALOGUE = "holdfast";

    private final Session session;

    DefaultDatabase(Session session) {
        this.session = session;
    }

    DatabaseId find() {
        Coordinates coordinates = new Coordinates(session);
        String id = coordinates
                .database()
                .or(() -> coordinates.runbookDatabase().map(this::unlessOthersAreConfigured))
                .or(this::onlyOne)
                .orElseThrow(() -> new Complaint(ExitCode.USAGE, "which database is meant?", NAME_IT));
        return DatabaseId.parse(id)
                .orElseThrow(() -> new Complaint(ExitCode.USAGE, "'" + id + "' is not a database id", NAME_IT));
    }

    /** Without an answer of retention-service it is not known better. */
    private String unlessOthersAreConfigured(String runbookDatabase) {
        List<String> configured;
        try {
            configured = configured();
        } catch (Complaint e) {
            return runbookDatabase;
        }
        if (configured.isEmpty() || configured.contains(runbookDatabase)) {
            return runbookDatabase;
        }
        throw new Complaint(
                ExitCode.USAGE,
                "which database is meant? DATABASE_NAME is " + runbookDatabase + ", and configured are "
                        + String.join(", ", configured),
                NAME_IT);
    }

    private Optional<String> onlyOne() {
        List<String> configured = configured();
        if (configured.size() > 1) {
            throw new Complaint(
                    ExitCode.USAGE, "which database is meant? There are " + String.join(", ", configured), NAME_IT);
        }
        return configured.stream().findFirst();
    }

    private List<String> configured() {
        return new Books(Service.named("retention", new Coordinates(session)))
                .plans().values().stream()
                        .filter(database -> !database.equals(CATALOGUE))
                        .toList();
    }
}
