package io.holdfast.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.byteman.agent.Main;

/** A Byteman rule that kills the service with {@code kill -9} at an exact point of its code. */
final class KillRule {

    private KillRule() {}

    /** Returns the JVM argument that kills the service after this method has returned. */
    static String after(String type, String method) {
        return after(type, method, "true");
    }

    /** @param condition Byteman condition; {@code $!} is the return value */
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
