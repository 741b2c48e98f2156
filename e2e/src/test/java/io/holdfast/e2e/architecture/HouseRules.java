package io.holdfast.localstack.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is true of every room. A room's architecture test adds what is true of that room alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // classes are read once, not once a rule
public abstract class HouseRules {

    protected final JavaClasses room;
    private final JavaClasses tests;

    /** @param room the package with everything of the room in it, such as {@code io.holdfast.dump} */
    protected HouseRules(String room) {
        this(read(room, new ImportOption.DoNotIncludeTests()), read(room, new ImportOption.OnlyIncludeTests()));
    }

    HouseRules(JavaClasses room, JavaClasses tests) {
        this.room = room;
        this.tests = tests;
    }

    private static JavaClasses read(String room, ImportOption option) {
        return new ClassFileImporter().withImportOption(option).importPackages(room);
    }

    @Test
    public void names_say_what_a_class_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .check(room);
    }

    @Test
    public void tests_wait_for_conditions_and_never_sleep() {
        noClasses()
                .should(use(Thread.class, "sleep"))
                .orShould(use(TimeUnit.class, "sleep"))
                .check(tests);
    }

    /** Calls the method or hands it on ({@code Secret::reveal}), also by the name of a subtype. */
    protected static ArchCondition<JavaClass> use(Class<?> owner, String method) {
        return ArchConditions.accessTargetWhere(DescribedPredicate.describe(
                "use " + owner.getSimpleName() + "." + method,
                access -> access.getName().equals(method)
                        && access.getTargetOwner().isAssignableTo(owner)));
    }
}
