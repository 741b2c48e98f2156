package io.holdfast.e2e.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.byteman.agent.Main;

/**
 * Kills a service with {@code kill -9} at an exact step. The step is a method of the production code. An agent that
 * only tests load injects the fault, so production code has no fault points.
 *
 * @param type fully qualified class
 * @param method its name
 * @param where {@code ENTRY} or {@code EXIT}
 */
record KillFault(String type, String method, String where) {

    static KillFault at(String type, String method) {
        return new KillFault(type, method, "ENTRY");
    }

    static KillFault after(String type, String method) {
        return new KillFault(type, method, "EXIT");
    }

    /** The JVM argument that injects the fault. */
    String jvmArgument() {
        try {
            Path script = Files.createTempFile("fault", ".btm");
            Files.writeString(script, rule());
            script.toFile().deleteOnExit();
            return "-javaagent:" + agent() + "=script:" + script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String rule() {
        return """
            RULE kill -9
            CLASS %s
            METHOD %s
            AT %s
            IF TRUE
            DO java.lang.Runtime.getRuntime().exec("kill -9 " + java.lang.ProcessHandle.current().pid()).waitFor()
            ENDRULE
            """.formatted(type, method, where);
    }

    private static File agent() {
        return new File(
                Main.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    @Override
    public String toString() {
        return (where.equals("ENTRY") ? "before " : "after ") + type.substring(type.lastIndexOf('.') + 1) + "."
                + method;
    }
}
