/** When it is time to plan, to delete and to scan. */
@NullMarked
package io.holdfast.retention.schedule;

import org.jspecify.annotations.NullMarked;
