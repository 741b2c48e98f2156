/** What operators configure, and the schedules that follow from it. */
@NullMarked
package io.holdfast.scheduler.settings;

import org.jspecify.annotations.NullMarked;
