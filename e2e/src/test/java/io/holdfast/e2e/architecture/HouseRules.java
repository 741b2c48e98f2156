package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is true of every room. A room's architecture test adds what is true of that room alone. */
abstract class HouseRules {

    /** Where backups lie; only some may write there, and fewer may delete. */
    protected static final String DESTINATION = "io.holdfast.store.Destination";

    protected final JavaClasses room;
    private final JavaClasses tests;

    /** @param room the package with everything of the room in it, such as {@code io.holdfast.dump} */
    protected HouseRules(String room) {
        this(Rooms.main(room), Rooms.tests(room));
    }

    HouseRules(JavaClasses room, JavaClasses tests) {
        this.room = room;
        this.tests = tests;
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

    /**
     * What lies under a name now may lie over the copy that the books know. Whoever reads a copy of the books names its version; these
     * read companions, or what the books do not know yet.
     */
    @Test
    public void copies_are_read_in_their_recorded_version() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.holdfast.store..")
                .and()
                .haveNameNotMatching(
                        ".*\\.(CompanionReadResult|ManifestReader|MissingRoles|SealedArtifactReader|DestinationForeignDumps|ManifestScanner"
                                + "|DestinationCopyTransfer|VerifierSelfTest)")
                .should(readWithoutVersion(DESTINATION, "stat", 1))
                .orShould(readWithoutVersion(DESTINATION, "open", 1))
                .orShould(readWithoutVersion("io.holdfast.store.RehashArtifact", "of", 2))
                .allowEmptyShould(true)
                .check(room);
    }

    private static ArchCondition<JavaClass> readWithoutVersion(String owner, String method, int parameters) {
        return ArchConditions.accessTargetWhere(DescribedPredicate.describe(
                "use " + owner + "." + method + " without a version",
                access -> access.getName().equals(method)
                        && access.getTargetOwner().isAssignableTo(owner)
                        && access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                        && target.getRawParameterTypes().size() == parameters));
    }

    /** Calls the method or hands it on ({@code Secret::reveal}), also by the name of a subtype. */
    protected static ArchCondition<JavaClass> use(Class<?> owner, String method) {
        return use(owner.getName(), method);
    }

    /** @param owner the full name of a class that this room cannot see */
    protected static ArchCondition<JavaClass> use(String owner, String method) {
        return ArchConditions.accessTargetWhere(DescribedPredicate.describe(
                "use " + owner + "." + method,
                access -> access.getName().equals(method)
                        && access.getTargetOwner().isAssignableTo(owner)));
    }
}
