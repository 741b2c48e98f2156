/** Read-only HTTP resources of scheduler-service. */
@NullMarked
package io.holdfast.scheduler.http;

import org.jspecify.annotations.NullMarked;
