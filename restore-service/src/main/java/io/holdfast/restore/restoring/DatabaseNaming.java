package io.holdfast.restore.restoring;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** Names that are given to databases; PostgreSQL would cut them off after 63 bytes, in the middle of what tells them apart. */
public final class DatabaseNaming {

    private static final int LONGEST = 63;
    private static final DateTimeFormatter DATED =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);

    private DatabaseNaming() {}

    /** Of a fresh database. */
    public static String restored(String live, Instant at) {
        return with(live, "_restored_" + DATED.format(at));
    }

    /** Of a fresh database with some tables' rows. */
    public static String sidecar(String live, Instant at) {
        return with(live, "_sidecar_" + DATED.format(at));
    }

    /** Of the one that served before a swap. */
    public static String kept(String live, Instant at) {
        return with(live, "_kept_" + DATED.format(at));
    }

    /** Of the one that served before a reversal, which may be asked for in the very second of the swap. */
    public static String keptInstead(String keptBefore, String live, Instant at) {
        String name = kept(live, at);
        return name.equals(keptBefore) ? kept(live, at.plusSeconds(1)) : name;
    }

    /** Of the one that waits beside the live one; told from those of other restores by its id. */
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
