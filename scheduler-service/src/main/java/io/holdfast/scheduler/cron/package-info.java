/** Five-field cron expressions, read by cron-utils. */
@NullMarked
package io.holdfast.scheduler.cron;

import org.jspecify.annotations.NullMarked;
