package io.holdfast.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.byteman.agent.Main;

/** {@code kill -9} to the service at an exact place of its code, by an agent that only tests load. */
final class KillRule {

    private KillRule() {}

    /** The JVM argument that brings it when this method of a class of the service has returned. */
    static String after(String type, String method) {
        return after(type, method, "true");
    }

    /** @param condition in Byteman's words; {@code $!} is what the method returned */
    static String after(String type, String method, String condition) {
        try {
            Path script = Files.createTempFile("death", ".btm");
            Files.writeString(script, """
                    RULE kill -9
                    CLASS io.holdfast.notify.%s
                    METHOD %s
                    AT EXIT
                    IF %s
                    DO java.lang.Runtime.getRuntime().exec("kill -9 " + java.lang.ProcessHandle.current().pid()).waitFor()
                    ENDRULE
                    """.formatted(type, method, condition));
            script.toFile().deleteOnExit();
            return "-javaagent:"
                    + Main.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath() + "=script:" + script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
