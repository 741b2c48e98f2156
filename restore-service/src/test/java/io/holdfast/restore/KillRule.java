package io.holdfast.restore;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.byteman.agent.Main;

/**
 * Kills the service with {@code kill -9} at an exact place in its code, with an agent that only tests load.
 *
 * @param type simple name of the class, for display
 * @param rule Byteman class, method and condition
 */
record KillRule(String type, String rule) {

    /** Applies only to a first attempt, because the next worker may already have a rule for the next kill. */
    private static final String FIRST_ATTEMPT = """
            RULE first attempt
            CLASS io.holdfast.restore.worker.ExecuteRestore
            METHOD carryOut
            AT ENTRY
            IF $1.attempt() == 1
            DO flag("first")
            ENDRULE
            RULE another attempt
            CLASS io.holdfast.restore.worker.ExecuteRestore
            METHOD carryOut
            AT ENTRY
            IF $1.attempt() > 1
            DO clear("first")
            ENDRULE
            """;

    /** When the start of this step has been recorded. */
    static KillRule asStepBegins(String step) {
        return new KillRule("as " + step + " begins", """
                CLASS io.holdfast.restore.postgres.RestoreStepRepository
                METHOD begins
                AT EXIT
                IF flagged("first") AND $2.equals("%s")
                """.formatted(step));
    }

    static KillRule at(String type, String method, String where) {
        return new KillRule(
                (where.equals("ENTRY") ? "before " : "after ") + type.substring(type.lastIndexOf('.') + 1) + "."
                        + method,
                "CLASS %s%nMETHOD %s%nAT %s%nIF flagged(\"first\")%n".formatted(type, method, where));
    }

    /** The JVM argument that loads the rule. */
    String jvmArgument() {
        try {
            Path script = Files.createTempFile("death", ".btm");
            Files.writeString(
                    script,
                    FIRST_ATTEMPT + "RULE kill -9\n" + rule
                            + "DO java.lang.Runtime.getRuntime().exec(\"kill -9 \" +"
                            + " java.lang.ProcessHandle.current().pid()).waitFor()\nENDRULE\n");
            script.toFile().deleteOnExit();
            return "-javaagent:"
                    + new File(Main.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    + "=script:" + script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return type;
    }
}
