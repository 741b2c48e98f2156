package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import org.junit.jupiter.api.Test;

/** Rules for every service: a module with a domain package that is named after its activity. */
abstract class ServiceRules extends ModuleRules {

    private final String domain;

    /** @param domain the domain package, such as {@code io.holdfast.dump.dumping} */
    protected ServiceRules(String module, String domain) {
        super(module);
        this.domain = domain;
    }

    ServiceRules(JavaClasses module, JavaClasses tests, String domain) {
        super(module, tests);
        this.domain = domain;
    }

    @Test
    public void the_domain_depends_only_on_the_jdk_and_the_contract() {
        classes()
                .that()
                .resideInAPackage(domain + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        domain + "..",
                        "io.holdfast.events",
                        "io.holdfast.restoreengine.contents",
                        "io.holdfast.settings.schedule",
                        "io.holdfast.settings.sink",
                        "java..",
                        "org.jspecify..")
                .check(module);
    }

    @Test
    public void time_comes_from_an_injected_clock() {
        noClasses()
                .should(ArchConditions.accessTargetWhere(
                        DescribedPredicate.describe("read the system clock", ServiceRules::readsSystemClock)))
                .check(module);
    }

    private static boolean readsSystemClock(JavaAccess<?> access) {
        String target = access.getTargetOwner().getName() + "." + access.getName();
        return target.equals("java.lang.System.currentTimeMillis")
                || target.startsWith("java.time.Clock.system")
                || (target.matches("java\\.time\\.\\w+\\.now") && hasNoParameters(access.getTarget()));
    }

    private static boolean hasNoParameters(AccessTarget target) {
        return target instanceof CodeUnitAccessTarget method
                && method.getRawParameterTypes().isEmpty();
    }

    @Test
    public void dependencies_are_injected_by_the_constructor() {
        noFields().should().beAnnotatedWith("jakarta.inject.Inject").check(module);
    }

    @Test
    public void programs_are_run_in_postgres_tools() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould(use(Runtime.class, "exec"))
                .check(module);
    }
}
