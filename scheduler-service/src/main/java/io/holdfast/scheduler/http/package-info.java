/** What the scheduler knows, read only. */
@NullMarked
package io.holdfast.scheduler.http;

import org.jspecify.annotations.NullMarked;
