package io.holdfast.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every program that starts Java sets a locale in which Java can represent every file name, unless the user has set
 * one.
 */
class LocaleOfLaunchersTest {

    private static final String PRINT = "#!/bin/sh\necho \"${LC_ALL:-}|${LANG:-}\"\n";

    @TempDir
    Path jdk;

    @BeforeEach
    void java_and_maven_print_their_locale() throws Exception {
        Path bin = Files.createDirectory(jdk.resolve("bin"));
        for (String program : List.of("java", "javac", "mvn")) {
            Path file = Files.writeString(bin.resolve(program), PRINT);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25\"\n");
    }

    @ParameterizedTest
    @CsvSource({
        "HOME, /, C.UTF-8|",
        "LANG, C, C.UTF-8|C",
        "LC_ALL, POSIX, C.UTF-8|",
        "LANG, C.UTF-8, |C.UTF-8",
        "LC_ALL, C.UTF-8, C.UTF-8|"
    })
    void scripts_set_it_where_it_would_be_ascii(String name, String value, String locale) throws Exception {
        assertThat(printed(Map.of(name, value), "deploy/release/holdfast")).isEqualTo(locale);
        assertThat(printed(Map.of(name, value), "holdfast", "maven")).isEqualTo(locale);
    }

    @Test
    void images_have_it() throws Exception {
        String runtime = Files.readString(Kustomization.ROOT.resolve("deploy/images/Dockerfile"));

        assertThat(runtime.substring(runtime.indexOf(" AS runtime"), runtime.indexOf(" AS training")))
                .contains("LANG=C.UTF-8");
    }

    private String printed(Map<String, String> environment, String script, String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(
                List.of(Kustomization.ROOT.resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", jdk.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed.strip();
    }
}
