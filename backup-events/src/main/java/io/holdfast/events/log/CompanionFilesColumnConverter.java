package io.holdfast.events.log;

import com.fasterxml.jackson.core.type.TypeReference;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CompanionFileRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts the companions of a copy to and from the catalog column. Null means that no event recorded them. */
public final class CompanionFilesColumnConverter {

    private CompanionFilesColumnConverter() {}

    public static @Nullable String json(BackupCopyRecord copy) {
        return copy.companions() == null ? null : JsonColumnConverter.json(copy.companions());
    }

    public static @Nullable List<CompanionFileRecord> of(ResultSet row) throws SQLException {
        String json = row.getString("companions");
        return json == null ? null : JsonColumnConverter.list(json, new TypeReference<List<CompanionFileRecord>>() {});
    }
}
