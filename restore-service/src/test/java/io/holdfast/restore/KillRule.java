package io.holdfast.restore;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.byteman.agent.Main;

/**
 * {@code kill -9} to the service at an exact place of its code, by an agent that only tests load.
 *
 * @param type simple name of the class, for showing
 * @param rule Byteman's class, method and condition
 */
record KillRule(String type, String rule) {

    /** Only in a first attempt: whoever takes over may be prepared for the next death already. */
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

    /** When it has been written down that this step begins. */
    static KillRule asStepBegins(String step) {
        return new KillRule("as " + step + " begins", """
                CLASS io.holdfast.restore.postgres.RestoreStepLog
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

    /** The JVM argument that brings it. */
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
