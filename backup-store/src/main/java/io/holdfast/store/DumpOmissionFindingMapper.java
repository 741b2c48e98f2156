package io.holdfast.store;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.Finding;
import java.util.List;
import java.util.stream.Stream;

/** Findings for the omissions of an artifact: one for each kind. */
public final class DumpOmissionFindingMapper {

    public static final String MAPPING = "user_mapping_without_options";
    public static final String SUBSCRIPTION = "subscription_not_dumped";
    public static final String UNLOGGED = "unlogged_rows_not_dumped";
    public static final String OTHER = "not_dumped";

    private static final int LONGEST_NAME = 200;
    private static final String SET_AFTERWARDS =
            ". Store the options elsewhere, and set them after a restore (ALTER USER MAPPING … OPTIONS)";

    private DumpOmissionFindingMapper() {}

    /** No findings for a manifest that does not record omissions. */
    public static List<Finding> of(Manifest manifest) {
        return Stream.ofNullable(manifest.omissions())
                .flatMap(List::stream)
                .map(DumpOmissionFindingMapper::finding)
                .toList();
    }

    public static Finding finding(DumpOmission omission) {
        boolean one = omission.count() == 1;
        String names = names(omission);
        String mappings = (one ? "user mapping for " : "user mappings for ") + names + (one ? " was" : " were")
                + " dumped without options";
        return switch (omission.kind()) {
            case DumpOmission.MAPPING_OPTIONS ->
                new Finding(MAPPING, mappings + ": the role cannot read the options" + SET_AFTERWARDS);
            case DumpOmission.POSSIBLE_MAPPING_OPTIONS ->
                new Finding(
                        MAPPING,
                        mappings + ", if " + (one ? "it has" : "they have") + " any: the role cannot read the options"
                                + SET_AFTERWARDS);
            case DumpOmission.SUBSCRIPTION ->
                new Finding(
                        SUBSCRIPTION,
                        (one ? "subscription " : "subscriptions ") + names + (one ? " was" : " were")
                                + " not dumped: pg_dump includes subscriptions only for a superuser. Recreate "
                                + (one ? "it" : "them") + " after a restore");
            case DumpOmission.UNLOGGED ->
                new Finding(
                        UNLOGGED,
                        (one ? "unlogged table or sequence " : "unlogged tables or sequences ") + names
                                + (one ? " was" : " were")
                                + " dumped without contents: the source is a standby, and the contents are on its"
                                + " primary only. Back up the primary, or make "
                                + (one ? "it" : "them") + " logged (ALTER … SET LOGGED)");
            default -> new Finding(OTHER, names + (one ? " was" : " were") + " not dumped (" + omission.kind() + ")");
        };
    }

    private static String names(DumpOmission omission) {
        List<String> named = omission.names().stream()
                .map(name -> ControlCharacterSanitizer.line(name, LONGEST_NAME))
                .toList();
        long more = omission.count() - named.size();
        return String.join(", ", named) + (more > 0 ? " and " + more + " more" : "");
    }
}
