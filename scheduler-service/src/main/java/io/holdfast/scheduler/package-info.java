/** When: decides that a backup is due, and notices that one is missing. */
@NullMarked
package io.holdfast.scheduler;

import org.jspecify.annotations.NullMarked;
