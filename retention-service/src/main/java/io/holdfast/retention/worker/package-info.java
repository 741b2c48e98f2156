/** When it is time to plan, to delete and to scan. */
@NullMarked
package io.holdfast.retention.worker;

import org.jspecify.annotations.NullMarked;
