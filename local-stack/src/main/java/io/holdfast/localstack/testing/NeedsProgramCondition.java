package io.holdfast.localstack.testing;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Evaluates {@link NeedsProgram}. */
final class NeedsProgramCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        AnnotatedElement element = context.getElement().orElseThrow();
        List<String> missing = AnnotationSupport.findAnnotation(element, NeedsProgram.class)
                .map(needed -> RequiredProgramCheck.missing(needed.value()))
                .orElse(List.of());
        return missing.isEmpty()
                ? ConditionEvaluationResult.enabled("no required program is missing")
                : ConditionEvaluationResult.disabled(RequiredProgramCheck.reason(missing) + extent(element));
    }

    /** Surefire reports each method of a skipped class, and each method with several cases as one test. */
    private static String extent(AnnotatedElement skipped) {
        boolean hasCases = skipped instanceof Class<?> type
                ? !AnnotationSupport.findAnnotatedMethods(type, TestTemplate.class, HierarchyTraversalMode.TOP_DOWN)
                        .isEmpty()
                : AnnotationSupport.isAnnotated(skipped, TestTemplate.class);
        return hasCases ? RequiredProgramCheck.WITH_CASES : "";
    }
}
