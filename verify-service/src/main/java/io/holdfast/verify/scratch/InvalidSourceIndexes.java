package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.restoreengine.DatabaseInspectionResult;
import io.holdfast.restoreengine.DatabaseInspectionResult.Index;
import io.holdfast.store.Manifest;
import io.holdfast.verify.storage.SourceDefectFindings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Defects of the source database itself, in a database that pg_restore has restored without an error. The restore reproduced
 * them, so they are no evidence against the backup.
 *
 * @param indexes indexes as {@code schema.name} that are not valid because partitions lack an index
 */
record InvalidSourceIndexes(Set<String> indexes) {

    private static final Duration ANSWER = Duration.ofMinutes(5);
    private static final String INVALID = "index_invalid";
    private static final int SHOWN = 20;

    /** pg_restore leaves an index of a partitioned table invalid only if it has attached no index for some partition. */
    private static final String PARTITIONED = """
        select n.nspname || '.' || c.relname from pg_catalog.pg_index i
          join pg_catalog.pg_class c on c.oid = i.indexrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'I' and not i.indisvalid and n.nspname !~ '^pg_' order by 1\
        """;

    InvalidSourceIndexes {
        indexes = Set.copyOf(indexes);
    }

    static InvalidSourceIndexes in(DatabaseConnection database) throws SQLException {
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(database, ANSWER);
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(PARTITIONED)) {
            Set<String> indexes = new HashSet<>();
            while (row.next()) {
                indexes.add(row.getString(1));
            }
            return new InvalidSourceIndexes(indexes);
        }
    }

    /** Findings of an inspection without these defects. */
    List<Finding> missing(DatabaseInspectionResult inspection) {
        List<Finding> missing = new ArrayList<>();
        boolean onlyThese = inspection.indexes().stream()
                .filter(index -> !index.valid())
                .allMatch(index -> indexes.contains(named(index)));
        inspection.missing().stream()
                .filter(finding -> !(onlyThese && finding.code().equals(INVALID)))
                .forEach(missing::add);
        return missing;
    }

    /**
     * Findings for the report of a drill.
     *
     * @param manifest records every invalid index and constraint, including those that pg_dump leaves out
     */
    List<Finding> findings(DatabaseInspectionResult inspection, Optional<Manifest> manifest) {
        if (manifest.map(Manifest::faults).isPresent()) {
            return SourceDefectFindings.of(manifest.get());
        }
        List<Finding> findings = new ArrayList<>();
        indexes.stream()
                .sorted()
                .limit(SHOWN)
                .forEach(index -> findings.add(new Finding(
                        SourceDefectFindings.INDEX,
                        "index " + index
                                + " is not valid, as in the source: some partitions of its table lack the index")));
        inspection.constraints().stream()
                .filter(constraint -> !constraint.valid())
                .limit(SHOWN)
                .forEach(constraint -> findings.add(new Finding(
                        SourceDefectFindings.CONSTRAINT,
                        "constraint " + constraint.name() + " of " + constraint.schema() + "." + constraint.table()
                                + " was never validated in the source: rows may violate it")));
        return findings;
    }

    private static String named(Index index) {
        return index.schema() + "." + index.name();
    }
}
