package io.holdfast.restoreengine.live;

import io.holdfast.events.Finding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Finds foreign keys that PostgreSQL considers valid but that do not hold. */
final class BrokenForeignKeyDetector {

    private BrokenForeignKeyDetector() {}

    static List<Finding> of(Statement statement, List<ForeignKey> keys) throws SQLException {
        List<Finding> broken = new ArrayList<>();
        for (ForeignKey key : keys) {
            if (key.checked() && isBroken(statement, key)) {
                broken.add(new Finding(
                        "reference_broken",
                        key.child().name() + " would refer to rows of "
                                + key.parent().name() + " that do not exist (" + key.name() + ")"));
            }
        }
        return broken;
    }

    private static boolean isBroken(Statement statement, ForeignKey key) throws SQLException {
        try (ResultSet orphan = statement.executeQuery(key.orphans())) {
            return orphan.next();
        }
    }
}
