package io.holdfast.restoreengine.live;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.server.SqlQuoting;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves sequences forward beyond the existing rows. {@code ALTER SEQUENCE} is rolled back with the transaction. {@code setval}
 * is not, so it comes last. It is used for sequences of other owners, and if an event trigger would act on ALTER.
 */
final class AdvanceSequences {

    private final Statement statement;
    private final boolean definitions;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> last = new ArrayList<>();
    private boolean altered;

    /** @param definitions whether a definition can be changed without an event trigger that acts on it */
    AdvanceSequences(Statement statement, boolean definitions) {
        this.statement = statement;
        this.definitions = definitions;
    }

    void move(List<ColumnSequence> sequences) throws SQLException {
        for (ColumnSequence sequence : sequences) {
            if (!sequence.number()) {
                findings.add(new Finding(
                        "sequence_not_moved",
                        column(sequence) + " takes its values from sequence " + sequence.name()
                                + " but is not a number. hint: check that the sequence continues beyond the"
                                + " restored values"));
                continue;
            }
            BigDecimal extreme = extreme(sequence);
            if (extreme != null) {
                move(sequence, extreme);
            }
        }
    }

    private void move(ColumnSequence sequence, BigDecimal extreme) throws SQLException {
        SequencePosition before = position(sequence);
        switch (before.beyond(extreme)) {
            case SequencePosition.Move.Stays stays -> {}
            case SequencePosition.Move.Exhausted exhausted ->
                findings.add(new Finding(
                        "sequence_exhausted",
                        "sequence " + sequence.name() + " has no values beyond " + extreme.toPlainString()
                                + ", the extreme value of " + column(sequence)));
            case SequencePosition.Move.Restarts restarts -> {
                findings.add(new Finding(
                        "sequence_moved",
                        "sequence " + sequence.name() + " continues with " + restarts.next() + " instead of "
                                + before.next() + ", because " + column(sequence) + " has " + extreme.toPlainString()));
                if (sequence.owned() && definitions) {
                    restart(sequence, extreme);
                } else {
                    last.add("select setval(" + SqlQuoting.text(sequence.quoted()) + "::regclass, " + restarts.next()
                            + ", false)");
                }
            }
        }
    }

    /**
     * The first ALTER changes nothing but takes the lock. Then other sessions cannot take a value, and the position is read
     * again.
     */
    private void restart(ColumnSequence sequence, BigDecimal extreme) throws SQLException {
        altered = true;
        statement.execute("alter sequence " + sequence.quoted() + " increment by " + sequence.increment());
        if (position(sequence).beyond(extreme) instanceof SequencePosition.Move.Restarts restarts) {
            statement.execute("alter sequence " + sequence.quoted() + " restart with " + restarts.next());
        }
    }

    private @Nullable BigDecimal extreme(ColumnSequence sequence) throws SQLException {
        String query = "select " + (sequence.isDescending() ? "min(" : "max(") + SqlQuoting.name(sequence.column())
                + ")::numeric from " + sequence.table().rows();
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getBigDecimal(1);
        }
    }

    private SequencePosition position(ColumnSequence sequence) throws SQLException {
        try (ResultSet row = statement.executeQuery("select last_value, is_called from " + sequence.quoted())) {
            row.next();
            return new SequencePosition(
                    row.getLong(1), row.getBoolean(2), sequence.increment(), sequence.min(), sequence.max());
        }
    }

    private static String column(ColumnSequence sequence) {
        return sequence.table().name() + "." + sequence.column();
    }

    /** One finding for each sequence that was moved or could not be moved. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Whether a definition was changed. */
    boolean altered() {
        return altered;
    }

    /** Runs the statements that cannot be rolled back, immediately before the commit. */
    void last() throws SQLException {
        for (String setting : last) {
            statement.execute(setting);
        }
    }
}
