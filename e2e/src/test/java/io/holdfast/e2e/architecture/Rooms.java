package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.holdfast.localstack.RepositoryCheckout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes of all rooms, read once for all rules, because reading takes longer than checking. */
final class Rooms {

    private static final JavaClasses MAIN = read("classes");
    private static final JavaClasses TESTS = read("test-classes");

    private Rooms() {}

    /** @param room the package with everything of the room in it, such as {@code io.holdfast.dump} */
    static JavaClasses main(String room) {
        return MAIN.that(resideInAPackage(room + ".."));
    }

    /** The tests of a room, by the same package. */
    static JavaClasses tests(String room) {
        return TESTS.that(resideInAPackage(room + ".."));
    }

    private static JavaClasses read(String kind) {
        try (Stream<Path> rooms = Files.list(RepositoryCheckout.find().root())) {
            List<Path> folders = rooms.map(room -> room.resolve("target").resolve(kind))
                    .filter(Files::isDirectory)
                    .toList();
            return new ClassFileImporter().importPaths(folders);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
