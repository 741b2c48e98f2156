package io.holdfast.localstack.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Skips a test, or a class of tests, if a program that it starts is not installed. The reason of the skip names the
 * program in a form that the test report counts. If only one case of a test requires a program, use
 * {@link RequiredProgramCheck#assume}.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsProgramCondition.class)
public @interface NeedsProgram {

    /** Names that {@link RequiredProgramCheck} knows, or names of executable files in the PATH. */
    String[] value();
}
