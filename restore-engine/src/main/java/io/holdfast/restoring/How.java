package io.holdfast.restoring;

import io.holdfast.postgrestools.RestoreInto.Section;
import io.holdfast.restoring.contents.TableName;
import java.util.List;

/**
 * How an archive is restored.
 *
 * @param jobs connections side by side; only one where objects are replaced, because that is one transaction
 * @param owners whether owners and privileges come back too
 * @param replacing whether what the archive brings is dropped first, in one transaction
 * @param tables whose rows alone are wanted, with all definitions; everything where empty
 */
public record How(int jobs, boolean owners, boolean replacing, Section section, List<TableName> tables) {

    public How {
        tables = List.copyOf(tables);
    }

    public static How everything(int jobs, boolean owners) {
        return new How(jobs, owners, false, Section.ALL, List.of());
    }
}
