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

/** What may know what in this room. Each rule was seen to fail once. */
class BackupEventsTest {

    private static final JavaClasses ROOM = Rooms.main("io.holdfast.events");

    @Test
    void the_vocabulary_knows_the_jdk_annotations_and_name_based_ids_only() {
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
                .check(ROOM);
    }

    @Test
    void the_codec_knows_no_framework_and_not_how_the_books_are_kept() {
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
                        // A record as it comes is taken apart here; how it came is nobody's business here.
                        "org.apache.kafka.clients.consumer",
                        "org.apache.kafka.common.header.."))
                .check(ROOM);
    }

    @Test
    void packages_do_not_go_in_circles() {
        slices().matching("io.holdfast.events.(*)..").should().beFreeOfCycles().check(ROOM);
    }

    @Test
    void every_message_is_a_record_named_as_a_fact_or_a_wish() {
        classes()
                .that()
                .implement(Message.class)
                .and()
                .areNotInterfaces()
                .should()
                .beAssignableTo(Record.class)
                .andShould(haveNamesOfFactsOrWishes())
                .check(ROOM);
    }

    @Test
    void no_class_is_named_for_nothing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|DTO|Dto)")
                .check(ROOM);
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
                                                .equals("SystemClock"))))
                .check(ROOM);
    }

    @Test
    void collaborators_come_in_by_the_constructor() {
        noFields().should().beAnnotatedWith("jakarta.inject.Inject").check(ROOM);
    }

    private static ArchCondition<JavaClass> haveNamesOfFactsOrWishes() {
        return new ArchCondition<>("be named for what happened or is wished") {
            @Override
            public void check(JavaClass message, ConditionEvents events) {
                boolean fact = message.getSimpleName()
                        .matches("[A-Z]\\w+(ed|eld|Rebuilt|Missing|Expiring|Overdue|Impossible|Inconclusive)");
                events.add(new SimpleConditionEvent(
                        message, fact, message.getName() + " is not named for what happened or is wished"));
            }
        };
    }
}
