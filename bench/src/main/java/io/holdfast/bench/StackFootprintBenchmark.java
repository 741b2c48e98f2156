package io.holdfast.bench;

import io.holdfast.localstack.LocalStack;
import io.holdfast.localstack.StackStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code ./holdfast up} on an empty home. Promise: under 40 s, and under 1.5 GB resident in total. Argument:
 * seconds before the memory is measured (60).
 */
final class StackFootprintBenchmark {

    private StackFootprintBenchmark() {}

    static void run(List<String> arguments) throws Exception {
        long settle = arguments.isEmpty() ? 60 : Long.parseLong(arguments.getFirst());
        Path home = Files.createTempDirectory(Path.of("/var/tmp"), "holdfast-bench-");
        Map<String, String> environment = Map.of("HOLDFAST_HOME", home.toString());
        DurationStatistics samples = new DurationStatistics();
        try {
            samples.time("first up", () -> ShellCommand.run(environment, "./holdfast up >&2"));
            TimeUnit.SECONDS.sleep(settle);
            print(memory(LocalStack.at(home)), samples.median("first up"));
            samples.time("down", () -> ShellCommand.run(environment, "./holdfast down >&2"));
            samples.time("second up", () -> ShellCommand.run(environment, "./holdfast up >&2"));
            System.out.println("\nUp again on the same home: " + DurationStatistics.text(samples.median("second up"))
                    + " s; down: " + DurationStatistics.text(samples.median("down")) + " s.");
        } finally {
            ShellCommand.run(environment, "./holdfast down >&2");
            ShellCommand.run("rm", "-rf", home.toString());
        }
    }

    private static Map<String, Double> memory(LocalStack stack) {
        Map<String, Double> megabytes = new LinkedHashMap<>();
        StackStatus status = stack.status();
        megabytes.put(
                "Kafka broker",
                ProcessMemoryReader.proportional(stack.kafka().orElseThrow().pid()));
        stack.offSite().ifPresent(server -> megabytes.put("S3 server", ProcessMemoryReader.proportional(server.pid())));
        megabytes.put(
                "PostgreSQL, all its processes",
                ProcessMemoryReader.proportional(stack.catalogue().orElseThrow().pid()));
        status.services()
                .forEach((name, service) -> megabytes.put(name, ProcessMemoryReader.proportional(service.pid())));
        return megabytes;
    }

    private static void print(Map<String, Double> megabytes, double seconds) {
        MarkdownTable table = new MarkdownTable("part", "resident (PSS), MB");
        megabytes.forEach((part, size) -> table.row(part, String.format(Locale.ROOT, "%.0f", size)));
        double all =
                megabytes.values().stream().mapToDouble(Double::doubleValue).sum();
        table.row("all, promised under 1,500", String.format(Locale.ROOT, "%.0f", all))
                .print();
        System.out.println("\nUp from an empty home after " + DurationStatistics.text(seconds) + " s (promised: 40).");
    }
}
