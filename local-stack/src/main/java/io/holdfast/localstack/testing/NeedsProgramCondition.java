package io.holdfast.localstack.testing;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Evaluates {@link NeedsProgram}. */
final class NeedsProgramCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        AnnotatedElement element = context.getElement().orElseThrow();
        List<String> missing = AnnotationSupport.findAnnotation(element, NeedsProgram.class)
                .map(needed -> RequiredPrograms.missing(needed.value()))
                .orElse(List.of());
        return missing.isEmpty()
                ? ConditionEvaluationResult.enabled("no required program is missing")
                : ConditionEvaluationResult.disabled(RequiredPrograms.reason(missing) + extent(element));
    }

    /** How many tests one skip stands for: a skipped class appears as one skipped test in Surefire's reports. */
    private static String extent(AnnotatedElement skipped) {
        List<Method> tests = skipped instanceof Class<?> type
                ? AnnotationSupport.findAnnotatedMethods(type, Testable.class, HierarchyTraversalMode.TOP_DOWN)
                : List.of((Method) skipped);
        boolean hasCases = tests.stream().anyMatch(test -> AnnotationSupport.isAnnotated(test, TestTemplate.class));
        return " [" + (hasCases ? "at least " : "") + tests.size() + (tests.size() == 1 ? " test]" : " tests]");
    }
}
