/** Domain logic: which slots a schedule has, and which of them are due, settled, or missed. Depends only on the JDK and the event types. */
@NullMarked
package io.holdfast.scheduler.scheduling;

import org.jspecify.annotations.NullMarked;
