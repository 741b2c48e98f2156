package io.holdfast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The GitHub workflows run only programs of this checkout, with the fewest rights. */
class WorkflowsTest {

    private static final Path GITHUB = Checkout.ROOT.resolve(".github");
    private static final Pattern PINNED = Pattern.compile("[\\w.-]+/[\\w./-]+@[0-9a-f]{40}");
    private static final Pattern PROGRAM = Pattern.compile("(?m)^\\s*((?:\\./|deploy/|e2e/|bench/|\\.ci/)[\\w./-]+)");
    private static final Pattern HOLDFAST = Pattern.compile("(?m)^\\s*\\./holdfast (\\S+)(.*)$");
    private static final Pattern PROFILE = Pattern.compile("(?:--|-P)([a-z]+)");
    private static final Set<String> OWN_COMMANDS = Set.of("test", "maven");

    static Stream<Path> workflows() throws IOException {
        return yaml("workflows");
    }

    static Stream<Path> all() throws IOException {
        return Stream.concat(yaml("workflows"), yaml("actions"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void a_workflow_may_only_read_except_the_release_jobs_that_publish_and_sign(Path workflow) {
        JsonNode parsed = parsed(workflow);

        assertThat(parsed.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
        assertThat(parsed.path("jobs")).isNotEmpty();
        parsed.path("jobs")
                .propertyStream()
                .filter(job -> job.getValue().has("permissions"))
                .forEach(job -> assertThat(workflow.getFileName() + " " + job.getKey() + " "
                                + job.getValue().path("permissions"))
                        .isIn(
                                "release.yml release {\"contents\":\"write\"}",
                                "release.yml sign {\"id-token\":\"write\"}"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void an_action_is_pinned_to_a_commit_or_is_in_this_checkout(Path file) {
        assertThat(parsed(file).findValuesAsText("uses")).allSatisfy(action -> {
            if (action.startsWith("./")) {
                assertThat(Checkout.ROOT.resolve(action).resolve("action.yml")).exists();
            } else {
                assertThat(action).matches(PINNED);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_step_runs_only_programs_that_exist(Path file) {
        assertThat(scripts(file).flatMap(script -> PROGRAM.matcher(script).results()))
                .extracting(found -> Checkout.ROOT.resolve(found.group(1)))
                .allMatch(Files::isExecutable);
    }

    @ParameterizedTest
    @MethodSource("all")
    void holdfast_is_called_only_with_commands_and_profiles_that_exist(Path file) {
        String commands = Checkout.read(Checkout.module("cli").resolve("src/main/java/io/holdfast/cli/Commands.java"));
        String pom = Checkout.read(Checkout.ROOT.resolve("pom.xml"));

        List<MatchResult> calls = scripts(file)
                .flatMap(script -> HOLDFAST.matcher(script).results())
                .toList();

        assertThat(calls)
                .extracting(call -> call.group(1))
                .allMatch(command -> OWN_COMMANDS.contains(command) || commands.contains("\"" + command + "\""));
        assertThat(calls.stream()
                        .filter(call -> call.group(1).equals("test"))
                        .flatMap(call -> PROFILE.matcher(call.group(2)).results())
                        .map(profile -> profile.group(1)))
                .allMatch(profile -> pom.contains("<id>" + profile + "</id>"));
    }

    @Test
    void there_are_three_workflows() throws IOException {
        assertThat(workflows())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("nightly.yml", "pull-request.yml", "release.yml");
    }

    private static Stream<Path> yaml(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(GITHUB.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList().stream();
        }
    }

    private static Stream<String> scripts(Path file) {
        return parsed(file).findValuesAsText("run").stream();
    }

    private static JsonNode parsed(Path file) {
        try {
            return new YAMLMapper().readTree(Checkout.read(file));
        } catch (IOException e) {
            throw new AssertionError(file + " is not YAML", e);
        }
    }
}
