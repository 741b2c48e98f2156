package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

class NotifyServiceTest extends ServiceRules {

    NotifyServiceTest() {
        super("io.holdfast.notify", "io.holdfast.notify.notifying");
    }

    @Test
    void consumers_only_store() {
        noClasses()
                .that()
                .resideInAPackage("io.holdfast.notify.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.holdfast.notify.webhook..", "io.holdfast.notify.mail..", "io.holdfast.notify.worker..")
                .check(module);
    }

    @Test
    void this_service_publishes_nothing() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo("io.holdfast.events.log.Outbox")
                .check(module);
    }
}
