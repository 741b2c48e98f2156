package io.holdfast.restoreengine;

import com.sun.management.OperatingSystemMXBean;
import io.holdfast.events.Finding;
import io.holdfast.restoreengine.contents.RestoreScriptReadResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks whether the memory of this container is sufficient to compare the longest line of an archive. psql holds the line
 * twice.
 */
public final class LongLineMemoryCheck {

    private static final Path OWN = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final long PSQL = 16L << 20;

    private LongLineMemoryCheck() {}

    /** Why the comparison is impossible; empty if it is possible. */
    public static Optional<Finding> obstacle(RestoreScriptReadResult.Whole contents) {
        return obstacle(contents, resident(), limit());
    }

    /**
     *
     * @param resident resident memory of this JVM, in bytes
     * @param limit memory limit for the JVM and psql together, in bytes
     */
    static Optional<Finding> obstacle(RestoreScriptReadResult.Whole contents, long resident, long limit) {
        long needed = 2 * contents.longestLine() + PSQL + resident;
        if (contents.longLines().isEmpty() || needed <= limit) {
            return Optional.empty();
        }
        return contents.longLines().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(longest -> new Finding(
                        "memory_short",
                        "table " + longest.getKey() + " has a line of " + longest.getValue()
                                + " bytes. To compare it, this service needs " + needed
                                + " bytes of memory, but its limit is "
                                + limit));
    }

    /** The limit of the container if there is one, otherwise that of the machine. */
    private static long limit() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    private static long resident() {
        try (Stream<String> lines = Files.lines(OWN)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        } catch (IOException e) {
            return Runtime.getRuntime().totalMemory();
        }
    }
}
