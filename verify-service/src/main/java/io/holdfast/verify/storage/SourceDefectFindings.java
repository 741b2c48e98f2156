package io.holdfast.verify.storage;

import io.holdfast.events.Finding;
import io.holdfast.store.DumpOmissionFindingMapper;
import io.holdfast.store.Manifest;
import io.holdfast.store.Manifest.Fault;
import java.util.List;
import java.util.stream.Stream;

/** Findings about defects of the source database and about objects that the dump omitted, from the manifest of a backup. */
public final class SourceDefectFindings {

    public static final String INDEX = "source_index_invalid";
    public static final String CONSTRAINT = "source_constraint_not_validated";

    private static final int SHOWN = 20;

    private SourceDefectFindings() {}

    /** One finding for each defect, at most twenty, and one for each kind of omission. */
    public static List<Finding> of(Manifest manifest) {
        Stream<Finding> faults = Stream.ofNullable(manifest.faults())
                .flatMap(List::stream)
                .limit(SHOWN)
                .map(SourceDefectFindings::finding);
        return Stream.concat(faults, DumpOmissionFindingMapper.of(manifest).stream())
                .toList();
    }

    private static Finding finding(Fault fault) {
        return fault.kind().equals(Fault.INDEX)
                ? new Finding(
                        INDEX,
                        "index " + fault.schema() + "." + fault.name() + " of " + fault.table()
                                + " is not valid in the source. hint: run REINDEX on it in the source, or drop it")
                : new Finding(
                        CONSTRAINT,
                        "constraint " + fault.name() + " of " + fault.schema() + "." + fault.table()
                                + " was never validated in the source: rows may violate it. hint: run ALTER TABLE …"
                                + " VALIDATE CONSTRAINT");
    }
}
