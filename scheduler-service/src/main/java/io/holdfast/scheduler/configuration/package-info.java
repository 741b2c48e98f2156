/** What operators configure, and the schedules that follow from it. */
@NullMarked
package io.holdfast.scheduler.configuration;

import org.jspecify.annotations.NullMarked;
