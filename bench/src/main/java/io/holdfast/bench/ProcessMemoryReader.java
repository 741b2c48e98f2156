package io.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads the memory of a process as reported by Linux, in MB. */
final class ProcessMemoryReader {

    private ProcessMemoryReader() {}

    /** The current resident memory. */
    static double resident(long pid) throws IOException {
        return kilobytes(pid, "status", "VmRSS:") / 1000;
    }

    /** The maximum resident memory so far. */
    static double peakResident(long pid) throws IOException {
        return kilobytes(pid, "status", "VmHWM:") / 1000;
    }

    /**
     * The resident memory of the process and its children (PSS): a page that several processes share counts in
     * proportion.
     */
    static double proportional(long pid) {
        Stream<ProcessHandle> family = ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
        return family.mapToDouble(process -> quietly(process.pid())).sum();
    }

    private static double quietly(long pid) {
        try {
            return kilobytes(pid, "smaps_rollup", "Pss:") / 1000;
        } catch (IOException e) {
            // It has ended meanwhile.
            return 0;
        }
    }

    private static double kilobytes(long pid, String file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/" + file))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1.024)
                    .sum();
        }
    }
}
