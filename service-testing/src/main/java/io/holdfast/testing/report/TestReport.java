package io.holdfast.testing.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Summarizes the XML reports of Surefire and Failsafe: the slowest classes, the skipped tests with their reasons, and
 * at the end the failed tests or, if there are none, one summary line.
 * <pre>java TestReport.java ROOT STAMP [--all-modules] [--maven-failed LOG]</pre>
 *
 * <p>Only reports newer than the file STAMP count. With {@code --all-modules}, each module in ROOT's pom.xml that has
 * tests must have a report. The exit code is 0 only if tests ran, none failed, no such module is missing and Maven did
 * not fail. The class depends only on the JDK, so that {@code java} can run its source.
 */
public final class TestReport {

    private static final int SLOWEST = 20;
    private static final int MESSAGE_LINES = 8;
    private static final int MAVEN_LINES = 20;
    private static final int WIDTH = 160;
    private static final Pattern MODULE = Pattern.compile("<module>\\s*([^<\\s]+)\\s*</module>");
    private static final Pattern MISSING = Pattern.compile("missing program: ([^;(\\[]*[^;(\\[ ])(?: \\(([^)]*)\\)|)");
    private static final Pattern ASSUMPTION =
            Pattern.compile("^(org\\.opentest4j\\.TestAbortedException: )?(Assumption failed: )?");
    private static final String WITH_CASES = " [with all cases]";

    private record TestClass(String module, String name, int tests, double seconds) {}

    private record Failure(String test, List<String> lines) {}

    /**
     * Tests that were skipped for one reason.
     *
     * @param atLeast whether a test with several cases counts as one
     */
    private record Skipped(int tests, boolean atLeast, String hint) {

        Skipped with(String otherHint) {
            return new Skipped(tests, atLeast, otherHint);
        }

        Skipped plus(Skipped other) {
            return new Skipped(tests + other.tests, atLeast || other.atLeast, hint);
        }

        String count() {
            return (atLeast ? "at least " : "") + tests + (tests == 1 ? " test" : " tests");
        }
    }

    private final Path root;
    private final PrintStream out;
    private final List<TestClass> classes = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Map<String, Skipped> missingPrograms = new TreeMap<>();
    private final Map<String, Skipped> otherSkips = new TreeMap<>();
    private int cases;
    private int passed;
    private int skipped;

    TestReport(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    /** Expects the arguments in the description of the class. */
    public static void main(String[] arguments) throws IOException {
        List<String> options = List.of(arguments);
        int log = options.indexOf("--maven-failed") + 1;
        boolean isGreen = new TestReport(Path.of(arguments[0]), System.out)
                .print(
                        Path.of(arguments[1]),
                        options.contains("--all-modules"),
                        log == 0 ? List.of() : mavenErrors(Path.of(options.get(log))));
        System.exit(isGreen ? 0 : 1);
    }

    /**
     * Reads the reports and prints the summary.
     *
     * @param mavenErrors Maven's errors; empty if it did not fail
     * @return whether the run succeeded
     */
    boolean print(Path stamp, boolean expectAll, List<String> mavenErrors) throws IOException {
        List<String> withoutReport = new ArrayList<>();
        FileTime began = Files.getLastModifiedTime(stamp);
        String pom = Files.readString(root.resolve("pom.xml"));
        for (Matcher module = MODULE.matcher(pom); module.find(); ) {
            int before = cases;
            for (Path report : reports(module.group(1))) {
                if (Files.getLastModifiedTime(report).compareTo(began) > 0) {
                    read(module.group(1), report);
                }
            }
            if (expectAll && cases == before && hasTests(module.group(1))) {
                withoutReport.add(module.group(1));
            }
        }
        printSlowest();
        printSkips();
        return printEnd(withoutReport, mavenErrors);
    }

    private List<Path> reports(String module) throws IOException {
        Path target = root.resolve(module).resolve("target");
        List<Path> reports = new ArrayList<>(files(target.resolve("surefire-reports"), "TEST-.*\\.xml"));
        reports.addAll(files(target.resolve("failsafe-reports"), "TEST-.*\\.xml"));
        return reports;
    }

    private boolean hasTests(String module) throws IOException {
        return !files(root.resolve(module).resolve("src/test/java"), ".*(Test|IT)\\.java")
                .isEmpty();
    }

    private static List<Path> files(Path folder, String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .sorted()
                    .toList();
        }
    }

    /** Reads one report: a test class and its cases. A truncated report is from a test process that was killed. */
    private void read(String module, Path file) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            String test = "";
            boolean isPassed = false;
            int before = cases;
            while (xml.hasNext()) {
                xml.next();
                switch (xml.isStartElement() ? xml.getLocalName() : "") {
                    case "testsuite" -> classes.add(testClass(module, xml));
                    case "testcase" -> {
                        test = (attribute(xml, "classname") + "." + attribute(xml, "name")).replaceFirst("\\.$", "");
                        isPassed = true;
                        cases++;
                        passed++;
                    }
                    case "failure", "error", "skipped" -> {
                        if (isPassed) {
                            isPassed = false;
                            passed--;
                            notPassed(test, xml);
                        }
                    }
                    default -> {
                        // Properties and output.
                    }
                }
            }
            if (cases == before) {
                skip("the class was left before its first test: " + file.getFileName());
            }
        } catch (XMLStreamException e) {
            failures.add(new Failure(
                    file.getFileName().toString(), List.of("report is not readable: " + cut(e.toString()))));
        }
    }

    private static TestClass testClass(String module, XMLStreamReader xml) {
        return new TestClass(
                module,
                attribute(xml, "name").replaceFirst("^io\\.holdfast\\.", ""),
                Integer.parseInt(attribute(xml, "tests")),
                Double.parseDouble(attribute(xml, "time").replace(",", "")));
    }

    private void notPassed(String test, XMLStreamReader xml) throws XMLStreamException {
        String message = attribute(xml, "message");
        if (xml.getLocalName().equals("skipped")) {
            String reason = message.isBlank() ? xml.getElementText() : message;
            skip(ASSUMPTION
                    .matcher(reason.lines().findFirst().orElse("no reason given"))
                    .replaceFirst(""));
        } else {
            failures.add(new Failure(test, shortened(message, xml.getElementText())));
        }
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /** The beginning of the message, and the first stack frame in Holdfast's code. */
    private static List<String> shortened(String message, String trace) {
        Stream<String> beginning = (message.isBlank() ? trace : message)
                .lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("at "))
                .limit(MESSAGE_LINES);
        Stream<String> place = trace.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("at ") && line.contains("io.holdfast."))
                .limit(1);
        return Stream.concat(beginning, place).map(TestReport::cut).toList();
    }

    private static String cut(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "…";
    }

    private void skip(String reason) {
        Skipped one = new Skipped(1, reason.endsWith(WITH_CASES), "");
        skipped++;
        Matcher missing = MISSING.matcher(reason);
        boolean isMissing = false;
        while (missing.find()) {
            isMissing = true;
            missingPrograms.merge(
                    missing.group(1), one.with(Objects.requireNonNullElse(missing.group(2), "")), Skipped::plus);
        }
        if (!isMissing) {
            otherSkips.merge(cut(reason), one, Skipped::plus);
        }
    }

    private void printSlowest() {
        out.println("slowest test classes");
        out.printf("  %-18s %-56s %6s %8s%n", "module", "class", "tests", "seconds");
        classes.stream()
                .sorted(Comparator.comparingDouble(TestClass::seconds).reversed())
                .limit(SLOWEST)
                .map(one -> String.format(
                        Locale.ROOT, "  %-18s %-56s %6d %8.1f", one.module, one.name, one.tests, one.seconds))
                .forEach(out::println);
        out.println(cases + " test cases in " + classes.size() + " classes");
    }

    private void printSkips() {
        if (!missingPrograms.isEmpty()) {
            out.println("skipped because a program is missing");
            missingPrograms.forEach(
                    (program, skips) -> out.printf("  %-38s %-18s %s%n", program, skips.count(), skips.hint));
        }
        if (!otherSkips.isEmpty()) {
            out.println("skipped for other reasons");
            otherSkips.forEach((reason, skips) -> out.printf("  %-18s %s%n", skips.count(), reason));
        }
    }

    private boolean printEnd(List<String> withoutReport, List<String> mavenErrors) {
        String sum = "%d passed, %d failed, %d skipped".formatted(passed, failures.size(), skipped);
        boolean hasRun = passed + failures.size() > 0;
        if (hasRun && failures.isEmpty() && withoutReport.isEmpty() && mavenErrors.isEmpty()) {
            out.println(sum);
            return true;
        }
        out.println("RED: " + sum + (hasRun ? "" : "; no test was executed"));
        withoutReport.forEach(module -> out.println("no test was executed in module " + module));
        for (Failure failure : failures) {
            out.println(failure.test);
            failure.lines.forEach(line -> out.println("    " + line));
        }
        if (failures.isEmpty()) {
            mavenErrors.forEach(out::println);
        }
        return false;
    }

    /** The first errors in Maven's output, which may contain bytes that are not UTF-8. */
    private static List<String> mavenErrors(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            List<String> errors = lines.filter(line -> line.startsWith("[ERROR]"))
                    .limit(MAVEN_LINES)
                    .map(line -> cut(new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)))
                    .toList();
            return errors.isEmpty() ? List.of("Maven failed; its output is in " + log) : errors;
        }
    }
}
