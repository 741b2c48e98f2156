package io.holdfast.restore.restoring;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** Generates database names. PostgreSQL would truncate longer names after 63 bytes and lose the part that makes them unique. */
public final class DatabaseNameGenerator {

    private static final int LONGEST = 63;
    private static final DateTimeFormatter DATED =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);

    private DatabaseNameGenerator() {}

    /** Name of a new database. */
    public static String restored(String live, Instant at) {
        return with(live, "_restored_" + DATED.format(at));
    }

    /** Name of a new database with the rows of some tables. */
    public static String sidecar(String live, Instant at) {
        return with(live, "_sidecar_" + DATED.format(at));
    }

    /** Name of the database that was live before a swap. */
    public static String kept(String live, Instant at) {
        return with(live, "_kept_" + DATED.format(at));
    }

    /** Name of the database that was live before a revert. The revert may be requested in the same second as the swap. */
    public static String keptInstead(String keptBefore, String live, Instant at) {
        String name = kept(live, at);
        return name.equals(keptBefore) ? kept(live, at.plusSeconds(1)) : name;
    }

    /** Name of the temporary database next to the live one. The restore's id makes it unique. */
    public static String beside(String live, UUID restore) {
        return with(live, "_beside_" + restore.toString().substring(0, 8));
    }

    private static String with(String live, String ending) {
        String name = live;
        while (bytes(name) + ending.length() > LONGEST) {
            name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
        }
        return name + ending;
    }

    private static int bytes(String name) {
        return name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }
}
