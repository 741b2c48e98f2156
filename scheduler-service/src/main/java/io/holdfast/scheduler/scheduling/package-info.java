/** When: which slots a schedule has, which of them are due, settled or missed. Knows only the JDK and the vocabulary. */
@NullMarked
package io.holdfast.scheduler.scheduling;

import org.jspecify.annotations.NullMarked;
