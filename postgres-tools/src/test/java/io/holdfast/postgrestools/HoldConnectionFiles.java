package io.holdfast.postgrestools;

import java.nio.file.Path;
import java.util.List;

/** A separate JVM: {@code hold} writes connection files and waits to be killed; {@code look} starts a program, and ends. */
final class HoldConnectionFiles {

    private HoldConnectionFiles() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("hold")) {
            LibpqConnectionFiles files = LibpqConnectionFiles.write(
                    DatabaseConnection.to("db.example", 5432, "backup", "app").withPassword(Secret.of("s3cret")));
            System.out.println(Path.of(files.variables().get("PGSERVICEFILE")).getParent());
            System.in.read();
        } else {
            System.out.println(
                    ProgramLauncher.printed(List.of("/bin/echo", "ready")).orElse(""));
        }
    }
}
