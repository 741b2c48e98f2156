package io.holdfast.e2e.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A simple class name is unique over all modules, so that a search for it finds one class. */
class ClassNamesTest {

    private static final String ROOT = "io.holdfast.";

    /** With the reason for each. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "BackupEventsConsumer", "the same thing in the same place of each service",
            "OperatorRequestsConsumer", "the same thing in the same place of each service",
            "ClientProgramsCheckup", "one check of doctor in several services, which may not import each other");

    @Test
    void no_two_modules_have_a_class_of_the_same_name() {
        Map<String, Set<String>> modulesByName = ModuleClasses.main("io.holdfast").stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(
                        JavaClass::getSimpleName,
                        TreeMap::new,
                        mapping(ClassNamesTest::module, toCollection(TreeSet::new))));

        modulesByName.values().removeIf(modules -> modules.size() < 2);

        assertThat(modulesByName).containsOnlyKeys(EXCEPTIONS.keySet());
    }

    private static String module(JavaClass type) {
        String name = type.getPackageName().substring(ROOT.length());
        return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    }
}
