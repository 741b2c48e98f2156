package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.holdfast.localstack.SourceCheckoutLocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes of all modules, read once for all rules, because reading takes longer than checking. */
final class ModuleClasses {

    private static final JavaClasses MAIN = read("classes");
    private static final JavaClasses TESTS = read("test-classes");

    private ModuleClasses() {}

    /** @param module the root package of the module, such as {@code io.holdfast.dump} */
    static JavaClasses main(String module) {
        return MAIN.that(resideInAPackage(module + ".."));
    }

    /** The tests of a module, with the same package. */
    static JavaClasses tests(String module) {
        return TESTS.that(resideInAPackage(module + ".."));
    }

    private static JavaClasses read(String kind) {
        try (Stream<Path> modules = Files.list(SourceCheckoutLocator.find().root())) {
            List<Path> folders = modules.map(module -> module.resolve("target").resolve(kind))
                    .filter(Files::isDirectory)
                    .toList();
            return new ClassFileImporter().importPaths(folders);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
