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
        String id = new Coordinates(session)
                .database()
                .or(this::onlyOne)
                .orElseThrow(() -> new Complaint(ExitCode.USAGE, "which database is meant?", NAME_IT));
        return DatabaseId.parse(id)
                .orElseThrow(() -> new Complaint(ExitCode.USAGE, "'" + id + "' is not a database id", NAME_IT));
    }

    private Optional<String> onlyOne() {
        List<String> configured = new Books(Service.named("retention", new Coordinates(session)))
                .plans().values().stream()
                        .filter(database -> !database.equals(CATALOGUE))
                        .toList();
        if (configured.size() > 1) {
            throw new Complaint(
                    ExitCode.USAGE, "which database is meant? There are " + String.join(", ", configured), NAME_IT);
        }
        return configured.stream().findFirst();
    }
}
