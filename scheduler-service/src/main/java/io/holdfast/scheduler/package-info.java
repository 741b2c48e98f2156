/** scheduler-service: requests backups when they are due, and detects missed backups. */
@NullMarked
package io.holdfast.scheduler;

import org.jspecify.annotations.NullMarked;
