package io.holdfast.localstack.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.localstack.SourceCheckoutLocator;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

class NeedsProgramTest {

    private static final Pattern INSTALLED = Pattern.compile("\\b([a-z]+):([a-z0-9-]+)\\b");

    /** Not run as a test class, because its name does not end in Test. */
    @NeedsProgram({"sh", "no-such-program"})
    static final class WithoutCases {

        @Test
        void one() {}

        @Test
        @NeedsProgram("sh")
        void other() {}
    }

    @NeedsProgram("no-such-program")
    static final class WithCases {

        @Test
        void one() {}

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void several(int number) {
            assertThat(number).isPositive();
        }
    }

    @Test
    void a_skipped_class_names_the_missing_programs_alone() {
        ConditionEvaluationResult result = evaluated(WithoutCases.class);

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).hasValue("missing program: no-such-program (apt-get install no-such-program)");
    }

    @Test
    void a_skip_that_stands_for_several_cases_is_marked() {
        assertThat(evaluated(WithCases.class).getReason().orElseThrow()).endsWith(" [with all cases]");
    }

    @Test
    void a_test_whose_program_is_installed_runs() throws NoSuchMethodException {
        AnnotatedElement test = WithoutCases.class.getDeclaredMethod("other");

        assertThat(evaluated(test).isDisabled()).isFalse();
    }

    @Test
    void an_assumption_gives_the_same_reason() {
        assertThatThrownBy(() -> RequiredProgramCheck.assume("sh", "no-such-program"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("missing program: no-such-program (apt-get install no-such-program)");
        assertThatThrownBy(() -> RequiredProgramCheck.assume("kafkajs", false))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("missing program: kafkajs (npm install kafkajs)");
        assertThatCode(() -> RequiredProgramCheck.assume("sh")).doesNotThrowAnyException();
    }

    @Test
    void the_launcher_installs_the_packages_that_the_reasons_name() throws IOException {
        String line = Files.readString(SourceCheckoutLocator.find().root().resolve("holdfast"))
                .lines()
                .filter(candidate -> candidate.startsWith("readonly test_programs="))
                .findFirst()
                .orElseThrow();
        Map<String, String> installed = INSTALLED
                .matcher(line)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));

        assertThat(installed)
                .isNotEmpty()
                .allSatisfy((program, debianPackage) ->
                        assertThat(RequiredProgramCheck.hint(program)).startsWith("apt-get install " + debianPackage));
    }

    private static ConditionEvaluationResult evaluated(AnnotatedElement element) {
        ExtensionContext context = (ExtensionContext) Proxy.newProxyInstance(
                NeedsProgramTest.class.getClassLoader(),
                new Class<?>[] {ExtensionContext.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getElement");
                    return Optional.of(element);
                });
        return new NeedsProgramCondition().evaluateExecutionCondition(context);
    }
}
