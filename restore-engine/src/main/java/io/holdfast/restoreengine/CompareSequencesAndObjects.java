package io.holdfast.restoreengine;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.CopyToStdoutSession;
import io.holdfast.restoreengine.contents.Fingerprint;
import io.holdfast.restoreengine.contents.LargeObjectReader;
import io.holdfast.restoreengine.contents.RestoreScriptReadResult;
import io.holdfast.restoreengine.contents.SequenceReader;
import io.holdfast.restoreengine.contents.SequenceValue;
import io.holdfast.restoreengine.contents.TableRowReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the sequences and large objects of an archive with a database. */
final class CompareSequencesAndObjects {

    private CompareSequencesAndObjects() {}

    /**
     *
     * @param different findings about differences
     * @param notes findings about objects that could not be compared
     */
    record Found(List<Finding> different, List<Finding> notes) {}

    /** @param source source with {@code bytea_output = hex} */
    static Found compare(CopyToStdoutSession source, RestoreScriptReadResult.Whole expected, TableRowReader.Pace pace)
            throws SQLException {
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        if (!expected.sequences().isEmpty()) {
            sequences(source, expected.sequences(), found);
        }
        if (expected.objects().isPresent()) {
            objects(source, expected.objects().get(), pace, found);
        }
        return found;
    }

    private static void sequences(CopyToStdoutSession source, List<SequenceValue> expected, Found found)
            throws SQLException {
        SequenceReader.Read read = SequenceReader.read(source, expected);
        int equal = 0;
        for (SequenceValue wanted : expected) {
            SequenceValue there = read.found().get(wanted.sequence());
            if (wanted.equals(there)) {
                equal++;
            } else if (there != null) {
                found.different()
                        .add(new Finding(
                                "sequence_differs",
                                "sequence " + wanted.sequence() + " has " + text(there) + ", but " + text(wanted)
                                        + " in the artifact"));
            }
        }
        int missing = expected.size() - read.found().size() - read.unreadable();
        if (missing > 0) {
            found.different()
                    .add(new Finding(
                            "sequence_missing", missing + " sequences of the artifact are missing in the database"));
        }
        if (equal > 0) {
            found.notes()
                    .add(new Finding(
                            "sequences_equal",
                            equal + " of " + expected.size() + " sequences have the same value as in the artifact"
                                    + (read.unreadable() > 0
                                            ? ", and " + read.unreadable() + " cannot be read by the role"
                                            : "")));
        }
    }

    private static String text(SequenceValue value) {
        return "the value " + value.value() + (value.isCalled() ? "" : ", not yet used");
    }

    private static void objects(CopyToStdoutSession source, Fingerprint expected, TableRowReader.Pace pace, Found found)
            throws SQLException {
        try {
            Optional<Fingerprint> there = LargeObjectReader.fingerprint(source, pace);
            if (there.isPresent() && there.get().rows() != expected.rows()) {
                found.different()
                        .add(new Finding(
                                "large_objects_differ",
                                "there are " + there.get().rows() + " large objects, but " + expected.rows()
                                        + " are in the artifact"));
            } else if (there.isPresent() && !there.get().equals(expected)) {
                found.different()
                        .add(new Finding(
                                "large_objects_differ",
                                "there are " + expected.rows() + " large objects, but some differ from the artifact"));
            } else if (there.isPresent() && expected.rows() > 0) {
                found.notes()
                        .add(new Finding(
                                "large_objects_equal",
                                expected.rows() + " large objects are equal to those in the artifact"));
            }
        } catch (SQLException e) {
            if (!DiagnoseFailedEntries.MAY_NOT.equals(e.getSQLState())) {
                throw e;
            }
            found.notes()
                    .add(new Finding(
                            "large_objects_not_compared",
                            "the role may not read all large objects. hint: run GRANT SELECT ON LARGE OBJECT, or"
                                    + " restore as their owner"));
        }
    }
}
