package io.holdfast.e2e.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.AccessTarget.Predicates.declaredIn;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.holdfast.events.Message;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The permitted dependencies in this module. Each rule was seen to fail once. */
class BackupEventsTest {

    private static final JavaClasses MODULE = ModuleClasses.main("io.holdfast.events");

    @Test
    void the_contract_depends_only_on_the_jdk_annotations_and_name_based_ids() {
        classes()
                .that()
                .resideInAPackage("io.holdfast.events")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "io.holdfast.events",
                        "org.jspecify.annotations",
                        "com.fasterxml.jackson.annotation",
                        "com.fasterxml.uuid.."))
                .check(MODULE);
    }

    @Test
    void the_codec_depends_neither_on_a_framework_nor_on_the_storage() {
        classes()
                .that()
                .resideInAPackage("io.holdfast.events.codec")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "io.holdfast.events",
                        "io.holdfast.events.codec",
                        "org.jspecify.annotations",
                        "com.fasterxml.jackson..",
                        "io.cloudevents..",
                        // This package parses a record; it must not depend on how the record arrived.
                        "org.apache.kafka.clients.consumer",
                        "org.apache.kafka.common.header.."))
                .check(MODULE);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("io.holdfast.events.(*)..").should().beFreeOfCycles().check(MODULE);
    }

    @Test
    void every_message_is_a_record_named_as_a_fact_or_a_request() {
        classes()
                .that()
                .implement(Message.class)
                .and()
                .areNotInterfaces()
                .should()
                .beAssignableTo(Record.class)
                .andShould(haveNamesOfFactsOrWishes())
                .check(MODULE);
    }

    @Test
    void no_class_has_a_meaningless_name() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|DTO|Dto)")
                .check(MODULE);
    }

    @Test
    void time_comes_from_a_clock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethodWhere(target(declaredIn(Clock.class))
                        .and(describe(
                                "makes a clock",
                                call -> call.getTarget().getName().startsWith("system")
                                        && !call.getOriginOwner()
                                                .getSimpleName()
                                                .equals("SystemClockProducer"))))
                .check(MODULE);
    }

    @Test
    void collaborators_are_injected_by_the_constructor() {
        noFields().should().beAnnotatedWith("jakarta.inject.Inject").check(MODULE);
    }

    private static ArchCondition<JavaClass> haveNamesOfFactsOrWishes() {
        return new ArchCondition<>("have the name of a fact or a request") {
            @Override
            public void check(JavaClass message, ConditionEvents events) {
                boolean fact = message.getSimpleName()
                        .matches("[A-Z]\\w+(ed|eld|Rebuilt|Missing|Expiring|Overdue|Impossible|Inconclusive)");
                events.add(new SimpleConditionEvent(
                        message, fact, message.getName() + " does not have the name of a fact or a request"));
            }
        };
    }
}
