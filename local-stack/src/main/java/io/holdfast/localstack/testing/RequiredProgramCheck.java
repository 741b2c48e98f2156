package io.holdfast.localstack.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs that some tests start and that are not part of a JDK, Maven or PostgreSQL. */
public final class RequiredProgramCheck {

    /** Folder with PostgreSQL 17's client programs, for hosts with older packages. */
    public static final String CLIENT_PROGRAMS = "HOLDFAST_VERIFY_CLIENT_PROGRAMS";

    /** The locale {@code de_DE.UTF-8}, in which a PostgreSQL server writes German messages. */
    public static final String GERMAN = "German locale";

    /** Ends the reason of a skip that may stand for several tests. */
    static final String WITH_CASES = " [with all cases]";

    private static final int OLDEST_KUBECTL = 27;
    private static final Pattern MINOR = Pattern.compile("\"minor\": *\"(\\d+)");
    private static final Pattern MAJOR = Pattern.compile(" (\\d+)");
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

    private RequiredProgramCheck() {}

    /**
     * Skips the rest of the test unless all of these programs are installed. Do not use it in {@code @BeforeAll}, whose
     * skips are not reported.
     */
    public static void assume(String... programs) {
        List<String> missing = missing(programs);
        if (!missing.isEmpty()) {
            Assumptions.abort(reason(missing));
        }
    }

    /** Skips the rest of the test unless the program is installed, if only the caller can detect it. */
    public static void assume(String program, boolean isInstalled) {
        if (!isInstalled) {
            Assumptions.abort(reason(List.of(program)));
        }
    }

    /** Whether it is installed, for a test that can do without it. */
    public static boolean has(String program) {
        return missing(program).isEmpty();
    }

    static List<String> missing(String... programs) {
        return Stream.of(programs)
                .filter(program -> !KNOWN.computeIfAbsent(program, RequiredProgramCheck::isInstalled))
                .toList();
    }

    /**
     * The form that the test report reads: {@code missing program: NAME (HOW TO INSTALL IT)}, separated by semicolons.
     */
    static String reason(List<String> missing) {
        return missing.stream()
                .map(program -> "missing program: " + program + " (" + hint(program) + ")")
                .collect(Collectors.joining("; "));
    }

    static String hint(String program) {
        return switch (program) {
            case "container engine" -> "apt-get install podman, or install Docker";
            case "docker compose" -> "apt-get install docker-compose";
            case GERMAN -> "apt-get install locales, then run localedef -i de_DE -f UTF-8 de_DE.UTF-8";
            case "kafkajs" -> "npm install kafkajs";
            case "kubectl" -> "apt-get install kubectl, 1.27 or newer";
            case "node" -> "apt-get install nodejs";
            case "PostgreSQL 17 client programs" -> "apt-get install postgresql-client-17, or set " + CLIENT_PROGRAMS;
            case "PostgreSQL client programs older than 17" -> "apt-get install postgresql-client-16";
            case "promtool" -> "apt-get install prometheus";
            case "root" -> "run the tests as root";
            default -> "apt-get install " + program;
        };
    }

    private static boolean isInstalled(String program) {
        return switch (program) {
            case "container engine" -> ContainerEngine.answers();
            case GERMAN ->
                output("locale", "-a").stream()
                        .flatMap(String::lines)
                        .anyMatch(locale -> locale.equalsIgnoreCase("de_DE.utf8"));
            case "docker compose" ->
                inPath("docker") && output("docker", "compose", "version").isPresent();
            case "kubectl" ->
                inPath("kubectl")
                        && number(MINOR, output("kubectl", "version", "--client", "-o", "json")) >= OLDEST_KUBECTL;
            case "PostgreSQL 17 client programs" ->
                clientFolders()
                        .map(folder -> folder.resolve("pg_restore"))
                        .filter(Files::isExecutable)
                        .anyMatch(restore -> number(MAJOR, output(restore.toString(), "--version")) >= 17);
            // Debian installs it into a folder that is only in root's PATH.
            case "pgbouncer" -> Files.isExecutable(Path.of("/usr/sbin", program)) || inPath(program);
            // Debian's own Python, because another one in the PATH does not find Debian's packages.
            case "python3-kafka" ->
                Files.isExecutable(PYTHON)
                        && output(PYTHON.toString(), "-c", "import kafka").isPresent();
            default -> inPath(program);
        };
    }

    static boolean inPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Stream<Path> clientFolders() {
        Stream<Path> named = Optional.ofNullable(System.getenv(CLIENT_PROGRAMS)).map(Path::of).stream();
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return named;
        }
        try (Stream<Path> folders = Files.list(versions)) {
            return Stream.concat(named, folders.map(version -> version.resolve("bin")).toList().stream());
        } catch (IOException e) {
            return named;
        }
    }

    private static int number(Pattern pattern, Optional<String> text) {
        return text.map(pattern::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.parseInt(found.group(1)))
                .orElse(0);
    }

    /** The program's standard output; empty if it fails. */
    private static Optional<String> output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(1, TimeUnit.MINUTES);
            process.destroyForcibly();
            return ended && process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
