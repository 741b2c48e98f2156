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

/** Rules for every module. A module's architecture test adds its own rules. */
abstract class ModuleRules {

    /** The interface to the destinations. Only some modules may write there, and fewer may delete. */
    protected static final String DESTINATION = "io.holdfast.store.Destination";

    protected final JavaClasses module;
    private final JavaClasses tests;

    /** @param module the root package of the module, such as {@code io.holdfast.dump} */
    protected ModuleRules(String module) {
        this(ModuleClasses.main(module), ModuleClasses.tests(module));
    }

    ModuleRules(JavaClasses module, JavaClasses tests) {
        this.module = module;
        this.tests = tests;
    }

    @Test
    public void names_say_what_a_class_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .check(module);
    }

    @Test
    public void tests_wait_for_conditions_and_never_sleep() {
        noClasses()
                .should(use(Thread.class, "sleep"))
                .orShould(use(TimeUnit.class, "sleep"))
                .check(tests);
    }

    /**
     * The object with this name may have replaced the recorded copy. Code that reads a recorded copy must pass its
     * version. These classes read companions, or copies that are not recorded yet.
     */
    @Test
    public void copies_are_read_in_their_recorded_version() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.holdfast.store..")
                .and()
                .haveNameNotMatching(
                        ".*\\.(CompanionFileReadResult|ManifestReader|CreateMissingRoles|SealedArtifactVerifier|DestinationUnmanagedDumpStore|ManifestScanner"
                                + "|DestinationArtifactCopier|VerifierSelfTest)")
                .should(readWithoutVersion(DESTINATION, "stat", 1))
                .orShould(readWithoutVersion(DESTINATION, "open", 1))
                .orShould(readWithoutVersion("io.holdfast.store.RehashArtifact", "of", 2))
                .allowEmptyShould(true)
                .check(module);
    }

    private static ArchCondition<JavaClass> readWithoutVersion(String owner, String method, int parameters) {
        return ArchConditions.accessTargetWhere(DescribedPredicate.describe(
                "use " + owner + "." + method + " without a version",
                access -> access.getName().equals(method)
                        && access.getTargetOwner().isAssignableTo(owner)
                        && access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                        && target.getRawParameterTypes().size() == parameters));
    }

    /** Calls the method or passes it on ({@code Secret::reveal}), also by the name of a subtype. */
    protected static ArchCondition<JavaClass> use(Class<?> owner, String method) {
        return use(owner.getName(), method);
    }

    /** @param owner the full name of a class that this module does not depend on */
    protected static ArchCondition<JavaClass> use(String owner, String method) {
        return ArchConditions.accessTargetWhere(DescribedPredicate.describe(
                "use " + owner + "." + method,
                access -> access.getName().equals(method)
                        && access.getTargetOwner().isAssignableTo(owner)));
    }
}
