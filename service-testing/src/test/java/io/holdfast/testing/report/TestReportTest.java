package io.holdfast.testing.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportTest {

    private static final String PASSED = "<testcase name=\"works\" classname=\"io.holdfast.a.ATest\" time=\"0.1\"/>";
    private static final Instant STAMP = Instant.parse("2026-05-18T02:00:00Z");

    @TempDir
    Path root;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private boolean isGreen;

    @BeforeEach
    void a_checkout_of_two_modules_with_tests_and_one_without() throws IOException {
        Files.writeString(root.resolve("pom.xml"), """
            <project><modules>
              <module>a</module>
              <module>stack/b</module>
              <module>without-tests</module>
            </modules></project>
            """);
        for (String source : List.of("a/src/test/java/x/ATest.java", "stack/b/src/test/java/BIT.java")) {
            write(source, "");
        }
        Files.setLastModifiedTime(write("stamp", ""), FileTime.from(STAMP));
    }

    @Test
    void a_successful_run_ends_with_its_summary() throws IOException {
        surefire("a", "ATest", PASSED, skipped("b", "needs root"));
        failsafe("stack/b", "BIT", PASSED);

        assertThat(report()).last().isEqualTo("2 passed, 0 failed, 1 skipped");
        assertThat(isGreen).isTrue();
    }

    @Test
    void a_failure_is_printed_last_with_the_beginning_of_its_message_and_its_stack_frame() throws IOException {
        surefire("a", "ATest", PASSED, """
            <testcase name="fails" classname="io.holdfast.a.ATest" time="0.1">
              <failure message="expected: 1&#10;&#10; but was: 2" type="x"><![CDATA[java.lang.AssertionError: expected: 1
                at org.assertj.Inside.fail(Inside.java:1)
                at io.holdfast.a.ATest.fails(ATest.java:7)
                at io.holdfast.a.ATest.other(ATest.java:9)
            ]]></failure>
              <system-out><![CDATA[much output]]></system-out>
            </testcase>
            """);

        assertThat(report())
                .endsWith(
                        "RED: 1 passed, 1 failed, 0 skipped",
                        "io.holdfast.a.ATest.fails",
                        "    expected: 1",
                        "     but was: 2",
                        "    at io.holdfast.a.ATest.fails(ATest.java:7)");
        assertThat(isGreen).isFalse();
    }

    @Test
    void a_class_that_cannot_begin_is_an_error_without_a_method() throws IOException {
        surefire(
                "a",
                "ATest",
                "<testcase name=\"\" classname=\"io.holdfast.a.ATest\"><error message=\"no broker\"/></testcase>");

        assertThat(report()).endsWith("io.holdfast.a.ATest", "    no broker");
    }

    @Test
    void skips_are_counted_for_each_missing_program_and_for_each_other_reason() throws IOException {
        surefire(
                "a",
                "ATest",
                PASSED,
                skipped(
                        "one",
                        "missing program: kcat (apt-get install kcat); missing program: jq (apt-get install jq)"),
                skipped("two", "missing program: kcat (apt-get install kcat)"),
                skipped("each", "missing program: container engine (apt-get install podman) [with all cases]"),
                "<testcase name=\"five\" classname=\"A\"><skipped type=\"x\"><![CDATA[org.opentest4j.TestAbortedException:"
                        + " missing program: node (apt-get install nodejs)\n  at x.Y]]></skipped></testcase>",
                skipped("three", "mounting needs root&#10;more"),
                skipped("four", "mounting needs root"));

        assertThat(report())
                .anyMatch(line -> line.matches(" +kcat +2 tests +apt-get install kcat"))
                .anyMatch(line -> line.matches(" +jq +1 test +apt-get install jq"))
                .anyMatch(line -> line.matches(" +container engine +at least 1 test +apt-get install podman"))
                .anyMatch(line -> line.matches(" +node +1 test +apt-get install nodejs"))
                .anyMatch(line -> line.matches(" +2 tests +mounting needs root"))
                .endsWith("1 passed, 0 failed, 6 skipped");
    }

    @Test
    void a_class_that_was_left_before_its_first_test_is_a_skip() throws IOException {
        surefire("a", "ATest", PASSED);
        surefire("a", "BTest");

        assertThat(report())
                .anyMatch(line -> line.matches(" +1 test +the class was left before its first test: TEST-BTest.xml"))
                .endsWith("1 passed, 0 failed, 1 skipped");
    }

    @Test
    void a_module_whose_tests_left_no_report_is_red_if_all_are_expected() throws IOException {
        surefire("a", "ATest", PASSED);

        assertThat(print(true))
                .endsWith("RED: 1 passed, 0 failed, 0 skipped", "no test was executed in module stack/b");
        assertThat(isGreen).isFalse();
    }

    @Test
    void a_report_from_before_the_run_does_not_count() throws IOException {
        Path old = surefire("a", "ATest", PASSED);
        Files.setLastModifiedTime(old, FileTime.from(STAMP.minusSeconds(1)));

        assertThat(report()).last().isEqualTo("RED: 0 passed, 0 failed, 0 skipped; no test was executed");
        assertThat(isGreen).isFalse();
    }

    @Test
    void a_run_with_skipped_tests_only_fails() throws IOException {
        surefire("a", "ATest", skipped("one", "why"));

        assertThat(report()).last().isEqualTo("RED: 0 passed, 0 failed, 1 skipped; no test was executed");
    }

    @Test
    void a_report_that_ends_early_is_a_failure() throws IOException {
        Files.writeString(surefire("a", "ATest", PASSED), "<testsuite name=");

        assertThat(report()).anyMatch(line -> line.equals("TEST-ATest.xml"));
        assertThat(isGreen).isFalse();
    }

    @Test
    void mavens_errors_are_printed_if_no_test_failed() throws IOException {
        surefire("a", "ATest", PASSED);

        assertThat(print(false, "[ERROR] ATest.java:[3,1] not a statement"))
                .endsWith("RED: 1 passed, 0 failed, 0 skipped", "[ERROR] ATest.java:[3,1] not a statement");
        assertThat(isGreen).isFalse();
    }

    @Test
    void an_entity_of_a_document_type_is_not_read() throws IOException {
        Path file = surefire("a", "ATest");
        Files.writeString(file, """
            <!DOCTYPE testsuite [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
            <testsuite name="ATest" tests="1" time="0"><testcase name="a" classname="A"><failure>&secret;</failure></testcase></testsuite>
            """);

        assertThat(report()).anyMatch(line -> line.contains("TEST-ATest.xml") || line.equals("A.a"));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .doesNotContain(Files.readString(Path.of("/etc/hostname")).strip());
    }

    @Test
    void the_slowest_classes_come_first_and_no_more_than_twenty() throws IOException {
        for (int i = 10; i < 40; i++) {
            write(
                    "a/target/surefire-reports/TEST-T" + i + ".xml",
                    "<testsuite name=\"io.holdfast.T" + i + "\" tests=\"1\" time=\"1,0" + i + ".5\">" + PASSED
                            + "</testsuite>");
        }

        List<String> lines = report();

        assertThat(lines.get(2)).matches(" +a +T39 +1 +1039\\.5");
        assertThat(lines.get(21)).contains("T20");
        assertThat(lines.get(22)).isEqualTo("30 test cases in 30 classes");
    }

    private List<String> report() throws IOException {
        return print(false);
    }

    private List<String> print(boolean expectAll, String... mavenErrors) throws IOException {
        isGreen = new TestReport(root, new PrintStream(printed, true, StandardCharsets.UTF_8))
                .print(root.resolve("stamp"), expectAll, List.of(mavenErrors));
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static String skipped(String name, String reason) {
        return "<testcase name=\"" + name + "\" classname=\"io.holdfast.a.ATest\"><skipped message=\"" + reason
                + "\"/></testcase>";
    }

    private Path surefire(String module, String name, String... cases) throws IOException {
        return suite(module + "/target/surefire-reports", name, cases);
    }

    private void failsafe(String module, String name, String... cases) throws IOException {
        suite(module + "/target/failsafe-reports", name, cases);
    }

    private Path suite(String folder, String name, String... cases) throws IOException {
        return write(
                folder + "/TEST-" + name + ".xml",
                "<?xml version=\"1.0\"?><testsuite name=\"io.holdfast." + name + "\" tests=\"" + cases.length
                        + "\" time=\"0.5\"><properties><property name=\"a\" value=\"b\"/></properties>"
                        + String.join("", cases) + "</testsuite>");
    }

    private Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, text);
    }
}
