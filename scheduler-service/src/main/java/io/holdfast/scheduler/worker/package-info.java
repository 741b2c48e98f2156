/** What makes time pass: looks at the slots every few seconds, and tells how late they are. */
@NullMarked
package io.holdfast.scheduler.worker;

import org.jspecify.annotations.NullMarked;
