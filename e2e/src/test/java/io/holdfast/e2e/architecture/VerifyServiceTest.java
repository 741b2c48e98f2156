package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

class VerifyServiceTest extends ServiceRules {

    VerifyServiceTest() {
        super("io.holdfast.verify", "io.holdfast.verify.verifying");
    }

    @Test
    void the_fair_order_depends_only_on_the_contract() {
        classes()
                .that()
                .resideInAPackage("io.holdfast.verify.drilling..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.holdfast.verify.drilling..", "io.holdfast.events", "java..", "org.jspecify..")
                .check(module);
    }

    @Test
    void consumers_only_store() {
        noClasses()
                .that()
                .resideInAPackage("io.holdfast.verify.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.holdfast.store..",
                        "io.holdfast.postgrestools..",
                        "io.holdfast.verify.storage..",
                        "io.holdfast.verify.scratch..")
                .check(module);
    }

    /**
     * One class writes them into the catalog, and one computes keyed ones. Everything shown or published uses the keyed
     * ones.
     */
    @Test
    void plain_fingerprints_stay_in_the_catalogue() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.holdfast.verify.postgres.TableFingerprintRepository")
                .and()
                .doNotHaveFullyQualifiedName("io.holdfast.verify.storage.FingerprintKey")
                .should(use("io.holdfast.restoreengine.contents.Fingerprint", "sum"))
                .check(module);
    }

    @Test
    void nothing_here_deletes_a_copy() {
        noClasses()
                .should(use(DESTINATION, "delete"))
                .orShould(use(DESTINATION, "sweep"))
                .check(module);
    }
}
